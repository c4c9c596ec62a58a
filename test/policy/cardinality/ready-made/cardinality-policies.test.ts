import { CardinalityPolicies, CardinalityProcessors, GaugeMerge, ReadyMadePolicy } from '../../../../lib';

type Labels = { [name: string]: string };

const series = (name: string, labels: Labels = {}): Labels => ({ __name__: name, ...labels });

const POLICIES: [name: string, policy: ReadyMadePolicy][] = [
  ['cadvisor', CardinalityPolicies.cadvisor()],
  ['kubelet', CardinalityPolicies.kubelet()],
  ['apiServer', CardinalityPolicies.apiServer()],
  ['kubeStateMetrics', CardinalityPolicies.kubeStateMetrics()],
  ['nodeExporter', CardinalityPolicies.nodeExporter()],
  ['goRuntime', CardinalityPolicies.goRuntime()],
];

describe.each(POLICIES)('the policy for %s', (_, policy) => {
  test('can act where Prometheus scrapes, and in a collector', () => {
    expect(policy.metricRelabelConfigs().length).toBeGreaterThan(0);
  });

  test('has a reason for everything', () => {
    expect(policy.reasons.every(({ rule, reason }) => rule !== '' && reason !== '')).toBe(true);
    expect(new Set(policy.reasons.map(({ rule }) => rule)).size).toBe(policy.reasons.length);
  });
});

describe('what rules and dashboards of Kubernetes ask for stays', () => {
  const all = POLICIES.map(([, policy]) => policy);
  test.each([
    'container_cpu_usage_seconds_total', 'container_memory_working_set_bytes', 'container_memory_rss', 'container_memory_cache', 'container_oom_events_total',
    'container_cpu_cfs_throttled_periods_total', 'container_cpu_cfs_periods_total', 'container_fs_reads_total', 'container_fs_writes_bytes_total', 'container_processes', 'container_memory_swap',
    'container_network_receive_bytes_total', 'kubelet_running_pods', 'kubelet_pod_worker_duration_seconds_bucket', 'kubelet_runtime_operations_total',
    'kubelet_volume_stats_available_bytes', 'kubelet_pleg_relist_duration_seconds_bucket', 'storage_operation_duration_seconds_count', 'rest_client_requests_total',
    'apiserver_request_total', 'apiserver_current_inflight_requests', 'apiserver_request_terminations_total', 'apiserver_storage_objects',
    'apiserver_client_certificate_expiration_seconds_bucket', 'aggregator_unavailable_apiservice', 'workqueue_depth', 'workqueue_adds_total', 'workqueue_queue_duration_seconds_bucket', 'etcd_request_duration_seconds_count',
    'kube_pod_status_phase', 'kube_pod_status_reason', 'kube_pod_container_status_waiting_reason', 'kube_pod_container_status_last_terminated_reason',
    'kube_pod_container_status_restarts_total', 'kube_pod_container_resource_requests', 'kube_pod_owner', 'kube_pod_info', 'kube_pod_labels', 'kube_node_status_condition',
    'kube_deployment_status_replicas_available', 'kube_replicaset_owner', 'kube_replicaset_spec_replicas', 'kube_job_failed', 'kube_persistentvolumeclaim_info', 'kube_namespace_labels',
    'node_cpu_seconds_total', 'node_memory_MemAvailable_bytes', 'node_filesystem_avail_bytes', 'node_network_receive_bytes_total', 'node_network_up', 'node_disk_io_time_seconds_total',
    'node_load1', 'node_scrape_collector_success', 'node_textfile_scrape_error', 'node_timex_sync_status', 'node_md_disks', 'node_bonding_slaves', 'node_bonding_active', 'node_vmstat_pgmajfault', 'node_nf_conntrack_entries',
    'go_goroutines', 'go_gc_duration_seconds', 'go_memstats_heap_inuse_bytes', 'go_memstats_alloc_bytes', 'go_info', 'process_resident_memory_bytes',
  ])('%s', (name) => {
    const labels = series(name, { namespace: 'shop', pod: 'cart-1', id: '/kubepods/x', device: 'eth0', fstype: 'ext4', mountpoint: '/', interface: 'eth0' });
    for (const policy of all) {
      expect(policy.apply(labels)).toEqual(labels);
    }
  });

  test.each(['1', '1.0', '5', '30.0', '+Inf'])('the objectives of the API server: %s', (le) => {
    for (const name of ['apiserver_request_sli_duration_seconds_bucket', 'apiserver_request_slo_duration_seconds_bucket', 'apiserver_request_duration_seconds_bucket']) {
      expect(CardinalityPolicies.apiServer().apply(series(name, { le }))).toEqual(series(name, { le }));
    }
  });
});

