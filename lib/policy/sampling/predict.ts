import { Duration } from 'cdk8s';
import { SampledTrafficMix } from './sampled-traffic';
import { PlannedRule, SamplingPlan } from './sampling-plan';
import { CountPrediction, SamplingPrediction } from './sampling-prediction';
import { traceHolds } from './trace-meaning';
import { cellsOf, TrafficCell } from './traffic-cells';

const SECONDS_PER_MONTH = 30 * 24 * 60 * 60;

/** Traces of one kind, the rule that is about them, and the share of them that is kept. */
interface Fate extends TrafficCell {
  readonly rule: PlannedRule;
  readonly kept: number;
}

/** What a plan does to traffic, by what is to be expected of chance. */
export function predict(plan: SamplingPlan, { traffic, bytesPerSpan = 1000, window = Duration.hours(1) }: SampledTrafficMix): SamplingPrediction {
  const fates = fatesOf(plan, traffic.flatMap((one) => cellsOf(plan, one)));
  const seconds = window.toMilliseconds() / 1000;
  const keptSpansPerSecond = sum(fates, ({ tracesPerSecond, spans, kept }) => tracesPerSecond * spans * kept);
  return {
    ...counted(fates, seconds),
    rules: plan.rules.map((rule) => {
      const own = fates.filter((fate) => fate.rule === rule);
      return { rule: rule.name, tracesPerSecond: sum(own, ({ tracesPerSecond }) => tracesPerSecond), keptTracesPerSecond: keptOf(own) };
    }),
    services: [...new Set(fates.map(({ service }) => service))]
      .map((service) => ({ service, ...counted(fates.filter((fate) => fate.service === service), seconds) })),
    spansPerSecond: sum(fates, ({ tracesPerSecond, spans }) => tracesPerSecond * spans),
    keptSpansPerSecond,
    keptBytesPerMonth: keptSpansPerSecond * bytesPerSpan * SECONDS_PER_MONTH,
  };
}

/** The head first, then percentages, then what budgets leave of them, then what floors bring back. */
function fatesOf(plan: SamplingPlan, cells: readonly TrafficCell[]): Fate[] {
  const head = (plan.head?.percent ?? 100) / 100;
  const chosen = cells.map((cell): Fate => {
    // the last rule is about every trace
    const rule = plan.rules.find(({ when }) => traceHolds(when, cell.trace))!;
    return { ...cell, rule, kept: rule.percent / 100 };
  });
  const spansOf = (fates: readonly Fate[]) => sum(fates, ({ tracesPerSecond, spans, kept }) => tracesPerSecond * spans * kept * head);
  const within = chosen.map((fate) => {
    const spans = spansOf(chosen.filter(({ rule }) => rule === fate.rule));
    return { ...fate, kept: fate.kept * roomFor(spans, fate.rule.spansPerSecond) };
  });
  return within.map((fate) => ({ ...fate, kept: head * (1 - (1 - fate.kept) * (1 - floorShare(plan, fate, within, head))) }));
}

/** The share of spans for which there is room. */
function roomFor(spansPerSecond: number, room = Infinity): number {
  return spansPerSecond <= room ? 1 : room / spansPerSecond;
}

/** The share of the traces of a service that its floor keeps, whatever the rules say. */
function floorShare({ floor }: SamplingPlan, { service, rule }: Fate, fates: readonly Fate[], head: number): number {
  if (!floor?.services.includes(service) || rule.drops) {
    return 0;
  }
  const own = fates.filter((fate) => fate.service === service && !fate.rule.drops);
  return roomFor(sum(own, ({ tracesPerSecond, spans }) => tracesPerSecond * spans * head), floor.spansPerSecond);
}

/** Each kept trace stands for those of its like; the error of that is what chance adds up to (Horvitz and Thompson, 1952). */
function counted(fates: readonly Fate[], seconds: number): CountPrediction {
  const seen = fates.filter(({ kept }) => kept > 0);
  const [all, visible] = [fates, seen].map((some) => sum(some, ({ tracesPerSecond }) => tracesPerSecond)) as [number, number];
  const variance = sum(seen, ({ tracesPerSecond, kept }) => tracesPerSecond * seconds * (1 - kept) / kept);
  return {
    tracesPerSecond: all,
    keptTracesPerSecond: keptOf(fates),
    unseenPercent: all === 0 ? 0 : 100 * (all - visible) / all,
    countErrorPercent: visible === 0 ? undefined : 100 * Math.sqrt(variance) / (visible * seconds),
  };
}

function keptOf(fates: readonly Fate[]): number {
  return sum(fates, ({ tracesPerSecond, kept }) => tracesPerSecond * kept);
}

function sum<T>(things: readonly T[], of: (thing: T) => number): number {
  return things.reduce((total, thing) => total + of(thing), 0);
}
