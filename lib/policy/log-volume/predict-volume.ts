import { applyRules } from './apply-rules';
import { PlannedLogRule } from './log-volume-plan';
import { LogRuleEffect, LogVolumePrediction, NamespaceLogVolume } from './log-volume-prediction';
import { LoggedRecord, LogOutcome } from './logged-record';

interface Fate {
  readonly bytes: number;
  readonly keptBytes: number;
  readonly namespace: string;
  readonly outcome: LogOutcome;
}

/** What is left of records. */
export function predictVolume(rules: readonly PlannedLogRule[], records: readonly LoggedRecord[]): LogVolumePrediction {
  const fates = records.map((record): Fate => {
    const outcome = applyRules(rules, record);
    return { bytes: sizeOf(record), keptBytes: outcome.kept ? sizeOf(outcome.record) : 0, namespace: record.resourceAttributes?.['k8s.namespace.name'] ?? '', outcome };
  });
  const namespaces = [...new Set(fates.map(({ namespace }) => namespace))].map((namespace): NamespaceLogVolume => ({
    namespace, ...volumeOf(fates.filter((fate) => fate.namespace === namespace)),
  }));
  return {
    ...volumeOf(fates),
    rules: rules.map(({ name }) => effectOf(name, fates)),
    namespaces: namespaces.sort((one, other) => other.bytes - one.bytes || (one.namespace < other.namespace ? -1 : 1)),
  };
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
