/** A pair of Prometheus whose sidecars answer Query, and upload its blocks before it compacts them. */
import { setTimeout as sleep } from 'node:timers/promises';
import { AnsweredSeries, ask, Asked, Asking, expectEach } from './answers';
import { Block } from './bucket';
import { BLOCKS, COMPACTED_BLOCKS } from './history';
import { blocksOf, Replica, untilLooked } from './pair';
import { PAIR_LABELS, PAIR_REPLICA_LABEL, STORE_JOB } from './pair-program';
import { askScraped, asAnnounced, isSame, longestGap, LONGEST_GAP_SECONDS, numbersIn, samplesText, sharedWith, STANDSTILL_SECONDS, startOf } from './scraped-series';
import { ThanosStage } from './thanos-stage';
import { awaitRight, get } from '../asking';

const SCENARIO = 'sidecars';
const UNDISTURBED_SECONDS = 12;

/** What a target says of its last scrape. */
interface UpSample {
  readonly value: readonly [number, string];
}

async function expectHistory({ checks, pair: { history } }: ThanosStage, claim: string, asked: Asked, times: number, asking: Asking = {}): Promise<void> {
  await expectEach(checks, asked, `${SCENARIO}: ${claim}`, history, times, asking);
}

/** Prometheus may compact, and waits for the sidecar. */
async function expectDelay({ checks, pair: { replicas } }: ThanosStage): Promise<void> {
  for (const replica of replicas) {
    const { data } = JSON.parse(await get(replica, `${replica.queryUrl}/api/v1/status/flags`)) as { data: Record<string, string> };
    const delay = data['storage.tsdb.delay-compact-file.path'];
    const [least, most] = ['min', 'max'].map((end) => data[`storage.tsdb.${end}-block-duration`]);
    checks.expect(`${SCENARIO}: ${replica.name} may compact, and waits for its sidecar`, delay === '/prometheus/thanos.shipper.json' && least !== most,
      `the file is '${delay}', blocks are of ${least} to ${most}`);
  }
}

function isUntouched({ history }: Replica, blocks: readonly Block[]): boolean {
  const found = blocks.filter(({ compaction }) => compaction.level === 1).map(({ ulid }) => ulid);
  return history.length === BLOCKS && history.every((ulid) => found.includes(ulid)) && blocks.length === BLOCKS;
}

/** All that a sidecar has uploaded, and nothing that Prometheus has made of it. */
function isUploaded({ name, history }: Replica, uploaded: readonly Block[]): boolean {
  const own = uploaded.filter(({ thanos: { labels } }) => labels[PAIR_REPLICA_LABEL] === name);
  return own.length === BLOCKS && own.every(({ ulid, compaction, thanos: { labels, source } }) => history.includes(ulid) && compaction.level === 1
    && source === 'sidecar' && Object.entries(PAIR_LABELS).every(([label, value]) => labels[label] === value));
}

function isCompacted({ history }: Replica, blocks: readonly Block[]): boolean {
  return blocks.some(({ compaction: { level, sources } }) =>
    level === 2 && sources.length === COMPACTED_BLOCKS && sources.every((ulid) => history.includes(ulid)));
}

function blocksText(blocks: readonly Block[]): string {
  return blocks.map(({ ulid, minTime, maxTime, compaction: { level } }) => `${ulid}: ${(maxTime - minTime) / 3_600_000} h of level ${level}`).join('; ') || 'no blocks';
}

/** They scrape the component of Thanos in the job that it gives as a value. */
async function scrapesStore({ checks, pair: { replicas } }: ThanosStage): Promise<void> {
  for (const replica of replicas) {
    const isUp = (found: readonly UpSample[]) => found.length === 1 && found[0]?.value[1] === '1';
    const found = await awaitRight(() => ask<UpSample>(replica, `up{job="${STORE_JOB}"}`, Date.now()), isUp);
    checks.expect(`${SCENARIO}: ${replica.name} scrapes the store gateway as job '${STORE_JOB}'`, isUp(found), JSON.stringify(found));
  }
}

/** Each answer of whom they scrape is one sample of one of them; Query has both, and makes one of them. */
async function undisturbed({ checks, pair }: ThanosStage): Promise<void> {
  const run = 'undisturbed';
  const sent = (await pair.scraped.send(run, { seconds: UNDISTURBED_SECONDS, scrapes: 8 })).find(({ kind }) => kind === 'scrapes')?.sent ?? 0;
  const time = Date.now();
  const each = await Promise.all(pair.replicas.map((replica) => askScraped(replica, run, time)));
  const numbers = numbersIn(each.flat());
  checks.expect(`${SCENARIO}: each of ${sent} answers to scrapes is with one of the pair, both have some`,
    sent > 0 && numbers.length === sent && numbers.every((number, index) => number === index) && each.every((series) => numbersIn(series).length > 0),
    `they have ${numbers.join(' ')}`);
  const both = pair.replicas.flatMap((replica, index) => asAnnounced(each[index]!, replica));
  const copies = await awaitRight(() => askScraped(pair, run, time, { dedup: false }), (found) => isSame(found, both));
  checks.expect(`${SCENARIO}: not deduplicated, Query has the series, times and values of both: ${samplesText(both)}`, isSame(copies, both), samplesText(copies));
  const ones = each.map((series) => asAnnounced(series));
  const isOne = (found: readonly AnsweredSeries[]) => ones.some((one) => isSame(found, one));
  const merged = await awaitRight(() => askScraped(pair, run, time), isOne);
  checks.expect(`${SCENARIO}: deduplicated, Query has those of one of them`, isOne(merged), `${samplesText(merged)}, not ${ones.map(samplesText).join(' or ')}`);
}

