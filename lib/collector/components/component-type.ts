import { CollectorDistribution, isAtLeast } from '../../versions';
import { Signal } from '../../wiring';

/** The five kinds of collector components: sections of a configuration are named after them. */
export enum ComponentKind {
  /** Takes or fetches telemetry. */
  RECEIVER = 'receiver',
  /** Changes what flows through a pipeline. */
  PROCESSOR = 'processor',
  /** Sends telemetry on. */
  EXPORTER = 'exporter',
  /** Ends one pipeline and begins another. */
  CONNECTOR = 'connector',
  /** Serves the collector itself: health, storage, credentials. */
  EXTENSION = 'extension',
}

/** The kinds in the order in which configurations list them. */
export const COMPONENT_KINDS: readonly ComponentKind[] = [
  ComponentKind.EXTENSION,
  ComponentKind.RECEIVER,
  ComponentKind.PROCESSOR,
  ComponentKind.CONNECTOR,
  ComponentKind.EXPORTER,
];

/** What components want of an extension. */
export type ExtensionRole = 'client-authenticator' | 'server-authenticator' | 'storage';

/** Signals that a connector takes, and for each the signals that it gives. */
export type ConnectorSignals = { readonly [taken in Signal]?: readonly Signal[] };

/** What is known of a type of component: one row of the catalogue. */
export interface ComponentType {
  readonly kind: ComponentKind;
  /** The canonical name today. */
  readonly name: string;
  /** The name before, and the version in which it changed. The old one still works there, with a warning. */
  readonly renamed?: { readonly from: string; readonly in: string };
  /** The first version that has it, when it is younger than the oldest collector that this library supports. */
  readonly since?: string;
  /** The Go module without its version. */
  readonly module: string;
  /** The version of the module, when it does not follow the collector's. */
  readonly moduleVersion?: string;
  /** The collector version with which the module became 1.0.0, when it did. */
  readonly stableFrom?: string;
  readonly distributions: readonly CollectorDistribution[];
  readonly signals: readonly Signal[];
  /** Connectors only. */
  readonly connects?: ConnectorSignals;
}

/** The name of a type in the configuration of one collector version. */
export function spelling(type: ComponentType, collectorVersion: string): string {
  return type.renamed && !isAtLeast(collectorVersion, type.renamed.in) ? type.renamed.from : type.name;
}

/** The Go module of a part of the collector at one of its versions, as the collector builder wants it. */
export function goModule(type: Pick<ComponentType, 'module' | 'moduleVersion' | 'stableFrom'>, collectorVersion: string): string {
  if (type.moduleVersion !== undefined) {
    return `${type.module} ${type.moduleVersion}`;
  }
  if (type.stableFrom && isAtLeast(collectorVersion, type.stableFrom)) {
    // a module that became stable counts its minors from there
    return `${type.module} v1.${minorOf(collectorVersion) - minorOf(type.stableFrom)}.0`;
  }
  return `${type.module} v${collectorVersion}`;
}

function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}
