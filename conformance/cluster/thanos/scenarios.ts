/** What happens to a Thanos that is written to, and what it must answer afterwards. */
import { setTimeout as sleep } from 'node:timers/promises';
import { askSamples, askSums, awaitEverybody, compareWith, comparisonText, expectEach } from './answers';
import { Block } from './bucket';
import { INGESTORS, REPLICA_LABEL } from './program';
import { ruler } from './ruler';
import { endOf, Span, timesOf, valuesOf, writeAside, Written } from './samples';
import { sidecars } from './sidecars';
import { ThanosStage } from './thanos-stage';
import { ensureWritten, writePart } from './writing';
import { awaitRight } from '../asking';

/** From a sample to where nothing is written before the next one, half a minute. */
const BETWEEN_MS = 30_000;
const KILL_AFTER_S = 3;
/** About as long as three ingestors need to be replaced. */
const ROLLOUT_S = 180;
/** The coarser samples that are made of a block of two days. */
const COARSE_MS = 5 * 60_000;
const COARSE = { max_source_resolution: '5m' };

function expectAcknowledged({ checks }: ThanosStage, scenario: string, { requests, failures, unacknowledged, lastError }: Written): void {
  checks.expect(`${scenario}: every request was acknowledged at its first attempt`, failures === 0, `${failures} attempts at ${requests} requests failed, ${unacknowledged} requests were given up: ${lastError}`);
}

async function normal(stage: ThanosStage): Promise<void> {
  const scenario = 'normal';
  const { quiet } = stage.days;
  expectAcknowledged(stage, scenario, await writePart(stage, quiet));
  await expectEach(stage.checks, stage, `${scenario}: all arrived`, quiet, 1);
  await expectEach(stage.checks, stage, `${scenario}: not deduplicated, copies are seen`, quiet, INGESTORS, { dedup: false });
  const restarts = await Promise.all(stage.workloads.map((workload) => workload.restarts()));
  stage.checks.expect(`${scenario}: no container restarted by itself`, restarts.every(({ count }) => count === 0), restarts.flatMap(({ unexpected }) => unexpected).join(', '));
}

/** One ingestor dies by -9 while samples are written. */
async function kill(stage: ThanosStage): Promise<void> {
  const scenario = 'kill';
  const { checks, ingestors, days: { whileKilled } } = stage;
  await ensureWritten(stage, whileKilled.from);
  const killing = sleep(KILL_AFTER_S * 1000).then(() => ingestors.kill(({ metadata: { name } }) => name.endsWith('-1')));
  const [written] = await Promise.all([writePart(stage, whileKilled), killing]);
  await ingestors.untilReady();
  const { count, unexpected } = await ingestors.restarts();
  checks.expect(`${scenario}: one container restarted, and none by itself`, count === 1 && unexpected.length === 0, `${count} times; ${unexpected.join(', ')}`);
  expectAcknowledged(stage, scenario, written);
  await expectEach(stage.checks, stage, `${scenario}: no hole`, whileKilled, 1);
  await awaitEverybody(stage, endOf(whileKilled) - BETWEEN_MS);
  const comparison = compareWith(whileKilled, await askSamples(stage, whileKilled, { dedup: false }));
  checks.expect(`${scenario}: not deduplicated, the hole of the ingestor that was away is seen, and what it had before`,
    (comparison.copies[INGESTORS - 1] ?? 0) > 0 && (comparison.copies[INGESTORS] ?? 0) > 0, comparisonText(comparison));
}

/** Ingestors are replaced while samples are written: one is away at a time, and the next one goes when routers have found it again. */
async function rollout(stage: ThanosStage): Promise<void> {
  const scenario = 'rollout';
  const { ingestors, days: { whileRolledOut } } = stage;
  await ensureWritten(stage, whileRolledOut.from);
  const [written] = await Promise.all([writePart(stage, whileRolledOut, ROLLOUT_S), ingestors.rollout()]);
  expectAcknowledged(stage, scenario, written);
  await expectEach(stage.checks, stage, `${scenario}: no hole`, whileRolledOut, 1);
}

