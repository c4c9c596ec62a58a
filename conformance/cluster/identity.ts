/** What everything that comes from a pod must say of its origin, and what is wrong with what it says. */
import { valueAt } from './collector-config';
import { Collector } from './collectors';
import { Attributes, Count, Series } from './sink';

/** A container of a tenant, as the API server knows it. */
export interface Identity {
  /** namespace/pod/container: what it calls itself in everything that it sends */
  readonly source: string;
  readonly pod: string;
  /** what must be known of the pod, by attribute */
  readonly attributes: Attributes;
  readonly container: string;
}

/** A label of pods that the platform keeps as an attribute. */
export interface ChosenLabel {
  readonly label: string;
  readonly attribute: string;
}

export function chosenLabels(collectors: readonly Collector[]): ChosenLabel[] {
  const all = collectors.flatMap(({ config }) => Object.values(config.processors ?? {})
    .flatMap((settings) => (valueAt(settings, 'extract', 'labels') ?? []) as ReadonlyArray<{ tag_name?: string; key?: string; from?: string }>));
  return all.flatMap(({ tag_name: attribute, key: label, from = 'pod' }) =>
    label === undefined || from !== 'pod' ? [] : [{ label, attribute: attribute ?? `k8s.pod.label.${label}` }])
    .filter(({ label }, index, list) => list.findIndex((other) => other.label === label) === index);
}

/** The name of the cluster, which collectors put on everything. */
export function clusterName(collectors: readonly Collector[]): string | undefined {
  const actions = collectors.flatMap(({ config }) => Object.values(config.processors ?? {})
    .flatMap((settings) => (valueAt(settings, 'attributes') ?? []) as ReadonlyArray<{ key?: string; value?: string }>));
  return actions.find(({ key }) => key === 'k8s.cluster.name')?.value;
}

/** Attributes and the labels that are made of them have the same name here. */
function byLabel(attributes: Attributes): Map<string, string> {
  return new Map(Object.entries(attributes).map(([key, value]) => [key.replace(/[^a-zA-Z0-9_]/g, '_'), value]));
}

/** A series may leave what is known of its resource to target_info of the same job and instance. */
function withTargetInfo(attributes: Attributes, targetInfo: readonly Series[]): Attributes {
  const found = targetInfo.find(({ labels }) => labels.job === attributes.job && labels.instance === attributes.instance);
  return { ...found?.labels, ...attributes };
}

const CONTAINER = 'k8s.container.name';

/** What is wrong with where one source's items say that they are from. */
export function wrongOrigins(count: Count, identity: Identity, targetInfo: readonly Series[]): string[] {
  return count.origins.flatMap(({ attributes, count: items }) => {
    const known = byLabel(count.signal === 'metrics' ? withTargetInfo(attributes, targetInfo) : attributes);
    const expected = [...byLabel(identity.attributes)];
    const wrong = expected.filter(([key, value]) => known.get(key) !== value);
    const container = known.get(byLabelName(CONTAINER));
    const mustHaveContainer = count.signal === 'logs' && count.kind !== 'otlp';
    const wrongContainer = container === undefined ? mustHaveContainer : container !== identity.container;
    const all = [...wrong.map(([key, value]) => `${key} is ${known.get(key) ?? 'absent'}, not ${value}`), ...wrongContainer ? [`the container is ${container ?? 'absent'}, not ${identity.container}`] : []];
    return all.length === 0 ? [] : [`${items} ${count.signal} (${count.kind}) of ${identity.source}: ${all.join(', ')}`];
  });
}

function byLabelName(attribute: string): string {
  return attribute.replace(/[^a-zA-Z0-9_]/g, '_');
}
