/** What the pair scraped before it came here: ten hours of known samples, in the blocks that a Prometheus makes of them. */
import { chownSync, mkdirSync, mkdtempSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { METRIC, Span, timesOf, valuesOf } from './samples';
import { judge } from '../../judges';
import { run } from '../../judging/processes';

const HOUR_MS = 3_600_000;
const BLOCK_MS = 2 * HOUR_MS;
/** Three blocks of two hours, counted from 1970 on, are what Prometheus makes one of. */
const COMPACTED_MS = 3 * BLOCK_MS;
/** It leaves the youngest block alone, and compacts what is older than another one. */
const YOUNGER_BLOCKS = 2;
/** The user of the image. */
const PROMETHEUS_USER = 65534;

export const COMPACTED_BLOCKS = COMPACTED_MS / BLOCK_MS;
export const BLOCKS = COMPACTED_BLOCKS + YOUNGER_BLOCKS;

/** Hours that are over, and begin where a block of six may. */
export function historyBefore(now: number): Span {
  const length = BLOCKS * BLOCK_MS;
  return { from: Math.floor((now - length) / COMPACTED_MS) * COMPACTED_MS, first: 0, count: length / 60_000 };
}

/** In the format of OpenMetrics, which ends with a line of its own. */
function openMetrics(span: Span): string {
  const times = timesOf(span);
  const lines = valuesOf(span).flatMap((values, series) => values.map((value, n) => `${METRIC}{series="${series}"} ${value} ${times[n]! / 1000}`));
  return [`# TYPE ${METRIC} gauge`, ...lines, '# EOF', ''].join('\n');
}

/**
 * Moves blocks of a span into the folder of a Prometheus, each at once, as its documentation says. Each call makes blocks of names of their own.
 *
 * @param workshop a folder on the same disk
 * @returns the names of the blocks
 * @see https://prometheus.io/docs/prometheus/latest/storage/#backfilling-from-openmetrics-format
 */
export async function backfill(folder: string, span: Span, workshop: string): Promise<string[]> {
  const work = mkdtempSync(join(workshop, 'backfill-'));
  const made = join(work, 'blocks');
  mkdirSync(made);
  writeFileSync(join(work, 'samples'), openMetrics(span));
  const { code, stderr } = await run(judge('promtool'), ['tsdb', 'create-blocks-from', 'openmetrics', join(work, 'samples'), made]);
  if (code !== 0) {
    throw new Error(`blocks could not be made: ${stderr.trim()}`);
  }
  const ulids = readdirSync(made).filter((name) => name.length === 26);
  for (const ulid of ulids) {
    giveTo(PROMETHEUS_USER, join(made, ulid));
    renameSync(join(made, ulid), join(folder, ulid));
  }
  return ulids.sort();
}

function giveTo(user: number, folder: string): void {
  const within = readdirSync(folder, { recursive: true }).map((path) => join(folder, String(path)));
  [folder, ...within].forEach((path) => chownSync(path, user, user));
}
