/** A value that the library refuses, beside the document that it would have written: the collector must refuse that too, or the guard is not honest. */
import { parse } from 'yaml';
import { OptionSet, set } from './option-set';
import { CustomConnector, CustomExporter, CustomExtension, CustomProcessor, CustomReceiver } from '../../lib/collector/components';
import { findComponentType } from '../../lib/collector/components/catalogue';
import { ComponentKind } from '../../lib/collector/components/component-type';
import { AccessRule, Signal, SIGNALS } from '../../lib/wiring';

export interface Refusal {
  /** a program that the library must refuse */
  readonly program: () => unknown;
  /** the component as it would have been written, in its own YAML under its own type: `memory_limiter: { … }` */
  readonly written: string;
  readonly kind: ComponentKind;
  /** part of the collector's own words */
  readonly says: string;
  /** whether it is read without a word, and the collector does not start */
  readonly onlyAtStart?: boolean;
  /** what it refers to */
  readonly extensions?: string;
  readonly signal?: Signal;
  /** what it asks of the Kubernetes API before it comes to its mistake */
  readonly rules?: AccessRule[];
}

type Details = Pick<Refusal, 'onlyAtStart' | 'extensions' | 'signal' | 'rules'>;

const refusing = (kind: ComponentKind) => (program: () => unknown, written: string, says: string, details: Details = {}): Refusal =>
  ({ kind, program, written, says, ...details });

export const refusedReceiver = refusing(ComponentKind.RECEIVER);
export const refusedProcessor = refusing(ComponentKind.PROCESSOR);
export const refusedExporter = refusing(ComponentKind.EXPORTER);
export const refusedConnector = refusing(ComponentKind.CONNECTOR);
export const refusedExtension = refusing(ComponentKind.EXTENSION);

const CUSTOM = {
  [ComponentKind.RECEIVER]: CustomReceiver,
  [ComponentKind.PROCESSOR]: CustomProcessor,
  [ComponentKind.EXPORTER]: CustomExporter,
  [ComponentKind.CONNECTOR]: CustomConnector,
  [ComponentKind.EXTENSION]: CustomExtension,
};

type Config = Readonly<Record<string, unknown>>;

/** The document that was written by hand, as a set like the others. */
export function asSet({ kind, written, extensions, signal, rules }: Refusal): OptionSet {
  const [id, config] = Object.entries(parse(written) as Record<string, Config | null>)[0] as [string, Config | null];
  const [type, name] = id.split('/') as [string, string?];
  const row = findComponentType(kind, type);
  const taken = SIGNALS.find((each) => row?.connects?.[each] !== undefined);
  const given = signal ?? taken ?? row?.signals[0];
  const one = set(new CUSTOM[kind]({
    type,
    ...name === undefined ? {} : { name },
    config: config ?? {},
    needs: { clusterRules: rules ?? [] },
    ...given === undefined ? {} : { signals: [given] },
    extensions: Object.entries(parse(extensions ?? '{}') as Record<string, Config | null>)
      .map(([other, settings]) => new CustomExtension({ type: other.split('/')[0] as string, ...nameOf(other), config: settings ?? {} })),
  }));
  return { ...one, gives: given === undefined ? [] : (row?.connects?.[given] ?? []).map((each) => `${each}/a`) };
}

function nameOf(id: string): { name?: string } {
  const [, name] = id.split('/');
  return name === undefined ? {} : { name };
}

/** A whole configuration that the invariants find wrong. */
export interface DocumentRefusal {
  readonly document: string;
  /** what the library says of it, and nothing else */
  readonly finds: string;
  /** part of the collector's own words */
  readonly says: string;
  readonly onlyAtStart?: boolean;
}