/** The one of the pair stands still whose samples Query takes: it is asked from the first of them on. */
async function standstill({ checks, node, pair }: ThanosStage): Promise<void> {
  const run = 'standstill';
  const [still, other] = pair.replicas as [Replica, Replica];
  const pause = sleep(UNDISTURBED_SECONDS / 2 * 1000).then(async () => {
    await node.pauseContainer(still.container);
    await sleep(STANDSTILL_SECONDS * 1000);
    await node.resumeContainer(still.container);
  });
  await Promise.all([pair.scraped.send(run, { seconds: UNDISTURBED_SECONDS + STANDSTILL_SECONDS, scrapes: 8 }), pause]);
  const time = Date.now();
  const ofStill = await askScraped(still, run, time);
  const ofOther = await askScraped(other, run, time);
  const hole = longestGap(ofStill);
  checks.expect(`${SCENARIO}: when ${still.name} stands still, it misses samples`, hole >= STANDSTILL_SECONDS, `its longest gap is of ${hole} s`);
  const isWhole = (found: readonly AnsweredSeries[]) => numbersIn(found).length > 0 && longestGap(found) <= LONGEST_GAP_SECONDS;
  const merged = await awaitRight(() => askScraped(pair, run, time, {}, startOf(ofStill) - 1), isWhole);
  checks.expect(`${SCENARIO}: Query does not, for longer than ${LONGEST_GAP_SECONDS} s`, isWhole(merged), `its longest gap is of ${longestGap(merged)} s`);
  const [fromStill, fromOther, all] = [sharedWith(ofStill, merged), sharedWith(ofOther, merged), numbersIn(merged).length];
  checks.expect(`${SCENARIO}: it has samples of both, and no others`, fromStill > 0 && fromOther > 0 && fromStill + fromOther === all,
    `of ${all}, ${fromStill} are of ${still.name}, ${fromOther} of ${other.name}`);
}

/** The bucket was away since the pair had its history. */
async function whileBucketIsAway(stage: ThanosStage): Promise<void> {
  const { checks, pair } = stage;
  await expectDelay(stage);
  for (const replica of pair.replicas) {
    await untilLooked(replica);
    const blocks = blocksOf(replica);
    checks.expect(`${SCENARIO}: ${replica.name} does not compact what could not be uploaded`, isUntouched(replica, blocks), blocksText(blocks));
    await expectHistory(stage, replica.name, replica, 1);
  }
  await expectHistory(stage, 'both through Query, not deduplicated', pair, 2, { dedup: false });
  await expectHistory(stage, 'both through Query', pair, 1);
}

async function onceBucketIsBack({ checks, pair: { bucket, replicas } }: ThanosStage): Promise<void> {
  for (const replica of replicas) {
    const uploaded = await awaitRight(async () => bucket.blocks, (found) => isUploaded(replica, found));
    checks.expect(`${SCENARIO}: the sidecar of ${replica.name} uploads every block as it is, under its labels`, isUploaded(replica, uploaded), blocksText(uploaded));
    const compacted = await awaitRight(async () => blocksOf(replica), (found) => isCompacted(replica, found));
    checks.expect(`${SCENARIO}: ${replica.name} compacts what was uploaded`, isCompacted(replica, compacted), blocksText(compacted));
  }
}

/** Nobody answers but the store gateway. */
async function fromBucket(stage: ThanosStage): Promise<void> {
  const { checks, pair } = stage;
  const { count, unexpected } = await pair.workload.restarts();
  checks.expect(`${SCENARIO}: no container of the pair restarted`, count === 0, unexpected.join(', '));
  await pair.workload.scaleDown(0);
  await expectHistory(stage, 'without the pair, from the bucket, not deduplicated', pair, 2, { dedup: false });
  await expectHistory(stage, 'without the pair, from the bucket', pair, 1);
}

export async function sidecars(stage: ThanosStage): Promise<void> {
  await whileBucketIsAway(stage);
  stage.pair.bucket.giveBack();
  await scrapesStore(stage);
  await undisturbed(stage);
  await standstill(stage);
  await onceBucketIsBack(stage);
  await fromBucket(stage);
}
