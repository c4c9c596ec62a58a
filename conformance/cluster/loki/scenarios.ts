/** What happens to a Loki that agents write to, and what its tenants must see afterwards. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expectLines, linesOf, sendingsOf } from './arrival';
import { Answer, askLines, push, query, statusOf } from './asking';
import { expectCanary } from './canary';
import { compareLines, wrongPlaces } from './lines';
import { LokiStage, Written } from './loki-stage';
import { expectNoOtherPolicy, expectNoSecrets } from './policed-arrival';
import { LOKI_NAMESPACE, NAMESPACES, NOISY } from './program';
import { rotationsSince } from './rotations';
import { HTTP_PORT } from '../../../lib/loki/places';
import { awaitRight, get } from '../asking';
import { Course } from '../course';
import { Sending } from '../telemetry-count';

const [SHOP, BANK] = NAMESPACES;
const QUIET: Course = { seconds: 10, scrapes: 0, scrapesLost: 0 };
const WHILE_NOISY: Course = { seconds: 8, scrapes: 0, scrapesLost: 0 };
const WHILE_KILLED: Course = { seconds: 10, scrapes: 0, scrapesLost: 0 };
const KILL_AFTER_S = 3;
/** So long what was written may be on its way into a file, in milliseconds. */
const ON_ITS_WAY_MS = 500;
const MOST_BURSTS = 6;

/** @param sending lets applications write, and says what they have written */
async function noted(stage: LokiStage, run: string, sending: () => Promise<Sending[]>): Promise<Written> {
  const before = stage.writers.rotations();
  const sendings = await sending();
  await sleep(ON_ITS_WAY_MS);
  const written = { run, sendings, rotations: rotationsSince(before, stage.writers.rotations()) };
  stage.written.push(written);
  return written;
}

function write(stage: LokiStage, run: string, course: Course): Promise<Written> {
  return noted(stage, run, () => stage.writers.send(run, course));
}

async function lines(stage: LokiStage): Promise<void> {
  const run = 'lines';
  const { checks } = stage;
  const written = await write(stage, run, QUIET);
  const seen = await expectLines(stage, run, written);
  for (const [tenant, found] of seen) {
    const wrong = wrongPlaces(found, stage.writers.identities, stage.indexLabels);
    checks.expect(`${run}: what ${tenant} sees says by labels and structured metadata whose it is`, wrong.length === 0, wrong.slice(0, 3).join('; '));
  }
  const ofAnother = compareLines(sendingsOf(written.sendings, SHOP), seen.get(BANK) ?? [], stage.unwanted);
  checks.expect(`${run}: lines of another are told apart: the judge looks`, ofAnother.foreign.length > 0 && ofAnother.foreign.length === seen.get(BANK)?.length);
  await expectNoSecrets(stage, run);
  expectNoOtherPolicy(stage, run, seen);
  const counts = await expectCanary(stage, run);
  if (counts !== undefined) {
    checks.expect(`${run}: the canary sees its lines as they come`, counts.followed > 0, `${counts.followed} of ${counts.entries}`);
  }
  const restarts = await Promise.all(stage.workloads.map((workload) => workload.restarts()));
  checks.expect(`${run}: no container restarted by itself`, restarts.every(({ count }) => count === 0), restarts.flatMap(({ unexpected }) => unexpected).join(', '));
}

/** Requests of the noisy tenant, and lines of each. */
const [REQUESTS, LINES_OF_REQUEST] = [16, 32];
/** So long that all requests are eight times what may be written in a second. */
const PADDING = 'x'.repeat(980);
const noisyLines = (number: number) => Array.from({ length: LINES_OF_REQUEST }, (_, line) => `request ${number} line ${line} ${PADDING}`);

/** Too much at once, then what is seen of it. */
async function expectNoisyRefused(stage: LokiStage, scenario: string): Promise<void> {
  const { checks } = stage;
  // one after the other they would be below the rate of a second where a request takes long
  const answers = await Promise.all(Array.from({ length: REQUESTS }, async (_, number) => (await push(stage, NOISY, noisyLines(number))).status));
  const taken = answers.flatMap((status, number) => status === 200 ? [number] : []);
  const refused = answers.filter((status) => status === 429).length;
  checks.expect(`${scenario}: of ${REQUESTS} requests of a tenant over its rate some are taken and all others answered by 429`,
    taken.length > 0 && refused > 0 && taken.length + refused === REQUESTS, answers.join(', '));
  const wanted = taken.flatMap(noisyLines).sort();
  const found = await awaitRight(async () => (await askLines(stage, NOISY, '{service_name="pushed"}')).map(({ text }) => text).sort(), ({ length }) => length >= wanted.length);
  checks.expect(`${scenario}: it sees the ${wanted.length} lines that were taken, each once, and none that was refused`,
    JSON.stringify(found) === JSON.stringify(wanted), `${found.length} lines`);
}

