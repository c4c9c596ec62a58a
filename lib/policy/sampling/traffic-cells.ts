import { Duration } from 'cdk8s';
import { TraceTest } from './trace-test';
import { testsIn } from '../condition-tree';
import { LatencyPoint, SampledTraffic } from './sampled-traffic';
import { SamplingPlan } from './sampling-plan';
import { SpanStatus, TracedSpans } from './traced-span';
import { Finding } from '../../validation';

/** Traces about which every condition of a policy says the same. */
export interface TrafficCell {
  readonly service: string;
  readonly tracesPerSecond: number;
  readonly spans: number;
  /** One of them. */
  readonly trace: TracedSpans;
}

/** Traffic, cut where a rule cuts it: at errors, and at every time for which it asks. */
export function cellsOf(plan: SamplingPlan, traffic: SampledTraffic): TrafficCell[] {
  const limits = [...timesIn(plan), Infinity];
  const errors = (traffic.errorPercent ?? 0) / 100;
  return limits.flatMap((limit, index) => {
    const share = shareWithin(traffic, limit) - (index === 0 ? 0 : shareWithin(traffic, limits[index - 1]!));
    const milliseconds = limit === Infinity ? (limits[index - 1] ?? 0) + 1 : limit;
    return [
      cellOf(traffic, milliseconds, SpanStatus.UNSET, share * (1 - errors)),
      cellOf(traffic, milliseconds, SpanStatus.ERROR, share * errors),
    ].filter(({ tracesPerSecond }) => tracesPerSecond > 0);
  });
}

/** What is wrong with traffic, held against what rules ask. */
export function trafficFindings(plan: SamplingPlan, { service, tracesPerSecond, spansPerTrace, errorPercent = 0, latency }: SampledTraffic): Finding[] {
  const where = `traffic of '${service}'`;
  const last = latency?.at(-1);
  const unknown = last && last.percent < 100 ? timesIn(plan).find((time) => time > millisecondsOf(last)) : undefined;
  return [
    ...tracesPerSecond >= 0 && Number.isFinite(tracesPerSecond) ? [] : [{ what: `${where}: tracesPerSecond is ${tracesPerSecond}`, why: 'so many traces cannot come', fix: 'tracesPerSecond: 200' }],
    ...spansPerTrace >= 1 && Number.isFinite(spansPerTrace) ? [] : [{ what: `${where}: spansPerTrace is ${spansPerTrace}`, why: 'a trace has one span at least', fix: 'spansPerTrace: 8' }],
    ...errorPercent >= 0 && errorPercent <= 100 ? [] : [{ what: `${where}: errorPercent is ${errorPercent}`, why: 'it is a share of traces, from 0 to 100', fix: 'errorPercent: 1' }],
    ...latency ? orderFindings(where, latency) : [],
    ...unknown === undefined ? [] : [{
      what: `${where}: latency ends at ${millisecondsOf(last!)} ms, and a rule asks for traces slower than ${unknown} ms`,
      why: `how many of the slowest ${roundedPercent(100 - last!.percent)} percent are slower than that, nobody says`,
      fix: `latency: a point of ${unknown} ms or more, or one of 100 percent`,
    }],
  ];
}

function orderFindings(where: string, latency: readonly LatencyPoint[]): Finding[] {
  const odd = latency.find((point, index) => {
    const before = latency[index - 1];
    return !(point.percent >= (before?.percent ?? 0) && point.percent <= 100 && millisecondsOf(point) >= (before ? millisecondsOf(before) : 0));
  });
  return latency.length > 0 && !odd ? [] : [{
    what: odd ? `${where}: latency has ${odd.percent} percent within ${millisecondsOf(odd)} ms` : `${where}: latency has no points`,
    why: odd ? 'points rise, in both, up to 100 percent' : 'nothing is said of how long traces take',
    fix: 'latency: [{ percent: 50, within: Duration.millis(80) }, { percent: 100, within: Duration.seconds(3) }]',
  }];
}

/** Every time for which a rule asks, in rising order. */
function timesIn({ rules }: SamplingPlan): number[] {
  const times = rules.flatMap(({ when }) => testsIn(when).flatMap(timesOf));
  return [...new Set(times)].sort((one, other) => one - other);
}

function timesOf(test: TraceTest): number[] {
  switch (test.kind) {
    case 'latency': return [test.milliseconds];
    case 'spans': return test.anyOf.flatMap((one) => one.kind === 'match' && one.match.slowerThan ? [one.match.slowerThan.toMilliseconds({ integral: false })] : []);
    default: return [];
  }
}

/** The share of traces that take so long or less. */
function shareWithin({ latency }: SampledTraffic, milliseconds: number): number {
  const points = [{ at: 0, share: 0 }, ...(latency ?? []).map((point) => ({ at: millisecondsOf(point), share: point.percent / 100 }))];
  const next = latency && milliseconds !== Infinity ? points.findIndex(({ at }) => at >= milliseconds) : -1;
  if (next <= 0) {
    return 1;
  }
  const [before, after] = [points[next - 1]!, points[next]!];
  return before.share + (after.share - before.share) * (milliseconds - before.at) / (after.at - before.at);
}

function cellOf(traffic: SampledTraffic, milliseconds: number, status: SpanStatus, share: number): TrafficCell {
  const { service, tracesPerSecond, spansPerTrace, attributes, numbers, resourceAttributes, ottl } = traffic;
  const others = Array.from({ length: Math.round(spansPerTrace) - 1 }, () => ({ service, resourceAttributes, duration: Duration.millis(0) }));
  const root = { service, root: true, status, duration: Duration.millis(milliseconds), attributes, numbers, resourceAttributes };
  return { service, tracesPerSecond: tracesPerSecond * share, spans: spansPerTrace, trace: { traceId: '', spans: [root, ...others], ottl } };
}

function millisecondsOf({ within }: LatencyPoint): number {
  return within.toMilliseconds({ integral: false });
}

function roundedPercent(percent: number): number {
  return Math.round(percent * 1000) / 1000;
}
