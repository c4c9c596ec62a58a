import { containerResources, HardenedValue, KEEP } from './hardened-value';

/** @see https://github.com/prometheus-community/helm-charts/tree/main/charts/prometheus-operator-crds */
export const PROMETHEUS_OPERATOR_CRDS_VALUES: readonly HardenedValue[] = [
  { key: 'crds.annotations', value: KEEP, because: 'to remove the release must not remove every ServiceMonitor and Prometheus of the cluster' },
];

/** What the chart would bring beside the operator; without `kubernetesServiceMonitors` nothing of the control plane and the kubelets either. */
const BESIDE_THE_OPERATOR = [
  'defaultRules.create', 'alertmanager.enabled', 'grafana.enabled', 'kubernetesServiceMonitors.enabled', 'kubeStateMetrics.enabled', 'nodeExporter.enabled',
  'prometheus.enabled',
];

/**
 * No disruption budget: the operator is one pod, and a budget would stop every drain. What it made runs on without it.
 *
 * @see https://github.com/prometheus-community/helm-charts/tree/main/charts/kube-prometheus-stack
 */
export const PROMETHEUS_OPERATOR_VALUES: readonly HardenedValue[] = [
  { key: 'crds.enabled', value: false, because: 'Helm installs what this chart has once and never upgrades it; a release of their own is upgraded' },
  ...BESIDE_THE_OPERATOR.map((key) => ({ key, value: false, because: 'the operator alone is wanted' })),
  { key: 'prometheusOperator.kubeletService.enabled', value: false, because: 'the operator would keep a Service of all kubelets in kube-system that nobody asks' },
  { key: 'prometheusOperator.kubeletEndpointsEnabled', value: false, because: 'the same, by its endpoints' },
  {
    key: 'prometheusOperator.resources',
    value: containerResources('50m', '128Mi', '512Mi'),
    because: 'pods without requests are evicted first, and a leak must not take the node with it',
  },
  {
    key: 'prometheusOperator.prometheusConfigReloader.resources',
    value: containerResources('10m', '32Mi', '64Mi'),
    because: 'it stands in every pod that the operator makes, and a quota refuses pods whose containers are not counted',
  },
  {
    key: 'prometheusOperator.admissionWebhooks.patch.resources',
    value: containerResources('10m', '32Mi', '128Mi'),
    because: 'a quota refuses the jobs that make the certificate of the webhooks, if they are not counted',
  },
  { key: 'prometheusOperator.networkPolicy.enabled', value: true, because: 'it is asked at one port only' },
];
