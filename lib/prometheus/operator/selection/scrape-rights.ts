import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { metadataOf, MonitoringKind, MonitoringManifest } from './monitoring-kinds';
import { takingOf } from './taking';
import { Needs } from '../../../wiring';

/** What whoever takes an object has to read of the Kubernetes API, and of its targets. */
export type ScrapeRights = Pick<Needs, 'clusterRules' | 'nonResourcePaths' | 'namespaceRules'>;

/** Objects of a tree that want more to be read than every Prometheus of the operator reads, and who wants to know of them. */
interface Registrations {
  readonly objects: { readonly kind: MonitoringKind; readonly object: ApiObject; readonly rights: ScrapeRights }[];
  readonly listeners: (() => void)[];
}

const REGISTRATIONS = new WeakMap<IConstruct, Registrations>();

/** Makes known what whoever takes an object has to read. */
export function registerScrapeRights(kind: MonitoringKind, object: ApiObject, rights: ScrapeRights): void {
  const { objects, listeners } = registrationsOf(object.node.root);
  objects.push({ kind, object, rights });
  listeners.forEach((listener) => listener());
}

/** Has whoever takes objects know of those that come later in the program: whether it has a role in a namespace is decided before synth. */
export function onScrapeRights(root: IConstruct, listener: () => void): void {
  registrationsOf(root).listeners.push(listener);
}

/** What a Prometheus has to read for the objects that it takes, or may take. */
export function scrapeRights(root: IConstruct, prometheus: MonitoringManifest): ScrapeRights[] {
  return registrationsOf(root).objects
    .filter(({ kind, object }) => takingOf(prometheus, kind, metadataOf(object)).verdict !== 'left')
    .map(({ rights }) => rights);
}

function registrationsOf(root: IConstruct): Registrations {
  const registrations = REGISTRATIONS.get(root) ?? { objects: [], listeners: [] };
  REGISTRATIONS.set(root, registrations);
  return registrations;
}