/** What is for whoever runs a Loki: its configuration, its rings, and an end to what ingesters have in memory. */
const OF_OPERATORS = ['/config', '/ring', '/flush', '/loki/api/v1/delete'];

/** Who goes through the door gets no further than a tenant may. */
async function expectDoor(stage: LokiStage, scenario: string): Promise<void> {
  const { checks, queryUrl, distributorUrl } = stage;
  const [through, around] = await Promise.all([
    Promise.all(OF_OPERATORS.map((path) => statusOf(stage, `${queryUrl}${path}`))),
    statusOf(stage, `${distributorUrl}/config`),
  ]);
  checks.expect(`${scenario}: through the gateway nobody gets at ${OF_OPERATORS.join(', ')}, though a distributor has a configuration to show`,
    through.every((status) => status === 404) && around === 200, `${through.join(', ')}; ${around}`);
}

async function tenants(stage: LokiStage): Promise<void> {
  const run = 'tenants';
  const { checks } = stage;
  if (stage.canaries !== undefined) {
    await expectDoor(stage, run);
  }
  const [asked, pushed] = [await query(stage, undefined, '{service_name=~".+"}'), await push(stage, undefined, ['of nobody'])];
  checks.expect(`${run}: who names no tenant may neither ask nor write`, asked.status === 401 && pushed.status === 401, `${asked.status} and ${pushed.status}`);
  const [written] = await Promise.all([write(stage, run, WHILE_NOISY), expectNoisyRefused(stage, run)]);
  await expectLines(stage, `${run}: while another writes too much`, written);
  const seen = await linesOf(stage, NOISY, run);
  checks.expect(`${run}: it sees nothing of others`, seen.length === 0, `${seen.length} lines`);
}

/** All gateways die by -9 while lines are written; then so much is written at once that the kubelet puts files aside. */
async function door(stage: LokiStage): Promise<void> {
  const run = 'door';
  const { checks, gateways } = stage;
  if (gateways === undefined) {
    console.log(`NOT JUDGED: ${run}: this machine has no nginx`);
    return;
  }
  const killing = sleep(KILL_AFTER_S * 1000).then(() => gateways.kill());
  const [written] = await Promise.all([write(stage, run, WHILE_KILLED), killing]);
  await gateways.untilReady();
  const { count, unexpected } = await gateways.restarts();
  checks.expect(`${run}: each gateway restarted once, and none by itself`, count === gateways.replicas && unexpected.length === 0, `${count} times; ${unexpected.join(', ')}`);
  await expectLines(stage, `${run}: all gateways killed`, written);
  await expectCanary(stage, run);
  const bursts = await burstsUntilRotated(stage, run);
  checks.expect(`${run}: the kubelet puts files aside while very much is written`, bursts.some(({ rotations }) => rotations.size > 0), `not in ${bursts.length} bursts`);
  for (const burst of bursts) {
    await expectLines(stage, `${run}: very much at once`, burst);
  }
}

/** The kubelet looks every few seconds: a burst may be over before it does. */
async function burstsUntilRotated(stage: LokiStage, scenario: string): Promise<Written[]> {
  const bursts: Written[] = [];
  while (bursts.length < MOST_BURSTS && bursts.every(({ rotations }) => rotations.size === 0)) {
    const run = `${scenario}-burst-${bursts.length + 1}`;
    bursts.push(await noted(stage, run, () => stage.writers.burst(run)));
  }
  return bursts;
}

/** What an ingester has read from its log since it began: lines, and chunks of a checkpoint. */
const RECOVERED = /^loki_ingester_wal_recovered_(?:entries|chunks)_total (\S+)$/gm;

