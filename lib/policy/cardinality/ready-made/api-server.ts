import { ReadyMadeRule } from './ready-made-policy';

/** Bounds of the histograms of requests: https://github.com/kubernetes/kubernetes/blob/v1.36.0/staging/src/k8s.io/apiserver/pkg/endpoints/metrics/metrics.go */
const REQUESTS = [0.005, 0.025, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.25, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 45, 60];

export const API_SERVER: readonly ReadyMadeRule[] = [
  { dropMetrics: 'etcd_request_duration_seconds_bucket', reason: 'a quarter of the page: etcd itself has the same; the mean (sum and count) stays' },
  {
    // 1, 5 and 30 are the bounds of the objectives of Kubernetes, which its rules ask for
    keepBuckets: { metric: 'apiserver_request(?:_sli|_slo)?_duration_seconds', le: [0.05, 0.1, 0.2, 0.4, 0.8, 1, 2, 5, 10, 30, 60], bounds: REQUESTS },
    reason: 'a histogram for every resource, verb and scope; what objectives are measured by stays: 1, 5 and 30 seconds',
  },
  { dropMetrics: 'apiserver_request_body_size_bytes_bucket', reason: '31 bounds for every resource that is written; the mean stays' },
  { dropMetrics: 'apiserver_watch_(?:cache_read_wait_seconds|list_duration_seconds|events_sizes)_bucket', reason: 'histograms for every resource, for authors of the watch cache; the mean stays' },
  { dropMetrics: 'apiserver_flowcontrol_(?:demand_seats|priority_level_.*_utilization|read_vs_write_current_requests|request_queue_length_after_enqueue|watch_count_samples|work_estimated_seats)_bucket', reason: 'histograms of shares and counts; how long requests wait and how many are refused stays' },
  { dropMetrics: '(?:apiserver_response_sizes|apiserver_request_filter_duration_seconds)_bucket', reason: 'histograms by resource and by filter; the mean stays' },
  { dropMetrics: 'workqueue_work_duration_seconds_bucket', reason: 'a histogram for every queue of a controller; how long things wait in it stays, and how long they take in the mean' },
  { dropMetrics: 'kubernetes_feature_enabled', reason: 'a series for every feature gate, which changes with a version' },
  { dropMetrics: 'watch_cache_capacity.*|apiserver_watch_cache_(?:resource_version|initializations_total|events_.*)', reason: 'the inside of the watch cache, for every resource' },
];
