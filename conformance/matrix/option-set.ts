/** One component with some of its options: what the real collector is asked about. */
import { Component } from '../../lib/collector/components';
import { VersionCatalog } from '../../lib/versions';
import { Signal, SIGNALS } from '../../lib/wiring';

export interface OptionSet {
  readonly component: Component;
  /** the signals of the pipelines in which it is judged */
  readonly signals: readonly Signal[];
  /** of a connector: the ids of the pipelines that begin with it */
  readonly gives: readonly string[];
  /** why the collector only reads it, when it cannot start with it here */
  readonly readOnly?: string;
  /** whether it has a collector for itself, because a process can have one of its kind only */
  readonly alone?: boolean;
  /** what this collector says of it although it is right, and why that does not count */
  readonly excuse?: Excuse;
}

/** A refusal that is the judge's fault. It must say just this: when it has nothing to say any more, the excuse has to go. */
export interface Excuse {
  readonly says: string;
  readonly reason: string;
}

/** What the real collector knows by this version is what the sets are written for. */
export const JUDGED = { collectorVersion: VersionCatalog.tested().collector };

/** A component in pipelines of every signal that it carries, or of some. */
export function set(component: Component, ...signals: Signal[]): OptionSet {
  const { signals: carried, connects } = component._type;
  const all = connects === undefined ? carried : SIGNALS.filter((signal) => connects[signal] !== undefined);
  return { component, signals: signals.length > 0 ? signals : all, gives: [] };
}

/** A connector that names the pipelines to which it gives. */
export function giving(component: Component, signal: Signal, ...gives: string[]): OptionSet {
  return { component, signals: [signal], gives };
}

/** A set that is only read, because starting it takes something that is not here. */
export function readOnly(reason: string, one: OptionSet): OptionSet {
  return { ...one, readOnly: reason };
}

/** A set that needs a collector for itself. */
export function alone(one: OptionSet): OptionSet {
  return { ...one, alone: true };
}

/** A set that this collector must refuse with these words, and others would not. */
export function excused(excuse: Excuse, one: OptionSet): OptionSet {
  return { ...one, excuse };
}

/** A set with keys that came after the version at which the judge has the component. */
export function tooYoung(keys: string, one: OptionSet): OptionSet {
  return excused({ says: `invalid keys: ${keys}`, reason: `the collector of this run has ${one.component.type} at a version from before ${keys}` }, one);
}

/** The id of a set, as the report shows it: kind and id of its component. */
export function setName({ component }: OptionSet): string {
  return `${component.kind} ${component._id(JUDGED)}`;
}
