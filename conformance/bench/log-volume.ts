/** What a policy on logs costs an agent, and what it spares: the same files, with and without, and as tutorials read them. */
import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { Usage, usageOf } from './living-process';
import { LogBackend } from './log-backend';
import { LINES_IN_ROUND, NODE } from './log-lines';
import { median, ratio, row } from './table';
import { ContainerLogsOptions, LogCondition, LoggedRecord, LogRule, LogSecret, LogSeverity, LogVolumePolicy, LogVolumePrediction } from '../../lib';
import { freePorts } from '../free-ports';
import { countersOf, startAgent, SynthesizedAgent, synthesizeAgent } from '../judging/log-files/agent';
import { instant, writeContainerFiles, WrittenRecord } from '../judging/log-files/container-files';
import { temporaryFolder } from '../judging/processes';

const LINES = 250_000;
const RUNS = 3;
const PATIENCE_SECONDS = 180;
/** Health checks are left to the policy: what is spared is its own doing. */
const READ: ContainerLogsOptions = { json: { severityField: 'level' }, dropHealthChecks: false };

const DROPS = [
  LogRule.drop('health-checks', { when: LogCondition.healthCheck() }),
  LogRule.dropBelow('quiet', { severity: LogSeverity.WARN, when: LogCondition.namespace(['kube-system', 'platform']) }),
  LogRule.keepShare('debug', { when: LogCondition.severityBelow(LogSeverity.INFO), percent: 10 }),
];
const CHANGES = [
  LogRule.redact('secrets', { secrets: [LogSecret.BEARER_TOKEN, LogSecret.API_KEY, LogSecret.CARD_NUMBER, LogSecret.EMAIL] }),
  LogRule.truncate('long-lines', { bytes: 8192 }),
];
const DROPPING = new LogVolumePolicy({ rules: DROPS });
const WHOLE = new LogVolumePolicy({ rules: [...DROPS, ...CHANGES] });

interface Subject {
  readonly name: string;
  readonly policy?: LogVolumePolicy;
  readonly agent: (backend: string, folder: string) => SynthesizedAgent;
}

const PLAIN: Subject = { name: 'an agent', agent: (backend, folder) => synthesizeAgent({ containerLogs: READ, backend }, folder) };
const ALL: Subject = withPolicy('its policy', WHOLE);
const SUBJECTS: readonly Subject[] = [{ name: 'as tutorials read', agent: tutorial }, PLAIN, withPolicy('what drops of its policy', DROPPING), ALL];

function withPolicy(name: string, policy: LogVolumePolicy): Subject {
  return { name: `${PLAIN.name}, ${name}`, policy, agent: (backend, folder) => synthesizeAgent({ containerLogs: READ, logVolume: policy, backend }, folder) };
}

/** What an agent has taken for all lines, and what came of them. */
interface Outcome extends Usage {
  readonly sent: number;
  readonly compressed: number;
  readonly whole: number;
}

export async function compareLogVolume(): Promise<void> {
  const folder = temporaryFolder('log-volume');
  const files = join(folder, 'files');
  const records = writeContainerFiles(files, NODE, LINES / LINES_IN_ROUND).map(asLogged);
  const { prediction, perSecond } = predicted(records);
  const expected = new Map(SUBJECTS.map(({ name, policy }) => [name, policy?.predict(records).keptLines ?? records.length]));
  const outcomes = new Map<string, Outcome[]>(SUBJECTS.map(({ name }) => [name, []]));
  for (let round = 0; round < RUNS; round += 1) {
    // they take turns, so that what else the machine does falls on all
    for (const subject of SUBJECTS) {
      const own = join(folder, `${round}-${SUBJECTS.indexOf(subject)}`);
      outcomes.get(subject.name)!.push(await measure(subject, own, { files, read: records.length, sent: expected.get(subject.name)! }));
    }
  }
  report(records.length, outcomes);
  reportRules(prediction, perSecond);
}

function asLogged({ file, time, body, severityNumber, stream, namespace, pod, container }: WrittenRecord): LoggedRecord {
  const fields = body.startsWith('{') ? Object.entries(JSON.parse(body) as Record<string, unknown>) : [];
  return {
    body,
    severityNumber,
    time: instant(time),
    attributes: { 'log.iostream': stream, 'log.file.path': file, ...Object.fromEntries(fields.filter((pair): pair is [string, string] => typeof pair[1] === 'string')) },
    resourceAttributes: { 'k8s.namespace.name': namespace, 'k8s.pod.name': pod, 'k8s.container.name': container },
  };
}

function predicted(records: LoggedRecord[]): { readonly prediction: LogVolumePrediction; readonly perSecond: number } {
  const start = process.cpuUsage();
  const prediction = WHOLE.predict(records);
  const { user, system } = process.cpuUsage(start);
  return { prediction, perSecond: records.length / (user + system) * 1e6 };
}

