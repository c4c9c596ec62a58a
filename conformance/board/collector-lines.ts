/** What the configurations of collectors say of data that waits. No scanner reads them. */
import { parse } from 'yaml';
import { Line, share } from './line';
import { ConfigMap, Manifest, podTemplate } from '../judging/kubernetes-types';

interface Pipeline {
  readonly receivers?: readonly string[];
  readonly processors?: readonly string[];
  readonly exporters?: readonly string[];
}

interface Exporter {
  readonly retry_on_failure?: { readonly max_elapsed_time?: string | number };
  readonly sending_queue?: { readonly storage?: string };
  readonly wal?: { readonly directory?: string };
}

interface LogReader {
  readonly operators?: ReadonlyArray<{ readonly type: string }>;
}

interface Configuration {
  readonly receivers: Record<string, object | null>;
  readonly exporters: Record<string, Exporter | null>;
  readonly connectors?: Record<string, object | null>;
  readonly service: { readonly pipelines: Record<string, Pipeline> };
}

/** Has the receiver of log files wait until the record is where it should be, before the position moves. */
const SYNCHRONOUS = /\+stanza\.synchronousLogEmitter/;
/** Operators that put records together in memory. */
const ASSEMBLERS = ['container', 'recombine'];

function typeOf(id: string): string {
  return id.split('/')[0] as string;
}

function isConfiguration(value: unknown): value is Configuration {
  const candidate = value as Partial<Configuration> | null;
  return typeof candidate === 'object' && candidate?.service?.pipelines !== undefined && candidate.receivers !== undefined && candidate.exporters !== undefined;
}

/** Of ConfigMaps, and of the operator's own kind. */
function configurations(manifests: readonly Manifest[]): Configuration[] {
  const texts = manifests.filter(({ kind }) => kind === 'ConfigMap').flatMap((manifest) => Object.values((manifest as ConfigMap).data ?? {}));
  const documents = texts.filter((text) => /^service:/m.test(text)).map((text): unknown => parse(text));
  const managed = manifests.filter(({ kind }) => kind === 'OpenTelemetryCollector').map((manifest) => (manifest as { spec?: { config?: unknown } }).spec?.config);
  return [...documents, ...managed].filter(isConfiguration);
}

/** What comes in on the pod's own loopback has been through a pipeline of this pod before. */
function takesFromOutside(configuration: Configuration, { receivers = [] }: Pipeline): boolean {
  return receivers.some((id) => !/"endpoint":"(127\.0\.0\.1|localhost):/.test(JSON.stringify(configuration.receivers[id] ?? {}))
    && configuration.connectors?.[id] === undefined);
}

function isOnDisk(exporter: Exporter | null | undefined): boolean {
  return exporter?.sending_queue?.storage !== undefined || exporter?.wal?.directory !== undefined;
}

/** Five minutes, unless it says otherwise. */
function neverGivesUp(exporter: Exporter | null): boolean {
  return /^0(\D|$)/.test(String(exporter?.retry_on_failure?.max_elapsed_time ?? '5m'));
}

export function collectorLines(manifests: readonly Manifest[]): Line[] {
  const all = configurations(manifests);
  const pipelines = all.flatMap((configuration) => Object.values(configuration.service.pipelines)
    .filter((pipeline) => takesFromOutside(configuration, pipeline)).map((pipeline) => ({ configuration, ...pipeline })));
  const exporters = all.flatMap((configuration) => [...new Set(pipelines.filter((each) => each.configuration === configuration)
    .flatMap((pipeline) => pipeline.exporters ?? []))].filter((id) => configuration.connectors?.[id] === undefined)
    .map((id) => configuration.exporters[id] ?? null));
  const readers = all.flatMap(({ receivers }) => Object.entries(receivers).filter(([id]) => ['file_log', 'filelog'].includes(typeOf(id)))
    .map(([, reader]) => reader as LogReader | null));
  const isSynchronous = manifests.some((manifest) => podTemplate(manifest)?.spec.containers.some(({ args }) => SYNCHRONOUS.test((args ?? []).join(' '))));
  return [
    share('pipelines with memory_limiter first', pipelines, ({ processors }) => typeOf(processors?.[0] ?? '') === 'memory_limiter'),
    share('pipelines without a batch that a kill loses', pipelines, ({ processors }) => !(processors ?? []).some((id) => typeOf(id) === 'batch')),
    share('exporters with a queue on disk', exporters, isOnDisk),
    share('exporters that retry for as long as it takes', exporters, neverGivesUp),
    share('log readers whose position waits for the record', readers, () => isSynchronous),
    share('log readers that put no lines together in memory', readers, (reader) =>
      !(reader?.operators ?? []).some(({ type }) => ASSEMBLERS.includes(type))),
  ];
}
