/** A sampler of the library beside the configuration that a tutorial gives: the same collector, the same traces, at the same pace. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { App, Chart, Duration, Size } from 'cdk8s';
import { stringify } from 'yaml';
import { Usage, usageOf } from './living-process';
import { ratio, row } from './table';
import { OtlpEndpoint, SamplingPolicy, TailSampler, Tls } from '../../lib';
import { buildTelemetryCount, Range } from '../cluster/telemetry-count';
import { GeneratedTrace, generateTraces } from '../cluster/traces/generated-traces';
import { isKept } from '../cluster/traces/policies';
import { requestLines } from '../cluster/traces/requests';
import { whatArrived } from '../cluster/traces/what-arrived';
import { freePorts } from '../free-ports';
import { judge } from '../judges';
import { inNamesOfJudge } from '../judging/collector/components';
import { Daemon } from '../judging/daemon';
import { Manifest } from '../judging/kubernetes-types';
import { run, temporaryFolder } from '../judging/processes';

const TRACES_PER_SECOND = 2_000;
/** Longer than a trace waits, so that as many are held as ever will be. */
const SECONDS = 35;
const POLICY = { slowerThan: Duration.seconds(1), percent: 10 };
const DECIDED_WITHIN_S = 120;
/** Longer than an exporter waits until a batch is full: what it keeps is there when nothing has come for so long. */
const QUIET_MS = 4_000;

const RUN = 'bench';

interface Ports {
  readonly otlp: number;
  readonly health: number;
  readonly metrics: number;
  readonly backend: number;
}

interface Subject {
  /** a folder of its own */
  readonly folder: string;
  /** the path of our own program */
  readonly program: string;
  readonly requests: string;
  readonly traces: readonly GeneratedTrace[];
  readonly configuration: (ports: Ports, folder: string) => string;
}

/** What a collector has taken for all traces, and how many of those it was to keep it has kept. */
interface Outcome extends Usage {
  readonly kept: number;
}

export async function compareSampling(): Promise<void> {
  const folder = temporaryFolder('sampling');
  const program = await buildTelemetryCount(folder);
  const traces = generateTraces(TRACES_PER_SECOND * SECONDS);
  const spans = spansIn(traces);
  const wanted = traces.filter((trace) => isKept(SamplingPolicy.errorsSlowAnd(POLICY), trace)).length;
  const requests = join(folder, 'requests.jsonl');
  writeFileSync(requests, requestLines(traces, Date.now(), { run: RUN, kind: 'spans', source: RUN }).map((line) => `${line}\n`).join(''));
  const us = await measure({ folder: join(folder, 'ours'), program, requests, traces, configuration: ours });
  const them = await measure({ folder: join(folder, 'theirs'), program, requests, traces, configuration: tutorial });
  console.log(`sample ${TRACES_PER_SECOND} traces in a second for ${SECONDS} s, ${spans} spans`);
  console.log(row('', 'spans/s, core', '1000 traces/s', `of ${wanted}`));
  for (const [name, { cpuSeconds, peakMebibytes, kept }] of [['TailSampler', us], ['a policy, and defaults', them]] as const) {
    console.log(row(name, (spans / cpuSeconds).toFixed(0), `${(peakMebibytes * 1000 / TRACES_PER_SECOND).toFixed(0)} MiB`, String(kept)));
  }
  console.log(row('ratio', ratio(them.cpuSeconds, us.cpuSeconds), ratio(us.peakMebibytes, them.peakMebibytes), ratio(us.kept, them.kept)));
}

function spansIn(traces: readonly GeneratedTrace[]): number {
  return traces.reduce((sum, trace) => sum + trace.spans.length, 0);
}