interface Expected {
  readonly files: string;
  readonly read: number;
  readonly sent: number;
}

/** The files come when the agent is ready, so that its start is not counted. */
async function measure({ name, agent: synthesize }: Subject, folder: string, { files, read, sent }: Expected): Promise<Outcome> {
  mkdirSync(folder);
  const [healthPort, metricsPort] = await freePorts(2) as [number, number];
  const pods = join(folder, 'pods');
  const backend = await LogBackend.start();
  const agent = await startAgent(synthesize(backend.url, folder), { folder, pods, healthPort, metricsPort });
  try {
    const before = usageOf(agent.pid);
    renameSync(files, pods);
    await agent.until(`${name}: ${read} lines are read, and ${sent} are sent`, async () => {
      const counted = await countersOf(metricsPort);
      return counted('otelcol_receiver_accepted_log_records') >= read && counted('otelcol_exporter_sent_log_records') >= sent;
    }, PATIENCE_SECONDS);
    const after = usageOf(agent.pid);
    const counted = (await countersOf(metricsPort))('otelcol_exporter_sent_log_records');
    if (counted !== sent) {
      throw new Error(`${name}: ${counted} lines were sent, not ${sent}`);
    }
    return { cpuSeconds: after.cpuSeconds - before.cpuSeconds, peakMebibytes: after.peakMebibytes, sent: counted, ...backend.bytes };
  } finally {
    await agent.kill();
    backend.stop();
    renameSync(pods, files);
  }
}

function report(lines: number, outcomes: ReadonlyMap<string, readonly Outcome[]>): void {
  const mebibytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
  const summaries = [...outcomes].map(([name, all]) => ({
    ...all[0]!, name, cpuSeconds: median(all.map(({ cpuSeconds }) => cpuSeconds)), peakMebibytes: median(all.map(({ peakMebibytes }) => peakMebibytes)),
  }));
  console.log(`read ${lines} lines of containers (median of ${RUNS})`);
  console.log(row('', 'lines/s, core', 'memory', 'lines sent', 'bytes sent', 'by gzip'));
  summaries.forEach(({ name, cpuSeconds, peakMebibytes, sent, whole, compressed }) => {
    console.log(row(name, (lines / cpuSeconds).toFixed(0), `${peakMebibytes.toFixed(0)} MiB`, String(sent), mebibytes(whole), mebibytes(compressed)));
  });
  const base = summaries.find(({ name }) => name === PLAIN.name)!;
  summaries.filter((one) => one !== base).forEach((one) => {
    const shares = (['peakMebibytes', 'sent', 'whole', 'compressed'] as const).map((figure) => ratio(one[figure], base[figure]));
    console.log(row(`ratio of ${one.name}`, ratio(base.cpuSeconds, one.cpuSeconds), ...shares));
  });
}

function reportRules({ lines, bytes, keptLines, keptBytes, rules }: LogVolumePrediction, perSecond: number): void {
  const percent = (part: number, all: number) => `${(100 * part / all).toFixed(1)} %`;
  console.log(`predicted, ${perSecond.toFixed(0)} records in a second`);
  console.log(row('', 'lines dropped', 'bytes', 'changed'));
  rules.forEach(({ rule, droppedLines, droppedBytes, changedLines }) => {
    console.log(row(rule, percent(droppedLines, lines), percent(droppedBytes, bytes), percent(changedLines, lines)));
  });
  console.log(row('what is left', percent(keptLines, lines), percent(keptBytes, bytes)));
}

const METRICS = { host: '127.0.0.1', port: 8888, without_type_suffix: true, without_units: true, without_scope_info: true };

/** What is written in most places: lines are taken apart by the operator of containers, batches and queue are in memory. */
function tutorial(backend: string): SynthesizedAgent {
  const document = {
    extensions: { health_check: {} },
    receivers: {
      file_log: {
        include: ['/var/log/pods/*/*/*.log'],
        start_at: 'beginning',
        include_file_path: true,
        operators: [
          { type: 'container', id: 'container' },
          { type: 'json_parser', if: 'body matches "^\\\\{"', parse_to: 'attributes', severity: { parse_from: 'attributes.level' }, on_error: 'send_quiet' },
        ],
      },
    },
    processors: { batch: {} },
    exporters: { otlp_http: { endpoint: backend } },
    service: {
      extensions: ['health_check'],
      pipelines: { logs: { receivers: ['file_log'], processors: ['batch'], exporters: ['otlp_http'] } },
      telemetry: { metrics: { readers: [{ pull: { exporter: { prometheus: METRICS } } }] } },
    },
  };
  return { document: stringify(document), args: [], env: {} };
}
