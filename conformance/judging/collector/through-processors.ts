/** A real collector that writes what is left of everything that is sent into files; with many lists of processors at once, for example, each of which sees all of it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { CustomExporter, Exporter, IPipelineSource, OtlpReceiver, Processor } from '../../../lib/collector/components';
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

/** What is sent, and where to. */
export interface Sent<T> {
  readonly signal: keyof typeof LISTS;
  /** where the collector listens */
  readonly port: number;
  /** what comes from one resource each */
  readonly sent: readonly T[];
}

export interface ThroughProcessors<T> extends Sent<T> {
  readonly processors: readonly (readonly Processor[])[];
}

export interface LeftByProcessors<T> {
  /** what is left, for each list of processors */
  readonly left: readonly T[][];
  readonly said: string;
}

export interface ThroughPipelines<T> extends Sent<T> {
  /** names of files, each for what an exporter is given */
  readonly files: readonly string[];
  readonly pipelines: (receiver: IPipelineSource, exporterTo: (file: string) => Exporter) => Pipeline[];
}

export interface LeftInFiles<T> {
  readonly left: ReadonlyMap<string, T[]>;
  readonly said: string;
}

/** What comes out of pipelines of any form. */
export async function throughPipelines<T>({ signal, port, files, pipelines, sent }: ThroughPipelines<T>): Promise<LeftInFiles<T>> {
  const folder = temporaryFolder(`through-${signal}`);
  const pathOf = (file: string) => join(folder, `${file}.json`);
  const exporters = new Map(files.map((file) => [file, new CustomExporter({ type: 'file', name: file, config: { path: pathOf(file) } })]));
  const receiver = new OtlpReceiver({ grpc: false, httpPort: port, localOnly: true });
  writeFileSync(join(folder, 'config.yaml'), stringify(configuration(pipelines(receiver, (file) => exporters.get(file)!))));
  const collector = await start(judge('otelcol'), join(folder, 'config.yaml'));
  try {
    for (let index = 0; index < sent.length; index += RESOURCES_PER_REQUEST) {
      await push(signal, port, sent.slice(index, index + RESOURCES_PER_REQUEST));
    }
  } finally {
    // what waits for its decision is decided about when the collector ends, however slow the machine is
    await collector.end();
  }
  return { left: new Map(files.map((file) => [file, leftIn<T>(pathOf(file), LISTS[signal])])), said: collector.said };
}

export async function throughProcessors<T>({ processors, ...sent }: ThroughProcessors<T>): Promise<LeftByProcessors<T>> {
  const files = processors.map((_, index) => `policy-${index}`);
  const { left, said } = await throughPipelines<T>({
    ...sent,
    files,
    pipelines: (receiver, exporterTo) => processors.map((list, index) => new Pipeline({
      signal: sent.signal, name: files[index], receivers: [receiver], processors: [...list], exporters: [exporterTo(files[index]!)],
    })),
  });
  return { left: files.map((file) => left.get(file)!), said };
}

function configuration(pipelines: readonly Pipeline[]): object {
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
