/** A real collector with many lists of processors at once: each sees everything that is sent, and writes what it leaves into a file of its own. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { CustomExporter, OtlpReceiver, Processor } from '../../../lib/collector/components';
import { collectorDocument } from '../../../lib/collector/configuration';
import { Pipeline } from '../../../lib/collector/pipeline';
import { VersionCatalog } from '../../../lib/versions';
import { Signal } from '../../../lib/wiring';
import { judge } from '../../judges';
import { start } from '../cardinality/collector-process';
import { temporaryFolder } from '../processes';

const RESOURCES_PER_REQUEST = 40;

/** What OTLP in JSON calls a list of what comes from one resource each. */
const LISTS = { [Signal.LOGS]: 'resourceLogs', [Signal.TRACES]: 'resourceSpans' } as const;

export interface ThroughProcessors<T> {
  readonly signal: keyof typeof LISTS;
  /** where the collector listens */
  readonly port: number;
  readonly processors: readonly (readonly Processor[])[];
  /** what comes from one resource each */
  readonly sent: readonly T[];
}

export interface LeftByProcessors<T> {
  /** what is left, for each list of processors */
  readonly left: readonly T[][];
  readonly said: string;
}

export async function throughProcessors<T>({ signal, port, processors, sent }: ThroughProcessors<T>): Promise<LeftByProcessors<T>> {
  const folder = temporaryFolder(`through-${signal}`);
  const files = processors.map((_, index) => join(folder, `${index}.json`));
  writeFileSync(join(folder, 'config.yaml'), stringify(configuration(signal, port, processors, files)));
  const collector = await start(judge('otelcol'), join(folder, 'config.yaml'));
  try {
    for (let index = 0; index < sent.length; index += RESOURCES_PER_REQUEST) {
      await push(signal, port, sent.slice(index, index + RESOURCES_PER_REQUEST));
    }
  } finally {
    // what waits for its decision is decided about when the collector ends, however slow the machine is
    await collector.end();
  }
  return { left: files.map((file) => leftIn<T>(file, LISTS[signal])), said: collector.said };
}

function configuration(signal: Signal, port: number, processors: readonly (readonly Processor[])[], files: readonly string[]): object {
  const receivers = [new OtlpReceiver({ grpc: false, httpPort: port, localOnly: true })];
  const pipelines = processors.map((list, index) => new Pipeline({
    signal,
    name: `policy-${index}`,
    receivers,
    processors: [...list],
    exporters: [new CustomExporter({ type: 'file', name: `policy-${index}`, config: { path: files[index] } })],
  }));
  const document = collectorDocument({ collectorVersion: VersionCatalog.tested().collector, pipelines, extensions: [], logLevel: 'warn' });
  return { ...document, service: { ...document.service, telemetry: { logs: { level: 'info' }, metrics: { level: 'none' } } } };
}

async function push(signal: keyof typeof LISTS, port: number, resources: readonly unknown[]): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}/v1/${signal}`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ [LISTS[signal]]: resources }),
  });
  if (!response.ok) {
    throw new Error(`the collector refused ${signal}: ${response.status} ${await response.text()}`);
  }
}

function leftIn<T>(file: string, list: string): T[] {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter((line) => line !== '') : [];
  return lines.flatMap((line) => (JSON.parse(line) as { readonly [list: string]: readonly T[] | undefined })[list] ?? []);
}
