/** What is written: samples of known times and values, for days that have passed. */
import { ThanosStage } from './thanos-stage';

export const METRIC = 'numbered';
const SERIES = 70;
const STEP_MS = 60_000;
const DAY_MS = 24 * 3_600_000;
/** Samples of one series and day. */
const PER_DAY = DAY_MS / STEP_MS;
/** By how much the values of one series are above those of the one before. */
const SCALE = 1_000_000;
/** So many samples of every series, from a time on. */
export interface Span {
  /** of the first sample, in milliseconds */
  readonly from: number;
  /** the number of the first sample */
  readonly first: number;
  /** samples of each series */
  readonly count: number;
}

/** The days of which samples are written, each part of them once. */
export interface Days {
  readonly quiet: Span;
  readonly whileKilled: Span;
  readonly whileRolledOut: Span;
  /** all of them */
  readonly both: Span;
}

/**
 * Two days that the compactor makes one block of: it counts them from 1970 on.
 *
 * @param now in milliseconds
 */
export function daysBefore(now: number): Days {
  const from = Math.floor(now / (2 * DAY_MS)) * 2 * DAY_MS - 2 * DAY_MS;
  const part = (first: number, count: number): Span => ({ from: from + first * STEP_MS, first, count });
  return { quiet: part(0, PER_DAY / 2), whileKilled: part(PER_DAY / 2, PER_DAY / 2), whileRolledOut: part(PER_DAY, PER_DAY), both: part(0, 2 * PER_DAY) };
}

/** After the last sample, in milliseconds. */
export function endOf({ from, count }: Span): number {
  return from + count * STEP_MS;
}

export function samplesIn({ count }: Span): number {
  return SERIES * count;
}

/** The values of each series in the order of time. */
export function valuesOf({ first, count }: Span): number[][] {
  return Array.from({ length: SERIES }, (_, series) => Array.from({ length: count }, (__, n) => series * SCALE + first + n));
}

export function timesOf({ from, count }: Span): number[] {
  return Array.from({ length: count }, (_, n) => from + n * STEP_MS);
}

/** How requests went. */
export interface Written {
  readonly samples: number;
  readonly requests: number;
  /** attempts that were not acknowledged */
  readonly failures: number;
  /** requests that were given up */
  readonly unacknowledged: number;
  readonly lastError?: string;
}

async function write({ node, program, remoteWriteUrl }: ThanosStage, options: Readonly<Record<string, string | number>>): Promise<Written> {
  const { code, stdout, stderr } = await node.run([program, 'samples', '--url', remoteWriteUrl, ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)])]);
  if (code !== 0) {
    throw new Error(`samples could not be written: ${stderr.trim()}`);
  }
  return JSON.parse(stdout) as Written;
}

/** Writes all samples of a span through the routers: one request for each time, evenly over so many seconds, or longer. */
export function writeSpan(stage: ThanosStage, { from, first, count }: Span, seconds: number): Promise<Written> {
  return write(stage, { metric: METRIC, series: SERIES, scale: SCALE, step: STEP_MS, batch: 1, rate: count / seconds, from, first, count });
}

/** A metric for which nobody asks. */
export function writeAside(stage: ThanosStage, from: number): Promise<Written> {
  return write(stage, { 'metric': 'aside', from, 'give-up': '0s' });
}

/** Samples of which there must be as many copies as ingestors before all routers and Query are known to have found all of them. */
export const PROBES = 16;
export const PROBED = 'probe';

/** One sample after the other, by turns on connections to all routers. */
export async function writeProbes(stage: ThanosStage, from: number): Promise<void> {
  await write(stage, { 'metric': PROBED, from, 'step': 1, 'count': PROBES, 'batch': 1, 'give-up': '60s' });
}
