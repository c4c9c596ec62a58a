import { ReadyMadeRule } from './ready-made-policy';

/**
 * Everything by which a pod is seen to fail stays: phases, reasons, waiting and terminated states, restarts.
 *
 * @see https://github.com/kubernetes/kube-state-metrics/tree/main/docs/metrics
 */
export const KUBE_STATE_METRICS: readonly ReadyMadeRule[] = [
  { dropMetrics: 'kube_(?:secret|configmap|lease|endpoint|endpointslice)_.*', reason: 'one for every Secret, ConfigMap, Lease and endpoint of the cluster, which no rule asks for' },
  { dropMetrics: 'kube_.*_metadata_resource_version', reason: 'a number without a meaning, for every object' },
  { dropMetrics: 'kube_.*_annotations', reason: 'empty unless annotations are allowed by name; then labels are the better place' },
  { dropMetrics: 'kube_replicaset_(?:created|metadata_generation|status_fully_labeled_replicas|status_observed_generation)', reason: 'ten old ReplicaSets for every Deployment' },
  { dropMetrics: 'kube_pod_(?:tolerations|overhead_.*|runtimeclass_name_info|spec_volumes_persistentvolumeclaims_readonly|service_account|status_qos_class|status_scheduled_time|status_initialized_time|scheduler)', reason: 'several for every pod, which no rule asks for' },
  { forSeries: { metrics: 'kube_pod_(?:init_)?container_info', dropLabels: ['container_id', 'image_id'], unique: true }, reason: 'a new series for every restart; image and image_spec stay' },
  { forSeries: { metrics: 'kube_pod_.*', dropLabels: ['uid'], unique: true }, reason: 'namespace and pod say it; with it every pod of a StatefulSet is a new series after a restart' },
];
