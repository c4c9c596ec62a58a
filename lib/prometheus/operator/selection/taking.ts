import { LabelSelector, requirementsOf, meets, selects, selectorText } from './label-selector';
import { MONITORING_KINDS, MonitoringKind, MonitoringManifest, placeOf } from './monitoring-kinds';

/** The label that Kubernetes gives to every namespace: of labels of namespaces, no other is known to a program. */
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** Whether a Prometheus takes an object: labels of namespaces are not all known. */
export type Taking =
  | { readonly verdict: 'taken' | 'unknown' }
  /** `takes`: what it takes instead. */
  | { readonly verdict: 'left'; readonly takes: string; readonly fix: string };

/** Whether the operator gives an object to a Prometheus, both as they are written. */
export function takingOf(prometheus: MonitoringManifest, kind: MonitoringKind, object: MonitoringManifest): Taking {
  const { selector: name, option } = MONITORING_KINDS[kind];
  const selector = prometheus.spec?.[`${name}Selector`] as LabelSelector | undefined;
  const ofNamespaces = prometheus.spec?.[`${name}NamespaceSelector`] as LabelSelector | undefined;
  if (!selector) {
    return { verdict: 'left', takes: `no ${kind}s`, fix: `${option}: ObjectSelector.all() of '${placeOf(prometheus)}'` };
  }
  if (!selects(selector, object.metadata.labels ?? {})) {
    return { verdict: 'left', takes: `${kind}s with ${selectorText(selector)}`, fix: labelsFix(selector) };
  }
  const wider = `${option}: ${widerSelector(selector)} of '${placeOf(prometheus)}'`;
  return ofNamespaces ? takingOfNamespace(ofNamespaces, kind, object, wider) : takingOfOwnNamespace(prometheus, kind, object, wider);
}

function takingOfOwnNamespace(prometheus: MonitoringManifest, kind: string, { metadata: { namespace } }: MonitoringManifest, wider: string): Taking {
  const own = prometheus.metadata.namespace;
  if (own === namespace) {
    return { verdict: 'taken' };
  }
  return own === undefined || namespace === undefined
    ? { verdict: 'unknown' }
    : { verdict: 'left', takes: `${kind}s of its own namespace`, fix: `${wider}, or a chart with namespace: '${own}'` };
}

function takingOfNamespace(selector: LabelSelector, kind: string, { metadata: { namespace } }: MonitoringManifest, wider: string): Taking {
  const requirements = requirementsOf(selector);
  const known = requirements.filter(({ key }) => key === NAMESPACE_NAME && namespace !== undefined);
  if (known.some((requirement) => !meets(requirement, { [NAMESPACE_NAME]: namespace! }))) {
    return { verdict: 'left', takes: `${kind}s of namespaces with ${selectorText(selector)}`, fix: wider };
  }
  return { verdict: known.length === requirements.length ? 'taken' : 'unknown' };
}

function labelsFix(selector: LabelSelector): string {
  return selector.matchExpressions ? `labels that ${selectorText(selector)} takes` : `labels: ${literal(selector.matchLabels ?? {})}`;
}

/** The same labels, in any namespace. */
function widerSelector({ matchLabels }: LabelSelector): string {
  return matchLabels && Object.keys(matchLabels).length > 0 ? `ObjectSelector.labelled(${literal(matchLabels)})` : 'ObjectSelector.all()';
}

/** Labels as they stand in a program. */
export function literal(labels: { readonly [name: string]: string }): string {
  const key = (name: string) => (/^[a-z_]\w*$/i.test(name) ? name : `'${name}'`);
  return `{ ${Object.entries(labels).map(([name, value]) => `${key(name)}: '${value}'`).join(', ')} }`;
}
