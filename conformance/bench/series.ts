/** Series as a cluster has them, and rules as a policy has them. */

export type Series = Readonly<Record<string, string>>;

/** Ten rules: of what is measured some goes, labels go, values are mapped, names are made. */
export const POLICY: readonly object[] = [
  { action: 'drop', source_labels: ['__name__'], regex: 'go_.*|process_.*|promhttp_.*' },
  { action: 'drop', source_labels: ['__name__'], regex: 'container_(?:tasks_state|memory_failures_total|fs_.*)' },
  { action: 'drop', source_labels: ['__name__', 'le'], regex: 'http_request_duration_seconds_bucket;(?:0\\.005|0\\.025|0\\.25|2\\.5)' },
  { action: 'labeldrop', regex: 'uid|pod_ip|container_id|image_id|request_id' },
  { source_labels: ['path'], regex: '/api/users/[^/]+', target_label: 'path', replacement: '/api/users/*' },
  { source_labels: ['code'], regex: '([1-5])\\d\\d', target_label: 'code', replacement: '${1}xx' },
  { source_labels: ['namespace', 'pod'], regex: '(.+);(.+)', target_label: 'workload', replacement: '$1/$2' },
  { action: 'labelmap', regex: 'k8s_(.+)' },
  { action: 'labeldrop', regex: 'k8s_.*' },
  { action: 'keep', source_labels: ['job'], regex: '.+' },
];

const METRICS = [
  'http_requests_total', 'http_request_duration_seconds_bucket', 'container_memory_working_set_bytes', 'go_goroutines', 'kube_pod_status_phase',
  'container_fs_usage_bytes', 'node_cpu_seconds_total',
];

/** A value of a label of the nth series. */
type Value = (beginning: string, different: number) => string;

/** Values that come again, as those of a cluster do: hundreds of pods, dozens of nodes, a few codes. */
export function realisticSeries(count: number): Series[] {
  return seriesOf(count, (index) => (beginning, different) => `${beginning}${(index * 7919) % different}`);
}

/** Series in which no value comes again but the name of the metric: the worst that there is. */
export function uniqueSeries(count: number): Series[] {
  return seriesOf(count, (index) => (beginning) => `${beginning}${index}`);
}

function seriesOf(count: number, values: (index: number) => Value): Series[] {
  return Array.from({ length: count }, (_, index) => {
    const value = values(index);
    return {
      __name__: METRICS[index % METRICS.length]!,
      code: value('20', 10),
      container: value('app-', 20),
      instance: `${value('10.0.0.', 250)}:8080`,
      job: value('job-', 10),
      k8s_node: value('node-', 50),
      le: value('0.', 12),
      method: value('GET', 4),
      namespace: value('team-', 30),
      path: value('/api/users/', 500),
      pod: value('web-7d9f8b6c5d-', 400),
      uid: value('9f86d081-884c-4d63-a1b2-', 2000),
    };
  });
}
