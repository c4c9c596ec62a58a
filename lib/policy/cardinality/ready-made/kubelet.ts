import { ReadyMadeRule } from './ready-made-policy';

/** Bounds of the kubelet's histograms of slow operations. */
const OPERATIONS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 25, 50, 120, 300, 600];

/** @see https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/kubelet/metrics/metrics.go */
export const KUBELET: readonly ReadyMadeRule[] = [
  {
    keepBuckets: { metric: '(?:csi_operations|storage_operation_duration)_seconds', le: [0.1, 0.5, 1, 5, 10, 50, 300], bounds: OPERATIONS },
    reason: 'a histogram for every volume plugin and operation: half of the bounds tell slow from fast',
  },
  { dropMetrics: 'kubelet_(?:http_requests_duration_seconds|http_inflight_requests|http_requests_total).*', reason: 'requests to the kubelet by every path: container names are in them' },
  { dropMetrics: 'rest_client_(?:rate_limiter_duration|request_size_bytes|response_size_bytes|request_latency|dns_resolution_duration|exec_plugin.*).*', reason: 'histograms of the client of the API by verb and host; its duration and its codes stay' },
  { dropMetrics: 'kubernetes_feature_enabled', reason: 'a series for every feature gate, which changes with a version' },
  { dropMetrics: 'apiserver_(?:audit|delegated_authn|delegated_authz|encryption|envelope|webhooks)_.*', reason: 'of the library of the API server, which the kubelet only contains' },
];
