/** By which series a failure of pods is seen. */
export interface LifecycleSign {
  /** What nobody would see without it. */
  readonly failure: string;
  /** The metric. */
  readonly metric: string;
  /** The labels that tell the failure from others, with the values that they have then; none where the value of the series says it. */
  readonly labels: { readonly [name: string]: string };
  /** Further labels that such a series has. */
  readonly others?: { readonly [name: string]: string };
}

const POD = { namespace: 'shop', pod: 'web-0', uid: '7a8e1f3c-0000-4000-8000-000000000001' };
const CONTAINER = { ...POD, container: 'app' };

/**
 * How kube-state-metrics shows that pods fail, all of it from pods alone. A reason that a container waits for is there while it waits only; of a container
 * that was started again the last reason stays, of one that is not started again the present one.
 *
 * @see https://github.com/kubernetes/kube-state-metrics/blob/v2.20.0/internal/store/pod.go
 */
export const KUBE_STATE_SIGNS: readonly LifecycleSign[] = [
  ...['CrashLoopBackOff', 'ErrImagePull', 'ImagePullBackOff', 'CreateContainerConfigError'].map((reason) => ({
    failure: reason, metric: 'kube_pod_container_status_waiting_reason', labels: { reason }, others: CONTAINER,
  })),
  ...['CrashLoopBackOff', 'ErrImagePull', 'ImagePullBackOff', 'CreateContainerConfigError'].map((reason) => ({
    failure: `${reason} of init containers`, metric: 'kube_pod_init_container_status_waiting_reason', labels: { reason }, others: CONTAINER,
  })),
  { failure: 'OOMKilled', metric: 'kube_pod_container_status_last_terminated_reason', labels: { reason: 'OOMKilled' }, others: CONTAINER },
  { failure: 'OOMKilled of jobs', metric: 'kube_pod_container_status_terminated_reason', labels: { reason: 'OOMKilled' }, others: CONTAINER },
  { failure: 'restarts', metric: 'kube_pod_container_status_restarts_total', labels: {}, others: CONTAINER },
  { failure: 'Evicted', metric: 'kube_pod_status_reason', labels: { reason: 'Evicted' }, others: POD },
  ...['Pending', 'Failed'].map((phase) => ({ failure: phase, metric: 'kube_pod_status_phase', labels: { phase }, others: POD })),
  { failure: 'pods for which there is no node', metric: 'kube_pod_status_unschedulable', labels: {}, others: POD },
];

/** How the cluster receiver of the collector shows it, and what has to be switched on for that. */
export interface CollectorSign extends LifecycleSign {
  /** Whether the receiver gives it without being asked. */
  readonly byDefault: boolean;
  /** The option of the receiver that has it: a metric, or an attribute of the resource. */
  readonly kind: 'metrics' | 'resourceAttributes';
}

const POD_ATTRIBUTES = { 'k8s.namespace.name': 'shop', 'k8s.pod.name': 'web-0' };
const CONTAINER_ATTRIBUTES = { ...POD_ATTRIBUTES, 'k8s.container.name': 'app' };

/**
 * The same in the words of the `k8s_cluster` receiver. Phases and reasons of pods are numbers there: 1 is `Pending` and 4 is `Failed` of `k8s.pod.phase`, 1
 * is `Evicted` of `k8s.pod.status_reason`. The receiver has no word of its own for a pod without a node: it is `Pending`.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/receiver/k8sclusterreceiver/v0.161.0/receiver/k8sclusterreceiver/documentation.md
 */
export const COLLECTOR_SIGNS: readonly CollectorSign[] = [
  ...['CrashLoopBackOff', 'ErrImagePull', 'ImagePullBackOff', 'CreateContainerConfigError'].map((reason) => ({
    failure: reason,
    metric: 'k8s.container.status.reason',
    labels: { 'k8s.container.status.reason': reason },
    others: CONTAINER_ATTRIBUTES,
    byDefault: false,
    kind: 'metrics' as const,
  })),
  {
    failure: 'OOMKilled of jobs',
    metric: 'k8s.container.status.reason',
    labels: { 'k8s.container.status.reason': 'OOMKilled' },
    others: CONTAINER_ATTRIBUTES,
    byDefault: false,
    kind: 'metrics',
  },
  {
    failure: 'OOMKilled',
    metric: 'k8s.container.restarts',
    labels: { 'k8s.container.status.last_terminated_reason': 'OOMKilled' },
    others: CONTAINER_ATTRIBUTES,
    byDefault: false,
    kind: 'resourceAttributes',
  },
  { failure: 'restarts', metric: 'k8s.container.restarts', labels: {}, others: CONTAINER_ATTRIBUTES, byDefault: true, kind: 'metrics' },
  { failure: 'Evicted', metric: 'k8s.pod.status_reason', labels: {}, others: POD_ATTRIBUTES, byDefault: false, kind: 'metrics' },
  { failure: 'Pending and Failed', metric: 'k8s.pod.phase', labels: {}, others: POD_ATTRIBUTES, byDefault: true, kind: 'metrics' },
];
