import { containerResources, HardenedValue, KEEP } from './hardened-value';

/** @see https://github.com/open-telemetry/opentelemetry-helm-charts/tree/main/charts/opentelemetry-operator */
export const OPENTELEMETRY_OPERATOR_VALUES: readonly HardenedValue[] = [
  { key: 'replicaCount', value: 2, because: 'the API server refuses every OpenTelemetryCollector and Instrumentation while no webhook answers' },
  { key: 'pdb.create', value: true, because: 'a drain of nodes takes one replica at a time' },
  { key: 'pdb.minAvailable', value: 1, because: 'one replica answers every webhook' },
  {
    key: 'manager.resources',
    value: containerResources('100m', '128Mi', '512Mi'),
    because: 'pods without requests are evicted first, and a leak must not take the node with it',
  },
  {
    key: 'admissionWebhooks.certManager.enabled',
    value: true,
    because: 'cert-manager renews certificates; one that Helm makes ends after a year, and with it every webhook',
  },
  { key: 'crds.annotations', value: KEEP, because: 'to remove the release must not remove every collector of the cluster' },
];
