/** Spans that are sent to every router, and what became of their traces. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GeneratedTrace } from './generated-traces';
import { requestLines } from './requests';
import { TracesStage } from './traces-stage';
import { Arrival, whatArrived } from './what-arrived';
import { get } from '../asking';

const OTLP_PORT = 4317;
const TELEMETRY_PORT = 8888;

/** Fewer than a machine of two processors can take, so that no trace waits for its spans because they are late. */
const SPANS_PER_SECOND = 3_000;

/** How long nothing may arrive before what has not come is missing, after samplers have decided. */
const PATIENCE_MS = 20_000;

/** Beyond the time that samplers wait for spans. */
const DECISION_PATIENCE_MS = 60_000;

const KIND = 'spans';

export interface Replayed {
  readonly spans: number;
  readonly seconds: number;
  readonly retries: number;
  readonly unacknowledged: number;
  readonly lastError?: string;
}

/** Every router gets spans of every trace, in any order. */
export async function send({ node, program, routers }: TracesStage, run: string, traces: readonly GeneratedTrace[]): Promise<Replayed> {
  const file = join(node.state, `${run}.jsonl`);
  writeFileSync(file, requestLines(traces, Date.now(), { run, kind: KIND, source: run }).map((line) => `${line}\n`).join(''));
  const endpoints = (await routers.pods()).flatMap(({ status }) => ['--endpoint', `${status.podIP}:${OTLP_PORT}`]);
  const { code, stdout, stderr } = await node.run([program, 'replay', ...endpoints, '--file', file, '--rate', String(SPANS_PER_SECOND)]);
  if (code !== 0) {
    throw new Error(`${run}: spans could not be sent: ${stderr.trim()}`);
  }
  return JSON.parse(stdout) as Replayed;
}

/** What a collector says of itself in one metric, pod by pod. */
export async function ownMetric(stage: TracesStage, collector: TracesStage['samplers'], name: string): Promise<number[]> {
  const pods = await collector.pods();
  return Promise.all(pods.map(async ({ status }) => {
    const page = await get(stage, `http://${status.podIP}:${TELEMETRY_PORT}/metrics`);
    const lines = page.split('\n').filter((line) => new RegExp(`^${name}[{ ]`).test(line));
    return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
  }));
}

export interface Settled extends Arrival {
  /** spans that came more than once */
  readonly duplicates: number;
}

async function look({ sink }: TracesStage, run: string, traces: readonly GeneratedTrace[]): Promise<Settled> {
  const counts = (await sink.report(run)).counts.filter(({ signal }) => signal === 'traces');
  return { ...whatArrived(traces, counts.flatMap(({ ranges }) => ranges)), duplicates: counts.reduce((sum, one) => sum + one.duplicates, 0) };
}

function arrivedIn({ whole, torn }: Arrival): number {
  return whole.length + torn.length;
}

/** Traces of which a sampler has got a span. */
export const TAKEN = 'otelcol_processor_tail_sampling_new_trace_id_received';
const DECIDED = 'otelcol_processor_tail_sampling_global_count_traces_sampled';

/** Every sampler has decided about each trace that it has seen. */
async function untilDecided(stage: TracesStage): Promise<void> {
  const deadline = Date.now() + stage.decisionWait * 1000 + DECISION_PATIENCE_MS;
  for (;;) {
    const [taken, decided] = [await ownMetric(stage, stage.samplers, TAKEN), await ownMetric(stage, stage.samplers, DECIDED)];
    if (taken.every((count, sampler) => count === decided[sampler])) {
      return;
    }
    if (Date.now() > deadline) {
      throw new Error(`samplers have decided about ${decided.join(', ')} of ${taken.join(', ')} traces`);
    }
    await sleep(500);
  }
}

/** Lets samplers decide, and everything arrive that can. */
export async function settle(
  stage: TracesStage, run: string, traces: readonly GeneratedTrace[], isWanted: (trace: GeneratedTrace) => boolean,
): Promise<Settled> {
  await untilDecided(stage);
  let seen = await look(stage, run, traces);
  let lastProgress = Date.now();
  const isMissing = () => seen.torn.length > 0 || seen.absent.some(isWanted);
  while (isMissing() && Date.now() - lastProgress < PATIENCE_MS) {
    await sleep(500);
    const now = await look(stage, run, traces);
    lastProgress = arrivedIn(now) > arrivedIn(seen) || now.torn.length < seen.torn.length ? Date.now() : lastProgress;
    seen = now;
  }
  return seen;
}
