/** What the pair has scraped, as each of them has it and as it is answered elsewhere: series, times and values. */
import { AnsweredSeries, ask, Asked, Asking } from './answers';
import { Replica } from './pair';
import { PAIR_LABELS, PAIR_REPLICA_LABEL, SCRAPE_SECONDS } from './pair-program';

/** In which the exposer says the number of its answer. */
const NUMBERS = 'numbered_scrapes';

/** More than a run takes. */
const LONG_AGO_MS = 300_000;

/** The samples of a run, once it is over, up to a time, and from another one on. */
export async function askScraped(asked: Asked, run: string, time: number, asking: Asking = {}, from = time - LONG_AGO_MS): Promise<AnsweredSeries[]> {
  return inOrder(await ask<AnsweredSeries>(asked, `{run="${run}"}[${time - from}ms]`, time, asking));
}

function inOrder(series: readonly AnsweredSeries[]): AnsweredSeries[] {
  const text = ({ metric }: AnsweredSeries) => JSON.stringify(Object.entries(metric).sort(([a], [b]) => (a < b ? -1 : 1)));
  return series.map(({ metric, values }) => ({ metric, values })).sort((a, b) => (text(a) < text(b) ? -1 : 1));
}

/** The series of one of the pair with the labels that they have elsewhere. */
export function asAnnounced(series: readonly AnsweredSeries[], replica?: Replica): AnsweredSeries[] {
  const own: Record<string, string> = replica === undefined ? {} : { [PAIR_REPLICA_LABEL]: replica.name };
  return inOrder(series.map(({ metric, values }) => ({ metric: { ...metric, ...PAIR_LABELS, ...own }, values })));
}

export function isSame(one: readonly AnsweredSeries[], other: readonly AnsweredSeries[]): boolean {
  return asText(inOrder(one)) === asText(inOrder(other));
}

function asText(series: readonly AnsweredSeries[]): string {
  return JSON.stringify(series.map(({ metric, values }) => [Object.entries(metric).sort(([a], [b]) => (a < b ? -1 : 1)), values]));
}

export function samplesText(series: readonly AnsweredSeries[]): string {
  return `${series.length} series of ${series.reduce((sum, { values }) => sum + values.length, 0)} samples`;
}

/** The numbers of the answers that are there, in their order. */
export function numbersIn(series: readonly AnsweredSeries[]): number[] {
  return numbered(series).map(([, value]) => Number(value)).sort((a, b) => a - b);
}

/** The longest time without a sample, in seconds. */
export function longestGap(series: readonly AnsweredSeries[]): number {
  const times = numbered(series).map(([time]) => time);
  return Math.max(0, ...times.slice(1).map((time, index) => time - times[index]!));
}

/** How many samples of an answer somebody has. */
export function sharedWith(known: readonly AnsweredSeries[], series: readonly AnsweredSeries[]): number {
  const samples = new Set(numbered(known).map(([time, value]) => `${time} ${value}`));
  return numbered(series).filter(([time, value]) => samples.has(`${time} ${value}`)).length;
}

/** When the first of them was scraped, in milliseconds. */
export function startOf(series: readonly AnsweredSeries[]): number {
  return Math.min(...numbered(series).map(([time]) => Math.round(time * 1000)));
}

function numbered(series: readonly AnsweredSeries[]): ReadonlyArray<readonly [number, string]> {
  return series.filter(({ metric }) => metric.__name__ === NUMBERS).flatMap(({ values }) => values);
}

/** Who stands still so long has missed samples that nobody can take for a late one. */
export const STANDSTILL_SECONDS = 5 * SCRAPE_SECONDS;
/** Query goes over to the other one when a sample is late by two intervals. */
export const LONGEST_GAP_SECONDS = 3 * SCRAPE_SECONDS;