/** How much each ingester has read from its log. */
async function recovered(stage: LokiStage): Promise<number[]> {
  const pods = await stage.ingesters.pods();
  return Promise.all(pods.map(async ({ status }) => {
    const page = await get(stage, `http://${status.podIP}:${HTTP_PORT}/metrics`);
    return [...page.matchAll(RECOVERED)].reduce((sum, [, value]) => sum + Number(value), 0);
  }));
}

/** One ingester dies by -9 while lines are written, and then all of them at once. */
async function kill(stage: LokiStage): Promise<void> {
  const run = 'kill';
  const { checks, ingesters } = stage;
  const killing = sleep(KILL_AFTER_S * 1000).then(() => ingesters.kill(({ metadata: { name } }) => name.endsWith('-1')));
  const [written] = await Promise.all([write(stage, run, WHILE_KILLED), killing]);
  await ingesters.untilReady();
  const { count, unexpected } = await ingesters.restarts();
  checks.expect(`${run}: one ingester restarted, and none by itself`, count === 1 && unexpected.length === 0, `${count} times; ${unexpected.join(', ')}`);
  await expectLines(stage, `${run}: one of three`, written);
  await expectCanary(stage, `${run}: one of three`);
  const inBucket = NAMESPACES.flatMap((tenant) => stage.bucket.keys(`${tenant}/`));
  checks.expect(`${run}: nothing of it is in the bucket yet`, inBucket.length === 0, `${inBucket.length} chunks`);
  await ingesters.kill();
  await ingesters.untilReady();
  const read = await recovered(stage);
  checks.expect(`${run}: each of three has read its log`, read.length === ingesters.replicas && read.every((entries) => entries > 0), read.join(', '));
  await expectLines(stage, `${run}: all three`, written);
  await expectCanary(stage, `${run}: all three`);
}

/** With one of three ingesters, a line cannot be kept by two. */
async function expectNoQuorum(stage: LokiStage, scenario: string): Promise<void> {
  await stage.ingesters.scaleDown(1);
  const isRefused = ({ status }: Answer) => status >= 500;
  const answer = await awaitRight(() => push(stage, NOISY, ['with one of three']), isRefused);
  stage.checks.expect(`${scenario}: with one of three ingesters, no line is taken`, isRefused(answer), `${answer.status}`);
}

/** Their volumes are gone too: who comes back knows nothing. */
async function replaceIngesters(stage: LokiStage): Promise<void> {
  const { node, ingesters, indexGateways } = stage;
  const volumes = Array.from({ length: ingesters.replicas }, (_, ordinal) => `data-${ingesters.name}-${ordinal}`);
  await node.kubectl(['--namespace', LOKI_NAMESPACE, 'delete', 'persistentvolumeclaim', ...volumes]);
  // a gateway looks every five minutes for what is new in an index that it has
  await Promise.all([ingesters.scaleUp(), indexGateways.rollout()]);
}

/** Ingesters end, and others come in their place: what is seen then is in the bucket. */
async function bucket(stage: LokiStage): Promise<void> {
  const scenario = 'bucket';
  const { checks, ingesters } = stage;
  if (stage.written.length === 0) {
    await expectLines(stage, scenario, await write(stage, scenario, QUIET));
  }
  await expectNoQuorum(stage, scenario);
  await ingesters.scaleDown(0);
  const haveChunks = NAMESPACES.filter((tenant) => stage.bucket.keys(`${tenant}/`).length > 0);
  checks.expect(`${scenario}: when ingesters have ended, chunks of each tenant are there, and an index`,
    haveChunks.length === NAMESPACES.length && stage.bucket.keys('index/').length > 0, `chunks of ${haveChunks.join(', ') || 'nobody'}; ${stage.bucket.keys('index/').join(', ')}`);
  await replaceIngesters(stage);
  const read = await recovered(stage);
  checks.expect(`${scenario}: ingesters that come back have no log`, read.length === ingesters.replicas && read.every((entries) => entries === 0), read.join(', '));
  for (const written of stage.written) {
    await expectLines(stage, `${scenario}: from the bucket, the lines of ${written.run}`, written);
  }
  await expectNoSecrets(stage, scenario);
  await expectCanary(stage, scenario);
}

/** In the order in which they run: what `door` writes until the kubelet puts files aside fills chunks, which go to the bucket, where `kill` must find nothing. */
export const LOKI_SCENARIOS: Readonly<Record<string, (stage: LokiStage) => Promise<void>>> = { lines, tenants, kill, door, bucket };
