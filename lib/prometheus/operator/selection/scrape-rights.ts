import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { metadataOf, MonitoringKind, MonitoringManifest } from './monitoring-kinds';
import { takingOf } from './taking';
import { AccessRule, Needs } from '../../../wiring';

/** What whoever takes an object has to read of the Kubernetes API. */
export type ScrapeRights = Pick<Needs, 'clusterRules' | 'namespaceRules'>;

interface Registration {
  readonly kind: MonitoringKind;
  readonly object: ApiObject;
  readonly rights: ScrapeRights;
}

/** Objects of each tree that want more to be read than every Prometheus of the operator reads. */
const REGISTRATIONS = new WeakMap<IConstruct, Registration[]>();

/** Makes known what whoever takes an object has to read. */
export function registerScrapeRights(kind: MonitoringKind, object: ApiObject, rights: ScrapeRights): void {
  const { root } = object.node;
  REGISTRATIONS.set(root, [...REGISTRATIONS.get(root) ?? [], { kind, object, rights }]);
}

/** What a Prometheus has to read for the objects that it takes, or may take. */
export function scrapeRights(root: IConstruct, prometheus: MonitoringManifest): { readonly clusterRules: AccessRule[]; readonly namespaceRules: AccessRule[] } {
  const taken = (REGISTRATIONS.get(root) ?? [])
    .filter(({ kind, object }) => takingOf(prometheus, kind, metadataOf(object)).verdict !== 'left')
    .map(({ rights }) => rights);
  return { clusterRules: taken.flatMap(({ clusterRules = [] }) => clusterRules), namespaceRules: taken.flatMap(({ namespaceRules = [] }) => namespaceRules) };
}