async function measure({ folder, program, requests, traces, configuration }: Subject): Promise<Outcome> {
  mkdirSync(folder);
  const [otlp, health, metrics, backend] = await freePorts(4) as [number, number, number, number];
  const config = join(folder, 'collector.yaml');
  writeFileSync(config, configuration({ otlp, health, metrics, backend }, folder));
  const control = join(folder, 'sink.sock');
  const sink = new Daemon(program, ['sink', '--control', `unix:${control}`, '--listen', `route=backend,protocol=grpc,address=127.0.0.1:${backend}`]);
  const collector = new Daemon(judge('otelcol'), ['--config', config], { POD_IP: '127.0.0.1', POD_NAME: 'bench' });
  try {
    await collector.until('the collector runs', () => collector.said.includes('Everything is ready'));
    const { code, stderr } = await run(program, ['replay', '--endpoint', `127.0.0.1:${otlp}`, '--file', requests, '--rate', String(Math.round(spansIn(traces) / SECONDS))]);
    if (code !== 0) {
      throw new Error(`spans could not be sent: ${stderr}`);
    }
    let [kept, since] = [-1, Date.now()];
    await collector.until('the collector decides, and sends what it keeps', async () => {
      const before = kept;
      kept = whatArrived(traces, await arrivedAt(control)).whole.length;
      since = kept === before ? since : Date.now();
      return (await decidedAt(metrics)) && Date.now() - since > QUIET_MS;
    }, DECIDED_WITHIN_S);
    return { ...usageOf(collector.pid), kept };
  } finally {
    await Promise.all([collector.kill(), sink.kill()]);
  }
}

/** Whether as many traces were decided about as came in, or were dropped before. */
async function decidedAt(port: number): Promise<boolean> {
  const page = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const sum = (name: string) => page.split('\n').filter((line) => line.startsWith(`otelcol_processor_tail_sampling_${name}`))
    .reduce((total, line) => total + Number(line.slice(line.lastIndexOf(' '))), 0);
  return sum('global_count_traces_sampled') + sum('sampling_trace_dropped_too_early') >= sum('new_trace_id_received');
}

function arrivedAt(socketPath: string): Promise<Range[]> {
  return new Promise((resolve, reject) => {
    request({ socketPath, path: `/counts?run=${RUN}` }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; });
      response.on('end', () => resolve((JSON.parse(text) as { readonly counts: readonly { readonly ranges: readonly Range[] }[] }).counts.flatMap(({ ranges }) => [...ranges])));
    }).on('error', reject).end();
  });
}

/** One sampler, as large as the library makes it for this load, with its queue on disk. */
function ours({ otlp, health, metrics, backend }: Ports, folder: string): string {
  const chart = new Chart(new App({ outdir: folder }), 'sampling', { namespace: 'tracing' });
  new TailSampler(chart, 'sampler', {
    policy: SamplingPolicy.errorsSlowAnd(POLICY),
    expectedTracesPerSecond: TRACES_PER_SECOND,
    spansPerTrace: 4,
    replicas: 1,
    destination: OtlpEndpoint.grpc({ name: 'backend', address: `127.0.0.1:${backend}`, tls: Tls.plaintext() }),
    queueVolume: Size.gibibytes(1),
  });
  const maps = (chart.toJson() as (Manifest & { readonly data?: Readonly<Record<string, string>> })[]).filter(({ kind }) => kind === 'ConfigMap');
  const text = maps.map(({ data }) => data?.['collector.yaml'] ?? '').find((each) => each.includes('tail_sampling:'))!;
  return inNamesOfJudge(text).replaceAll('/var/lib/otelcol', folder)
    .replace('${env:POD_IP}:4317', `127.0.0.1:${otlp}`).replace(':13133', `:${health}`).replace('port: 8888', `port: ${metrics}`);
}

/** What is written in most places: reasons to keep a trace, and nothing else that is said. */
function tutorial({ otlp, metrics, backend }: Ports): string {
  return stringify({
    receivers: { otlp: { protocols: { grpc: { endpoint: `127.0.0.1:${otlp}` } } } },
    processors: {
      tail_sampling: {
        policies: [
          { name: 'errors', type: 'status_code', status_code: { status_codes: ['ERROR'] } },
          { name: 'slow', type: 'latency', latency: { threshold_ms: POLICY.slowerThan.toMilliseconds() } },
          { name: 'some', type: 'probabilistic', probabilistic: { sampling_percentage: POLICY.percent } },
        ],
      },
      batch: {},
    },
    exporters: { otlp_grpc: { endpoint: `127.0.0.1:${backend}`, tls: { insecure: true } } },
    service: {
      pipelines: { traces: { receivers: ['otlp'], processors: ['tail_sampling', 'batch'], exporters: ['otlp_grpc'] } },
      telemetry: {
        metrics: { readers: [{ pull: { exporter: { prometheus: { host: '127.0.0.1', port: metrics, without_type_suffix: true, without_units: true, without_scope_info: true } } } }] },
      },
    },
  });
}
