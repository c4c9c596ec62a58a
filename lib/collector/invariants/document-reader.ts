import { Signal } from '../../wiring';
import { findComponentType } from '../components/catalogue';
import { COMPONENT_KINDS, ComponentKind, ComponentType, ConnectorSignals } from '../components/component-type';
import { CollectorDocument, PipelineSection, sectionOf } from '../configuration';

/** `type/name` without its name. */
function typeNameOf(id: string): string {
  return id.split('/', 1)[0];
}

/** The row of the catalogue for an id; undefined when the catalogue does not know it. */
export function typeOf(kind: ComponentKind, id: string): ComponentType | undefined {
  return findComponentType(kind, typeNameOf(id));
}

/** Whether an id is of one of some types: by whatever name, its own and theirs, that a type ever had. */
export function isOf(kind: ComponentKind, id: string, ...types: readonly string[]): boolean {
  const type = typeOf(kind, id);
  return type !== undefined && types.some((name) => findComponentType(kind, name) === type);
}

/** Every component that a document defines. */
export function definitions(document: CollectorDocument): { kind: ComponentKind; id: string; config: Config }[] {
  return COMPONENT_KINDS.flatMap((kind) =>
    Object.entries(sectionAt(document, kind)).map(([id, config]) => ({ kind, id, config: asConfig(config) })));
}

/** The row of the catalogue for an id that stands among the receivers or the exporters of a pipeline, where connectors may stand too. */
export function typeInPipeline(document: CollectorDocument, end: ComponentKind.RECEIVER | ComponentKind.EXPORTER, id: string): ComponentType | undefined {
  return typeOf(isConnector(document, id) ? ComponentKind.CONNECTOR : end, id);
}

export function isConnector(document: CollectorDocument, id: string): boolean {
  return defines(document, ComponentKind.CONNECTOR, id);
}

export function pipelinesOf(document: CollectorDocument): [id: string, pipeline: Required<PipelineSection>][] {
  return Object.entries(asConfig(valueAt(document, 'service', 'pipelines'))).map(([id, pipeline]) => [id, {
    receivers: textsAt(pipeline, 'receivers'),
    processors: textsAt(pipeline, 'processors'),
    exporters: textsAt(pipeline, 'exporters'),
  }]);
}

/** The extensions that run. */
export function runningExtensions(document: CollectorDocument): string[] {
  return textsAt(document, 'service', 'extensions');
}

/** What flows through a pipeline. */
export function signalOf(pipeline: string): Signal {
  return typeNameOf(pipeline) as Signal;
}

/** Whether a connector gives to one pipeline what it takes from another. */
export function joins(connects: ConnectorSignals, from: string, to: string): boolean {
  return Object.hasOwn(connects, signalOf(from)) && connects[signalOf(from)]!.includes(signalOf(to));
}

/** Whether an exporter has a queue that is on: what is off is judged by nobody. */
export function sendsFromQueue(exporter: Config): boolean {
  return Object.hasOwn(exporter, 'sending_queue') && valueAt(exporter, 'sending_queue', 'enabled') !== false;
}

/** A component of a section, whatever a foreign document has in its place. */
export function componentAt(document: CollectorDocument, kind: ComponentKind, id: string): Config {
  const section = sectionAt(document, kind);
  return Object.hasOwn(section, id) ? asConfig(section[id]) : {};
}

/** Whether a document defines a component. */
export function defines(document: CollectorDocument, kind: ComponentKind, id: string): boolean {
  return Object.hasOwn(sectionAt(document, kind), id);
}

function sectionAt(document: CollectorDocument, kind: ComponentKind): Config {
  return asConfig(valueAt(document, sectionOf(kind)));
}

/** The configuration of a component, whatever a foreign document has in its place. */
export interface Config {
  readonly [key: string]: unknown;
}

export function asConfig(value: unknown): Config {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Config) : {};
}

/** A value deep in a configuration. */
export function valueAt(config: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((value, key) => asConfig(value)[key], config);
}

export function textAt(config: unknown, ...path: string[]): string | undefined {
  const value = valueAt(config, ...path);
  return typeof value === 'string' ? value : undefined;
}

/** A list of texts; what is not text in it is left out. */
export function textsAt(config: unknown, ...path: string[]): string[] {
  const value = valueAt(config, ...path);
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

export function numberAt(config: unknown, ...path: string[]): number | undefined {
  const value = valueAt(config, ...path);
  return typeof value === 'number' ? value : undefined;
}

const SECONDS: { readonly [unit: string]: number } = { ns: 1e-9, us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };

/** A Go duration in seconds; undefined when it is none. */
export function secondsOf(duration: string | undefined): number | undefined {
  if (duration === undefined || !/^(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))+$/.test(duration)) {
    return undefined;
  }
  return [...duration.matchAll(/([\d.]+)(ns|us|µs|ms|s|m|h)/g)].reduce((sum, [, amount, unit]) => sum + Number(amount) * SECONDS[unit], 0);
}
