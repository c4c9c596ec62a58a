/** What Thanos answers, beside what was written. */
import { setTimeout as sleep } from 'node:timers/promises';
import { awaitRight, get, Means, PATIENCE_S } from '../asking';
import { INGESTORS } from './program';
import { endOf, METRIC, PROBED, PROBES, samplesIn, Span, timesOf, valuesOf, writeProbes } from './samples';
import { ThanosStage } from './thanos-stage';
import { Checks } from '../checks';

/** Somebody who answers PromQL, and how the node asks. */
export interface Asked extends Means {
  readonly queryUrl: string;
}

/** A series of an answer: samples as pairs of seconds and text. */
export interface AnsweredSeries {
  readonly metric: Readonly<Record<string, string>>;
  readonly values: ReadonlyArray<readonly [number, string]>;
}

export interface Comparison {
  /** how many samples are there never, once, twice and so on */
  readonly copies: readonly number[];
  /** samples that nobody has written */
  readonly foreign: number;
}

/** How a query is asked. */
export interface Asking {
  readonly dedup?: boolean;
  /** the coarsest samples that may answer, as Prometheus writes a duration */
  readonly max_source_resolution?: string;
}

/** As many copies of each sample as there are, whichever series they are in. */
export function compareWith(span: Span, answer: readonly AnsweredSeries[]): Comparison {
  const numbers = new Map(timesOf(span).map((time, n) => [time, n]));
  const values = valuesOf(span);
  const seen = values.map((ofSeries) => ofSeries.map(() => 0));
  let foreign = 0;
  for (const { metric, values: answered } of answer) {
    const series = Number(metric.series);
    for (const [seconds, value] of answered) {
      const n = numbers.get(Math.round(seconds * 1000)) ?? -1;
      if (values[series]?.[n] === Number(value)) {
        seen[series]![n]! += 1;
      } else {
        foreign += 1;
      }
    }
  }
  const copies: number[] = [0];
  for (const count of seen.flat()) {
    while (copies.length <= count) {
      copies.push(0);
    }
    copies[count]! += 1;
  }
  return { copies, foreign };
}

/** Whether each sample is there so often, and nothing else. */
export function isEach(times: number, { copies, foreign }: Comparison): boolean {
  return foreign === 0 && copies.every((samples, index) => index === times ? samples > 0 : samples === 0);
}

export function comparisonText({ copies, foreign }: Comparison): string {
  const parts = copies.map((samples, times) => samples === 0 ? '' : `${samples.toLocaleString('en')} samples ${times} times`);
  return [...parts, foreign === 0 ? '' : `${foreign.toLocaleString('en')} that nobody has written`].filter((part) => part !== '').join(', ');
}

export async function ask<T>(asked: Asked, query: string, time: number, asking: Asking = {}): Promise<readonly T[]> {
  const options = Object.entries(asking).map(([name, value]) => [name, String(value)]);
  const parameters = new URLSearchParams({ query, time: String(time / 1000), ...Object.fromEntries(options) });
  const answer = await get(asked, `${asked.queryUrl}/api/v1/query?${parameters}`);
  return (JSON.parse(answer) as { data: { result: readonly T[] } }).data.result;
}

/** The samples of a span, as they are stored. */
export function askSamples(asked: Asked, span: Span, asking: Asking = {}): Promise<readonly AnsweredSeries[]> {
  return ask(asked, selectorOf(span), endOf(span) - 1, asking);
}

/** The sum of all values of a span, by series. */
export async function askSums(stage: ThanosStage, span: Span, asking: Asking = {}): Promise<number[]> {
  const answer = await ask<{ metric: { series: string }; value: readonly [number, string] }>(stage, `sum_over_time(${selectorOf(span)})`, endOf(span) - 1, asking);
  return answer.map(({ metric, value: [, text] }) => [Number(metric.series), Number(text)] as const).sort(([a], [b]) => a - b).map(([, value]) => value);
}

/** From the first sample to the moment before the end. */
function selectorOf(span: Span): string {
  return `${METRIC}[${endOf(span) - span.from}ms]`;
}

/** Asks until what was written is there as it should be. */
export function awaitSamples(asked: Asked, span: Span, asking: Asking, isRight: (comparison: Comparison) => boolean): Promise<Comparison> {
  return awaitRight(async () => compareWith(span, await askSamples(asked, span, asking)), isRight);
}

/** Says whether each sample of a span is there so often, and nothing else, once somebody has had the time to learn of it. */
export async function expectEach(checks: Checks, asked: Asked, claim: string, span: Span, times: number, asking: Asking = {}): Promise<void> {
  const comparison = await awaitSamples(asked, span, asking, (found) => isEach(times, found));
  checks.expect(`${claim}: ${samplesIn(span).toLocaleString('en')} samples, each ${times === 1 ? 'once' : `${times} times`}`, isEach(times, comparison), comparisonText(comparison));
}

/** Between one try and the next, in milliseconds of the samples. */
const PROBES_APART = 100;

/**
 * Writes until everything that is written has all its copies, and Query sees them: routers and Query look up for up to 30 s where a pod was that has
 * another address now.
 *
 * @param from a time at which nothing else is written
 */
export async function awaitEverybody(stage: ThanosStage, from: number): Promise<void> {
  const deadline = Date.now() + PATIENCE_S * 1000;
  const probed = `count_over_time(${PROBED}[${PROBES_APART}ms])`;
  let counts: string[] = [];
  for (let time = from; Date.now() < deadline; time += PROBES_APART) {
    await writeProbes(stage, time);
    const answer = await ask<{ value: readonly [number, string] }>(stage, probed, time + PROBES_APART - 1, { dedup: false }).catch(() => []);
    counts = answer.map(({ value: [, count] }) => count);
    if (counts.length === INGESTORS && counts.every((count) => Number(count) === PROBES)) {
      return;
    }
    await sleep(1000);
  }
  throw new Error(`${INGESTORS} ingestors are Ready, and of ${PROBES} samples they have ${counts.join(', ') || 'none'}`);
}
