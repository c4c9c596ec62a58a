import { KubeStateMetricsProps } from './kube-state-metrics-props';
import { splitPolicy, SplitPolicy } from './metric-list';
import { DEFAULT_RESOURCES, STATE_RESOURCES } from './state-resources';
import { requireNamespaces } from '../../kubernetes/api-access';
import { CardinalityPolicy } from '../../policy';
import { AccessRule, Needs, PortExposure } from '../../wiring';

/** Where metrics of objects are, and where its own are. */
export const [METRICS_PORT, TELEMETRY_PORT] = [{ name: 'http-metrics', port: 8080 }, { name: 'telemetry', port: 8081 }];

/** What is decided about kube-state-metrics. */
export interface KubeStateMetricsPlan {
  readonly name: string;
  readonly version: string;
  readonly shards: number;
  readonly resources: readonly string[];
  readonly namespaces?: readonly string[];
  readonly labelsAllowlist: { readonly [resource: string]: readonly string[] };
  readonly cardinality?: CardinalityPolicy;
  readonly split?: SplitPolicy;
  readonly podLifecycle: boolean;
}

/** Fails on names that no namespace has. */
export function resolveKubeStateMetrics(path: string, name: string, version: string, props: KubeStateMetricsProps): KubeStateMetricsPlan {
  requireNamespaces(path, props.namespaces);
  return {
    name,
    version,
    shards: props.shards ?? 1,
    resources: [...new Set(props.resources ?? DEFAULT_RESOURCES)].sort(),
    namespaces: props.namespaces && [...new Set(props.namespaces)].sort(),
    labelsAllowlist: props.labelsAllowlist ?? {},
    cardinality: props.cardinality,
    split: props.cardinality && splitPolicy(props.cardinality._plan),
    podLifecycle: props.podLifecycle ?? true,
  };
}

/** Whether objects are spread over several pods, which learn their place from their StatefulSet. */
export function isSharded({ shards }: KubeStateMetricsPlan): boolean {
  return shards > 1;
}

/** What it is told. */
export function kubeStateMetricsArguments(plan: KubeStateMetricsPlan): string[] {
  const { resources, namespaces, labelsAllowlist, split } = plan;
  const labels = Object.entries(labelsAllowlist).map(([resource, keys]) => `${resource}=[${keys.join(',')}]`);
  return [
    `--port=${METRICS_PORT.port}`,
    `--telemetry-port=${TELEMETRY_PORT.port}`,
    `--resources=${resources.join(',')}`,
    ...namespaces ? [`--namespaces=${namespaces.join(',')}`] : [],
    ...labels.length > 0 ? [`--metric-labels-allowlist=${labels.join(',')}`] : [],
    ...split?.list ? [`--${split.list.flag}=${split.list.pattern}`] : [],
    ...isSharded(plan) ? ['--pod=$(POD_NAME)', '--pod-namespace=$(POD_NAMESPACE)'] : [],
  ];
}

/**
 * What it reads, list and watch only: objects of namespaces where they are, others in the cluster. To learn its shard a pod reads itself and watches its
 * StatefulSet, which it asks for by name.
 *
 * @see https://github.com/kubernetes/kube-state-metrics/blob/v2.20.0/pkg/metricshandler/metrics_handler.go
 */
export function kubeStateMetricsNeeds(plan: KubeStateMetricsPlan): Needs {
  const { resources, namespaces } = plan;
  const known = resources.filter((resource) => Object.hasOwn(STATE_RESOURCES, resource));
  const ofCluster = known.filter((resource) => namespaces === undefined || !STATE_RESOURCES[resource].namespaced);
  const ofNamespaces = known.filter((resource) => !ofCluster.includes(resource));
  return {
    ports: [METRICS_PORT, TELEMETRY_PORT].map((port) => ({ ...port, appProtocol: 'http', exposure: PortExposure.SCRAPE })),
    variables: isSharded(plan) ? [{ name: 'POD_NAME', fieldPath: 'metadata.name' }, { name: 'POD_NAMESPACE', fieldPath: 'metadata.namespace' }] : [],
    clusterRules: watchingEach(ofCluster),
    namespaceRules: [
      ...(namespaces ?? []).flatMap((namespace) => watchingEach(ofNamespaces).map((rule) => ({ ...rule, namespace }))),
      ...isSharded(plan) ? [
        { apiGroups: [''], resources: ['pods'], verbs: ['get'] },
        { apiGroups: ['apps'], resources: ['statefulsets'], resourceNames: [plan.name], verbs: ['get', 'list', 'watch'] },
      ] : [],
    ],
  };
}

/** One rule for each API group. */
function watchingEach(resources: readonly string[]): AccessRule[] {
  const groups = [...new Set(resources.map((resource) => STATE_RESOURCES[resource].apiGroup))];
  return groups.map((apiGroup) => ({
    apiGroups: [apiGroup], resources: resources.filter((resource) => STATE_RESOURCES[resource].apiGroup === apiGroup), verbs: ['list', 'watch'],
  }));
}
