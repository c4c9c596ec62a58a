import { findComponentType } from '../components/catalogue';
import { COMPONENT_KINDS, ComponentKind, ComponentType } from '../components/component-type';
import { CollectorDocument, PipelineSection, sectionOf } from '../configuration';

/** `type/name` without its name. */
export function typeNameOf(id: string): string {
  return id.split('/', 1)[0];
}

/** The canonical type of an id, whatever its spelling; the bare name when the catalogue does not know it. */
export function canonicalType(kind: ComponentKind, id: string): string {
  return findComponentType(kind, typeNameOf(id))?.name ?? typeNameOf(id);
}

/** Every component that a document defines. */
export function definitions(document: CollectorDocument): { kind: ComponentKind; id: string; config: Config }[] {
  return COMPONENT_KINDS.flatMap((kind) =>
    Object.entries(document[sectionOf(kind)] ?? {}).map(([id, config]) => ({ kind, id, config: asConfig(config) })));
}

/** The row of the catalogue for an id that stands among the receivers or the exporters of a pipeline, where connectors may stand too. */
export function typeInPipeline(document: CollectorDocument, end: ComponentKind.RECEIVER | ComponentKind.EXPORTER, id: string): ComponentType | undefined {
  const kind = isConnector(document, id) ? ComponentKind.CONNECTOR : end;
  return findComponentType(kind, typeNameOf(id));
}

export function isConnector(document: CollectorDocument, id: string): boolean {
  return Object.hasOwn(document.connectors ?? {}, id);
}

export function pipelinesOf(document: CollectorDocument): [id: string, pipeline: Required<PipelineSection>][] {
  return Object.entries(document.service?.pipelines ?? {}).map(([id, pipeline]) => [id, {
    receivers: pipeline?.receivers ?? [],
    processors: pipeline?.processors ?? [],
    exporters: pipeline?.exporters ?? [],
  }]);
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

export function numberAt(config: unknown, ...path: string[]): number | undefined {
  const value = valueAt(config, ...path);
  return typeof value === 'number' ? value : undefined;
}

/** A Go duration in seconds. */
export function secondsOf(duration: string | undefined): number | undefined {
  if (duration === undefined) {
    return undefined;
  }
  const units: { readonly [unit: string]: number } = { ns: 1e-9, us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };
  const parts = [...duration.matchAll(/([\d.]+)(ns|us|µs|ms|s|m|h)/g)];
  return parts.length > 0 ? parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * units[unit], 0) : undefined;
}
