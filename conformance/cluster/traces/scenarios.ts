/** What happens to routers and samplers while traces go through them, and what must be true afterwards. */
import { setTimeout as sleep } from 'node:timers/promises';
import { GeneratedTrace, generateTraces } from './generated-traces';
import { isKept, OTHER_POLICY, POLICY, SHARE_OF_OTHERS } from './policies';
import { expectRedMetrics } from './red-metrics';
import { ownMetric, Replayed, send, Settled, settle, TAKEN } from './sending';
import { TracesStage } from './traces-stage';
import { binomialBounds } from './what-arrived';

const TRACES = 20_000;
const TRACES_OF_KILL = 8_000;
/** So many of them a sampler holds when it is killed: a third of what is its share. */
const HELD = 800;
const KILL_PATIENCE_MS = 60_000;

function describe(run: string, { spans, seconds, retries }: Replayed, { whole, torn, absent, duplicates }: Settled): void {
  console.log(`      ${run}: ${spans.toLocaleString('en')} spans in ${seconds.toFixed(1)} s, ${retries} requests again;`
    + ` traces: ${whole.length.toLocaleString('en')} whole, ${torn.length} torn, ${absent.length.toLocaleString('en')} not there; ${duplicates} spans twice`);
}

function ofCourse(traces: readonly GeneratedTrace[], ...courses: ReadonlyArray<GeneratedTrace['course']>): GeneratedTrace[] {
  return traces.filter(({ course }) => courses.includes(course));
}

/** Traces about which the samplers have decided otherwise than the interpreter of a policy. */
function decidedOtherwise({ whole, absent }: Settled, policy: typeof POLICY): GeneratedTrace[] {
  return [...whole.filter((trace) => !isKept(policy, trace)), ...absent.filter((trace) => isKept(policy, trace))];
}

async function normal(stage: TracesStage): Promise<void> {
  const run = 'normal';
  const { checks } = stage;
  const traces = generateTraces(TRACES);
  const sent = await send(stage, run, traces);
  const seen = await settle(stage, run, traces, (trace) => isKept(POLICY, trace));
  describe(run, sent, seen);
  checks.expect(`${run}: everything was acknowledged`, sent.unacknowledged === 0, `${sent.unacknowledged} requests were not: ${sent.lastError}`);
  const again = await expectEverybodyWorked(stage, run, sent.spans);
  checks.expect(`${run}: no trace of ${TRACES.toLocaleString('en')} is torn`, seen.torn.length === 0, `${seen.torn.length} are, ${seen.torn[0]?.id} among them`);
  const [remarkable, ordinary] = [ofCourse(traces, 'failed', 'slow'), ofCourse(traces, 'ordinary')];
  const kept = new Set(seen.whole);
  const lost = remarkable.filter((trace) => !kept.has(trace));
  checks.expect(`${run}: each of ${remarkable.length} traces that failed or took long is there, whole`, lost.length === 0, `${lost.length} are not, ${lost[0]?.id} among them`);
  const { least, most } = binomialBounds(ordinary.length, SHARE_OF_OTHERS / 100);
  const keptOrdinary = ordinary.filter((trace) => kept.has(trace)).length;
  checks.expect(`${run}: of ${ordinary.length} others, between ${Math.ceil(least)} and ${Math.floor(most)} are there`, keptOrdinary >= least && keptOrdinary <= most, `${keptOrdinary}`);
  const different = decidedOtherwise(seen, POLICY);
  checks.expect(`${run}: the samplers decide about each trace as the policy does`, different.length === 0, `not about ${different.length}, ${different[0]?.id} among them`);
  checks.expect(`${run}: and not as another policy does`, decidedOtherwise(seen, OTHER_POLICY).length > 0);
  checks.expect(`${run}: no span is there twice but for ${again} that were sent again`, seen.duplicates <= again, `${seen.duplicates} are`);
  await expectRedMetrics(stage, run, traces, again);
  const { count, unexpected } = await stage.samplers.restarts();
  checks.expect(`${run}: no sampler restarted by itself`, count === 0, unexpected.join(', '));
}

/** A ring of hashes is even only on average. With 100 points for each, shares of three differ by a tenth, which is a fifth of this. */
const LEAST_OF_SHARE = 0.5;

/**
 * What was sent came in at each router, and what came in was shared out to each sampler.
 *
 * @returns how many spans came to collectors more than once: who waits too long for an answer sends again, as OTLP asks for
 */
async function expectEverybodyWorked(stage: TracesStage, run: string, spans: number): Promise<number> {
  const again: number[] = [];
  for (const [name, collector] of [['router', stage.routers], ['sampler', stage.samplers]] as const) {
    const accepted = await ownMetric(stage, collector, 'otelcol_receiver_accepted_spans');
    const sum = accepted.reduce((total, count) => total + count, 0);
    const least = spans / accepted.length * LEAST_OF_SHARE;
    stage.checks.expect(`${run}: each ${name} of ${accepted.length} has its share of the spans`, accepted.every((count) => count > least), accepted.join(', '));
    stage.checks.expect(`${run}: every span came to a ${name}`, sum >= spans, `${sum} of ${spans}`);
    again.push(sum - spans);
  }
  return Math.max(...again);
}

/** What a sampler takes along, by docs/tail-sampler.md: the traces that it holds, which wait for their spans. */
function lostAtMost({ decisionWait, samplers }: TracesStage, tracesPerSecond: number): number {
  return tracesPerSecond * decisionWait / samplers.replicas;
}

/** Kills the first sampler once it has got so many traces. */
async function killFirst(stage: TracesStage, taken: number): Promise<void> {
  const { samplers } = stage;
  const [victim] = (await samplers.pods()).map(({ metadata }) => metadata.name);
  const deadline = Date.now() + KILL_PATIENCE_MS;
  while ((await ownMetric(stage, samplers, TAKEN))[0]! < taken) {
    if (Date.now() > deadline) {
      throw new Error(`${victim} did not get ${taken} traces`);
    }
    await sleep(200);
  }
  await samplers.kill(({ metadata }) => metadata.name === victim);
}

/** A sampler dies by -9 while traces wait in its memory for their spans. */
async function kill(stage: TracesStage): Promise<void> {
  const run = 'kill';
  const { checks, samplers } = stage;
  const traces = generateTraces(TRACES_OF_KILL, TRACES);
  const [before] = await ownMetric(stage, samplers, TAKEN);
  const [sent] = await Promise.all([send(stage, run, traces), killFirst(stage, before! + HELD)]);
  await samplers.untilReady();
  const seen = await settle(stage, run, traces, () => false);
  describe(run, sent, seen);
  checks.expect(`${run}: everything was acknowledged`, sent.unacknowledged === 0, `${sent.unacknowledged} requests were not: ${sent.lastError}`);
  const remarkable = ofCourse(traces, 'failed', 'slow');
  const whole = new Set(seen.whole);
  const lost = remarkable.filter((trace) => !whole.has(trace)).length;
  const most = Math.floor(lostAtMost(stage, traces.length / sent.seconds) * remarkable.length / traces.length);
  checks.expect(`${run}: the loss is seen`, lost > 0);
  checks.expect(`${run}: of ${remarkable.length} traces that failed or took long, not more than ${most} are lost`, lost <= most, `${lost} are`);
  console.log(`      ${run}: ${lost} of them are lost or torn`);
}

/** In the order in which they run. */
export const TRACES_SCENARIOS: Readonly<Record<string, (stage: TracesStage) => Promise<void>>> = { normal, kill };