describe('what nobody asks for goes', () => {
  test.each<[string, ReadyMadePolicy, Labels]>([
    ['a control group above pods', CardinalityPolicies.cadvisor(), series('container_memory_rss', { id: '/system.slice' })],
    ['an interface of the pod network', CardinalityPolicies.cadvisor(), series('container_network_receive_bytes_total', { interface: 'cali1a2b', pod: 'a' })],
    ['failures of children', CardinalityPolicies.cadvisor(), series('container_memory_failures_total', { scope: 'hierarchy', pod: 'a' })],
    ['a container specification', CardinalityPolicies.cadvisor(), series('container_spec_cpu_quota', { pod: 'a' })],
    ['a middle bucket of volumes', CardinalityPolicies.kubelet(), series('storage_operation_duration_seconds_bucket', { le: '0.25' })],
    ['requests by path', CardinalityPolicies.kubelet(), series('kubelet_http_requests_duration_seconds_bucket', { path: 'exec' })],
    ['buckets of etcd', CardinalityPolicies.apiServer(), series('etcd_request_duration_seconds_bucket', { le: '1' })],
    ['a middle bucket of requests', CardinalityPolicies.apiServer(), series('apiserver_request_duration_seconds_bucket', { le: '1.25' })],
    ['names of Secrets', CardinalityPolicies.kubeStateMetrics(), series('kube_secret_info', { secret: 'a' })],
    ['a mount of a pod', CardinalityPolicies.nodeExporter(), series('node_filesystem_avail_bytes', { mountpoint: '/var/lib/kubelet/pods/x/volumes', fstype: 'ext4' })],
    ['a file system in memory', CardinalityPolicies.nodeExporter(), series('node_filesystem_avail_bytes', { mountpoint: '/tmp', fstype: 'tmpfs' })],
    ['a bridge', CardinalityPolicies.nodeExporter(), series('node_network_receive_bytes_total', { device: 'veth1' })],
    ['the scheduler of Go', CardinalityPolicies.goRuntime(), series('go_sched_latencies_seconds_bucket', { le: '1' })],
  ])('%s', (_, policy, labels) => {
    expect(policy.apply(labels)).toBeUndefined();
  });

  test('what changes with every restart leaves its series', () => {
    const policy = CardinalityPolicies.kubeStateMetrics();
    expect(policy.apply(series('kube_pod_container_info', { pod: 'a', container_id: 'containerd://1', image_id: 'x@sha256:1', image: 'x', uid: 'u' })))
      .toEqual(series('kube_pod_container_info', { pod: 'a', image: 'x' }));
  });
});

describe('labels without an end', () => {
  const policy = CardinalityPolicies.unboundedLabels({ mergeGauges: GaugeMerge.SUM });

  test('go, and queries with them', () => {
    expect(policy.apply(series('http_requests_total', { request_id: 'a1', pod_ip: '10.0.0.1', user_id: '7', url: '/cart?user=7', method: 'GET' })))
      .toEqual(series('http_requests_total', { url: '/cart', method: 'GET' }));
  });

  test('make series one: where nothing merges that is a problem, unless they are unique', () => {
    expect(() => policy.metricRelabelConfigs()).toThrow('dropLabels, mapLabels may make series the same');
    expect(() => CardinalityPolicies.unboundedLabels({ unique: true }).metricRelabelConfigs()).not.toThrow();
    expect(() => CardinalityProcessors.scraped(policy)).not.toThrow();
    expect(() => CardinalityProcessors.scraped(CardinalityPolicies.unboundedLabels())).toThrow('may make gauges the same');
  });
});

test('a ready-made policy takes your own after it', () => {
  const both = CardinalityPolicies.goRuntime().and(CardinalityPolicies.apiServer());
  expect(both.apply(series('go_sched_gomaxprocs_threads'))).toBeUndefined();
  expect(both.apply(series('etcd_request_duration_seconds_bucket', { le: '1' }))).toBeUndefined();
  expect(both.apply(series('apiserver_request_total'))).toEqual(series('apiserver_request_total'));
});
