import { applyRules } from './apply-rules';
import { LogVolumePlan } from './log-volume-plan';
import { LogClassVolume, LogRuleEffect, LogSampleOptions, LogStreams, LogVolumePerDay, LogVolumePrediction, NamespaceLogVolume } from './log-volume-prediction';
import { LoggedRecord, LogOutcome } from './logged-record';

/** The day in which costs are counted. */
const DAY_MS = 86_400_000;

const GIBIBYTE = 1024 ** 3;

interface Fate {
  readonly bytes: number;
  readonly keptBytes: number;
  readonly namespace: string;
  readonly outcome: LogOutcome;
}

/** What is left of records. */
export function predictVolume(plan: LogVolumePlan, records: readonly LoggedRecord[], known: LogSampleOptions): LogVolumePrediction {
  const { covers, pricePerGibibyte, streamAttributes } = known;
  const fates = records.map((record): Fate => {
    const outcome = applyRules(plan, record);
    return { bytes: sizeOf(record), keptBytes: outcome.kept ? sizeOf(outcome.record) : 0, namespace: record.resourceAttributes?.['k8s.namespace.name'] ?? '', outcome };
  });
  const whole = volumeOf(fates);
  return {
    ...whole,
    rules: plan.rules.map(({ name }) => effectOf(name, fates)),
    namespaces: namespacesOf(fates),
    classes: classesOf(fates),
    ...streamAttributes ? { streams: streamsOf(fates, streamAttributes) } : {},
    ...covers ? { perDay: perDay(whole, covers.toMilliseconds(), pricePerGibibyte) } : {},
  };
}

function namespacesOf(fates: readonly Fate[]): NamespaceLogVolume[] {
  return grouped(fates, ({ namespace }) => namespace)
    .map(([namespace, own]) => ({ namespace, ...volumeOf(own) }))
    .sort(byBytes(({ bytes }) => bytes, (one) => one.namespace));
}

function classesOf(fates: readonly Fate[]): LogClassVolume[] {
  return grouped(fates.filter(({ outcome }) => outcome.kept), ({ outcome }) => outcome.logClass ?? '')
    .map(([logClass, own]) => ({ logClass, keptLines: own.length, keptBytes: sum(own, 'keptBytes') }))
    .sort(byBytes(({ keptBytes }) => keptBytes, (one) => one.logClass));
}

/** Rules leave attributes of resources alone, so that a record stays in its stream. */
function streamsOf(fates: readonly Fate[], attributes: readonly string[]): LogStreams {
  const streamOf = ({ outcome: { record } }: Fate) => JSON.stringify(attributes.map((key) => record.resourceAttributes?.[key] ?? null));
  const count = (some: readonly Fate[]) => new Set(some.map(streamOf)).size;
  return { streams: count(fates), keptStreams: count(fates.filter(({ outcome }) => outcome.kept)) };
}

function perDay({ bytes, keptBytes }: Omit<NamespaceLogVolume, 'namespace'>, milliseconds: number, price: number | undefined): LogVolumePerDay {
  const ofDay = (some: number) => Math.round(some * DAY_MS / milliseconds);
  const costs = (some: number) => ofDay(some) / GIBIBYTE * price!;
  return { bytes: ofDay(bytes), keptBytes: ofDay(keptBytes), ...price === undefined ? {} : { cost: costs(bytes), keptCost: costs(keptBytes) } };
}

function grouped(fates: readonly Fate[], keyOf: (fate: Fate) => string): [key: string, own: Fate[]][] {
  const groups = new Map<string, Fate[]>();
  for (const fate of fates) {
    const key = keyOf(fate);
    const group = groups.get(key);
    if (group) {
      group.push(fate);
    } else {
      groups.set(key, [fate]);
    }
  }
  return [...groups];
}

function byBytes<T>(bytesOf: (one: T) => number, nameOf: (one: T) => string): (one: T, other: T) => number {
  return (one, other) => bytesOf(other) - bytesOf(one) || (nameOf(one) < nameOf(other) ? -1 : 1);
}

function volumeOf(fates: readonly Fate[]): Omit<NamespaceLogVolume, 'namespace'> {
  return { lines: fates.length, bytes: sum(fates, 'bytes'), keptLines: fates.filter(({ outcome }) => outcome.kept).length, keptBytes: sum(fates, 'keptBytes') };
}

function effectOf(rule: string, fates: readonly Fate[]): LogRuleEffect {
  const dropped = fates.filter(({ outcome }) => outcome.droppedBy === rule);
  return { rule, droppedLines: dropped.length, droppedBytes: sum(dropped, 'bytes'), changedLines: fates.filter(({ outcome }) => outcome.changedBy.includes(rule)).length };
}

function sum(fates: readonly Fate[], property: 'bytes' | 'keptBytes'): number {
  return fates.reduce((total, fate) => total + fate[property], 0);
}

function sizeOf({ body, attributes = {} }: LoggedRecord): number {
  return [body, ...Object.entries(attributes).flat()].reduce((total, text) => total + Buffer.byteLength(text, 'utf8'), 0);
}