/** Ingestors end, one after the other: with one of three there is no majority, with none everything comes from the bucket. */
async function bucket(stage: ThanosStage): Promise<void> {
  const scenario = 'bucket';
  const { checks, ingestors, days: { both } } = stage;
  await ensureWritten(stage, endOf(both));
  // Thanos leaves the youngest sample of a tenant in its log when it stops, and the youngest block alone: those, for which nobody asks
  for (const later of [1, 2]) {
    await writeAside(stage, endOf(both) + later * BETWEEN_MS);
  }
  await ingestors.scaleDown(1);
  const { unacknowledged } = await writeAside(stage, endOf(both) + 2 * BETWEEN_MS);
  checks.expect(`${scenario}: with one of ${INGESTORS} ingestors, nothing is acknowledged`, unacknowledged === 1);
  await ingestors.scaleDown(0);
  const uploaders = uploadersOf(stage);
  checks.expect(`${scenario}: every ingestor has uploaded what it had in memory`, uploaders.length === INGESTORS, uploaders.join(', '));
  await expectEach(stage.checks, stage, `${scenario}: without an ingestor, all is there`, both, 1);
}

/** The ingestors that have uploaded to the end of the days. */
function uploadersOf({ bucket: { blocks }, days: { both } }: ThanosStage): string[] {
  const replicas = blocks.filter(({ maxTime }) => maxTime >= endOf(both)).flatMap(({ thanos: { labels } }) => labels[REPLICA_LABEL] ?? []);
  return [...new Set(replicas)];
}

function isWhole({ minTime, maxTime, thanos: { labels } }: Block, span: Span): boolean {
  return minTime === span.from && maxTime === endOf(span) && labels[REPLICA_LABEL] === undefined;
}

function blockText({ minTime, maxTime, compaction: { level }, thanos: { labels, downsample } }: Block): string {
  return `${(maxTime - minTime) / 3_600_000} h of level ${level}, ${downsample.resolution} ms, ${labels[REPLICA_LABEL] ?? 'of all'}`;
}

/** The copies of two days become one block, and coarser samples are made of it. */
async function compaction(stage: ThanosStage): Promise<void> {
  const scenario = 'compaction';
  const { checks, ingestors, compactor, days: { both } } = stage;
  const isBehindBucket = (await ingestors.pods()).length === 0;
  if (!isBehindBucket) {
    await bucket(stage);
  }
  await compactor.rollout();
  const blocksOf = (blocks: readonly Block[], resolution: number) =>
    blocks.filter((block) => isWhole(block, both) && block.thanos.downsample.resolution === resolution).length;
  const blocks = await awaitRight(async () => stage.bucket.blocks, (found) => blocksOf(found, 0) === 1 && blocksOf(found, COARSE_MS) === 1);
  checks.expect(`${scenario}: the copies of two days became one block`, blocksOf(blocks, 0) === 1, blocks.map(blockText).join('; '));
  checks.expect(`${scenario}: coarser samples were made of it`, blocksOf(blocks, COARSE_MS) === 1, blocks.map(blockText).join('; '));
  await expectEach(stage.checks, stage, `${scenario}: the bucket keeps no copies`, both, 1, { dedup: false });
  await expectEach(stage.checks, stage, `${scenario}: the same as before`, both, 1);
  await expectCoarse(stage, scenario, both);
  await ingestors.scaleUp();
  await expectEach(stage.checks, stage, `${scenario}: with ingestors that have it too`, both, 1);
}

/** One sample for each five minutes, of which sums are what they were. */
async function expectCoarse(stage: ThanosStage, scenario: string, span: Span): Promise<void> {
  const wanted = (endOf(span) - span.from) / COARSE_MS;
  const isCoarse = (counts: readonly number[]) => counts.length > 0 && counts.every((count) => count === wanted);
  const coarse = await awaitRight(async () => (await askSamples(stage, span, COARSE)).map(({ values }) => values.length), isCoarse);
  stage.checks.expect(`${scenario}: asked for coarser ones, ${wanted} samples of a series rather than ${timesOf(span).length}`,
    isCoarse(coarse), `${coarse[0]}`);
  const raw = valuesOf(span).map((values) => values.reduce((sum, value) => sum + value));
  const isSame = (sums: readonly number[]) => sums.length === raw.length && raw.every((sum, series) => sum === sums[series]);
  const sums = await awaitRight(() => askSums(stage, span, COARSE), isSame);
  stage.checks.expect(`${scenario}: their sums are those of what was written`, isSame(sums), `${sums[0]}, not ${raw[0]}`);
}

/** In the order in which they run. */
export const THANOS_SCENARIOS: Readonly<Record<string, (stage: ThanosStage) => Promise<void>>> = { normal, kill, rollout, bucket, compaction, ruler, sidecars };

/** Who runs at the same time as whom: the pair has a Query, a store gateway and a bucket of its own, and an ingestor is waited for more than a minute before the next one goes. */
export const THANOS_COMPANIONS: Readonly<Record<string, string>> = { rollout: 'sidecars' };
