/** Rules and a dashboard as a platform has them, each with what it needs. */

/** What an expression needs by name. */
interface Needs {
  readonly metrics?: readonly string[];
  readonly labels?: readonly string[];
  /** Series that rules of these records write. */
  readonly records?: readonly string[];
}

export interface Known extends Needs {
  /** As a breakage calls it. */
  readonly where: string;
}

type Rule = readonly [name: string, expr: string, needs: Needs, more?: { readonly labels?: object; readonly annotations?: object }];

const RECORDS: readonly Rule[] = [
  ['namespace_pod:cpu:rate5m', 'sum by (cluster, namespace, pod) (rate(container_cpu_usage_seconds_total{job="kubelet", image!=""}[5m]))',
    { metrics: ['container_cpu_usage_seconds_total'], labels: ['cluster', 'namespace', 'pod', 'job', 'image'] }],
  ['node_namespace_pod:memory:bytes', 'container_memory_working_set_bytes{job="kubelet", container!=""} * on (namespace, pod) group_left (node) topk by (namespace, pod) (1, max by (namespace, pod, node) (kube_pod_info{node!=""}))',
    { metrics: ['container_memory_working_set_bytes', 'kube_pod_info'], labels: ['namespace', 'pod', 'node', 'job', 'container'] }],
  ['namespace:memory_requests:sum', 'sum by (namespace) (sum by (namespace, pod) (max by (namespace, pod, container) (kube_pod_container_resource_requests{resource="memory", job="kube-state-metrics"})) * on (namespace, pod) group_left () max by (namespace, pod) (kube_pod_status_phase{phase=~"Pending|Running"} == 1))',
    { metrics: ['kube_pod_container_resource_requests', 'kube_pod_status_phase'], labels: ['namespace', 'pod', 'container', 'resource', 'job', 'phase'] }],
  ['instance:node_cpu:ratio', '1 - avg without (cpu) (sum without (mode) (rate(node_cpu_seconds_total{job="node", mode=~"idle|iowait|steal"}[5m])))', { metrics: ['node_cpu_seconds_total'], labels: ['job', 'mode'] }],
  ['instance:node_num_cpu:sum', 'count without (cpu, mode) (node_cpu_seconds_total{job="node", mode="idle"})', { metrics: ['node_cpu_seconds_total'], labels: ['job', 'mode'] }],
  ['instance:node_memory:ratio', '1 - (node_memory_MemAvailable_bytes{job="node"} or (node_memory_Buffers_bytes{job="node"} + node_memory_MemFree_bytes{job="node"})) / node_memory_MemTotal_bytes{job="node"}',
    { metrics: ['node_memory_MemAvailable_bytes', 'node_memory_Buffers_bytes', 'node_memory_MemFree_bytes', 'node_memory_MemTotal_bytes'], labels: ['job'] }],
  ['workload:pod_owner', 'label_replace(kube_pod_owner{owner_kind="ReplicaSet"}, "workload", "$1", "owner_name", "(.*)-[a-z0-9]+")', { metrics: ['kube_pod_owner'], labels: ['owner_kind', 'owner_name'] }, { labels: { workload_type: 'deployment' } }],
  ['workload:pod_owner', 'label_replace(kube_pod_owner{owner_kind="DaemonSet"}, "workload", "$1", "owner_name", "(.*)")', { metrics: ['kube_pod_owner'], labels: ['owner_kind', 'owner_name'] }, { labels: { workload_type: 'daemonset' } }],
  ['apiserver:requests:rate5m', 'sum by (verb, code) (rate(apiserver_request_total{job="apiserver", verb=~"GET|LIST"}[5m]))', { metrics: ['apiserver_request_total'], labels: ['verb', 'code', 'job'] }],
  ['apiserver:errors:ratio', 'sum(apiserver:requests:rate5m{code=~"5.."}) / sum(apiserver:requests:rate5m)', { records: ['apiserver:requests:rate5m'], labels: ['code'] }],
  ['apiserver:latency:p99', 'histogram_quantile(0.99, sum by (le, verb) (rate(apiserver_request_duration_seconds_bucket{subresource!="log"}[5m])))', { metrics: ['apiserver_request_duration_seconds_bucket'], labels: ['verb', 'subresource'] }],
  ['http:requests:rate5m', 'rate(http_requests_total[5m])', { metrics: ['http_requests_total'] }],
];

const shows = (...labels: string[]) => ({ annotations: { description: labels.map((label) => `{{ $labels.${label} }}`).join('/') } });

const ALERTS: readonly Rule[] = [
  ['PodCrashLooping', 'max_over_time(kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff"}[5m]) >= 1', { metrics: ['kube_pod_container_status_waiting_reason'], labels: ['reason', 'namespace', 'pod', 'container'] }, shows('namespace', 'pod', 'container')],
  ['PodNotReady', 'sum by (namespace, pod) (kube_pod_status_phase{phase=~"Pending|Unknown"} * on (namespace, pod) group_left (owner_kind) max by (namespace, pod, owner_kind) (kube_pod_owner{owner_kind!="Job"})) > 0',
    { metrics: ['kube_pod_status_phase', 'kube_pod_owner'], labels: ['namespace', 'pod', 'phase', 'owner_kind'] }],
  ['DeploymentMismatch', 'kube_deployment_spec_replicas > kube_deployment_status_replicas_available and changes(kube_deployment_status_replicas_updated[10m]) == 0',
    { metrics: ['kube_deployment_spec_replicas', 'kube_deployment_status_replicas_available', 'kube_deployment_status_replicas_updated'], labels: ['namespace', 'deployment'] }, shows('namespace', 'deployment')],
  ['JobFailed', 'kube_job_failed{job="kube-state-metrics"} > 0', { metrics: ['kube_job_failed'], labels: ['job', 'job_name'] }, shows('job_name')],
  ['CpuOvercommit', 'sum(kube_pod_container_resource_requests{resource="cpu"}) - (sum(kube_node_status_allocatable{resource="cpu"}) - max(kube_node_status_allocatable{resource="cpu"})) > 0',
    { metrics: ['kube_pod_container_resource_requests', 'kube_node_status_allocatable'], labels: ['resource'] }],
  ['QuotaFull', 'kube_resourcequota{type="used"} / ignoring (instance, job, type) (kube_resourcequota{type="hard"} > 0) > 0.9', { metrics: ['kube_resourcequota'], labels: ['type', 'resource'] }, shows('resource')],
  ['CpuThrottled', 'sum by (container, pod, namespace) (increase(container_cpu_cfs_throttled_periods_total{container!=""}[5m])) / sum by (container, pod, namespace) (increase(container_cpu_cfs_periods_total[5m])) > 0.25',
    { metrics: ['container_cpu_cfs_throttled_periods_total', 'container_cpu_cfs_periods_total'], labels: ['container', 'pod', 'namespace'] }],
  ['MemoryNearNode', 'sum by (node) (node_namespace_pod:memory:bytes) > 1e11', { records: ['node_namespace_pod:memory:bytes'], labels: ['node'] }],
  ['MemoryOfPod', 'max by (pod, container) (node_namespace_pod:memory:bytes{namespace="shop"}) > 1e9', { records: ['node_namespace_pod:memory:bytes'], labels: ['namespace', 'pod', 'container'] }],
  ['VolumeFull', 'kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes < 0.03 unless on (namespace, persistentvolumeclaim) kube_persistentvolumeclaim_access_mode{access_mode="ReadOnlyMany"} == 1',
    { metrics: ['kubelet_volume_stats_available_bytes', 'kubelet_volume_stats_capacity_bytes', 'kube_persistentvolumeclaim_access_mode'], labels: ['namespace', 'persistentvolumeclaim', 'access_mode'] }],
  ['NodeNotReady', 'kube_node_status_condition{condition="Ready", status="true"} == 0', { metrics: ['kube_node_status_condition'], labels: ['condition', 'status', 'node'] }, { annotations: { summary: '{{ index $labels "node" }}' } }],
  ['NodeUnreachable', 'absent(up{job="kubelet"} == 1)', { metrics: ['up'], labels: ['job'] }],
  ['TargetDown', '100 * count by (cluster, job, service) (up == 0) / count by (cluster, job, service) (up) > 10', { metrics: ['up'], labels: ['cluster', 'job', 'service'] }],
  ['ApiErrors', 'apiserver:errors:ratio > 0.05', { records: ['apiserver:errors:ratio'] }],
  ['ApiSlow', 'apiserver:latency:p99{verb="GET"} > 1', { records: ['apiserver:latency:p99'], labels: ['verb'] }],
  ['CertificateExpires', 'histogram_quantile(0.01, sum without (namespace, service, endpoint) (rate(apiserver_client_certificate_expiration_seconds_bucket{job="apiserver"}[5m]))) < 604800',
    { metrics: ['apiserver_client_certificate_expiration_seconds_bucket'], labels: ['job'] }],
  ['FilesystemFull', 'node_filesystem_avail_bytes{fstype!="", mountpoint!=""} / node_filesystem_size_bytes{fstype!="", mountpoint!=""} < 0.1 and predict_linear(node_filesystem_avail_bytes{fstype!=""}[6h], 86400) < 0 and node_filesystem_readonly{fstype!=""} == 0',
    { metrics: ['node_filesystem_avail_bytes', 'node_filesystem_size_bytes', 'node_filesystem_readonly'], labels: ['fstype', 'mountpoint', 'device', 'instance'] }, shows('device', 'instance')],
  ['NetworkErrors', 'rate(node_network_receive_errs_total[2m]) / rate(node_network_receive_packets_total[2m]) > 0.01', { metrics: ['node_network_receive_errs_total', 'node_network_receive_packets_total'], labels: ['device'] }, shows('device')],
  ['ClockSkew', '(node_timex_offset_seconds > 0.05 and deriv(node_timex_offset_seconds[5m]) >= 0) or (node_timex_offset_seconds < -0.05 and deriv(node_timex_offset_seconds[5m]) <= 0)', { metrics: ['node_timex_offset_seconds'] }],
  ['CpuBusy', 'instance:node_cpu:ratio > 0.95 and on (instance) instance:node_num_cpu:sum > 2', { records: ['instance:node_cpu:ratio', 'instance:node_num_cpu:sum'], labels: ['instance'] }],
  ['MemoryBusy', 'instance:node_memory:ratio > 0.95', { records: ['instance:node_memory:ratio'], labels: ['instance'] }, shows('instance')],
  ['DeploymentCpu', 'sum by (workload) (namespace_pod:cpu:rate5m * on (namespace, pod) group_left (workload) workload:pod_owner{workload_type="deployment"}) > 10',
    { records: ['namespace_pod:cpu:rate5m', 'workload:pod_owner'], labels: ['namespace', 'pod', 'owner_name'] }],
  ['RequestsFailing', 'sum by (service) (http:requests:rate5m{code=~"5.."}) / sum by (service) (http:requests:rate5m) > 0.05', { records: ['http:requests:rate5m'], labels: ['service', 'code'] }],
  ['RequestsOfPath', 'topk by (service) (3, sum by (service, path) (http:requests:rate5m)) > 100', { records: ['http:requests:rate5m'], labels: ['service', 'path'] }],
  ['RequestsSlow', 'sum(rate(http_request_duration_seconds_bucket{le="0.5"}[5m])) / sum(rate(http_request_duration_seconds_count[5m])) < 0.9', { metrics: ['http_request_duration_seconds_bucket', 'http_request_duration_seconds_count'] }],
  ['VersionsDiffer', 'count by (cluster) (count by (git_version, cluster) (label_replace(kubernetes_build_info, "git_version", "$1", "git_version", "(v[0-9]*.[0-9]*).*"))) > 1', { metrics: ['kubernetes_build_info'], labels: ['cluster', 'git_version'] }],
  ['AlertmanagerBehind', 'max_over_time(alertmanager_cluster_members[5m]) < on (namespace, service) group_left () count by (namespace, service) (max_over_time(alertmanager_cluster_members[5m]))', { metrics: ['alertmanager_cluster_members'], labels: ['namespace', 'service', 'pod'] }, shows('pod')],
  ['Inhibitor', 'ALERTS{severity="info"} == 1 unless on (namespace) ALERTS{alertstate="firing"} == 1', {}],
  ['Watchdog', 'vector(1)', {}],
];

/** A panel or a variable. */
type Query = readonly [title: string, expr: string, legend: string, needs: Needs];

const PANELS: readonly Query[] = [
  ['CPU', 'sum by (pod) (namespace_pod:cpu:rate5m{cluster="$cluster", namespace="$namespace"})', '{{pod}}', { records: ['namespace_pod:cpu:rate5m'], labels: ['cluster', 'namespace', 'pod'] }],
  ['Memory', 'sum(container_memory_rss{namespace=~"${namespace:regex}", container!=""}) by (container)', '{{ container }}', { metrics: ['container_memory_rss'], labels: ['namespace', 'container'] }],
  ['Network', 'rate(container_network_receive_bytes_total{namespace="$namespace"}[$__rate_interval])', '{{interface}}', { metrics: ['container_network_receive_bytes_total'], labels: ['namespace', 'interface'] }],
  ['Requests', 'sum by (code) (increase(http_requests_total{service="[[service]]"}[$__range]))', '{{code}}', { metrics: ['http_requests_total'], labels: ['code', 'service'] }],
  ['Latency', 'histogram_quantile($quantile, sum by (le, service) (rate(http_request_duration_seconds_bucket[$__interval])))', '{{service}}', { metrics: ['http_request_duration_seconds_bucket'], labels: ['service'] }],
  ['Nodes', 'instance:node_cpu:ratio * on (instance) group_left (nodename) node_uname_info', '{{nodename}}', { metrics: ['node_uname_info'], records: ['instance:node_cpu:ratio'], labels: ['instance', 'nodename'] }],
];
const VARIABLES: readonly (readonly [name: string, query: string, needs: Needs])[] = [
  ['cluster', 'label_values(up{job="kubelet"}, cluster)', { metrics: ['up'], labels: ['job', 'cluster'] }],
  ['namespace', 'label_values(kube_namespace_status_phase{cluster="$cluster"}, namespace)', { metrics: ['kube_namespace_status_phase'], labels: ['cluster', 'namespace'] }],
  ['service', 'query_result(sum by (service) (http:requests:rate5m))', { records: ['http:requests:rate5m'], labels: ['service'] }],
];

export const RULES = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  spec: {
    groups: [
      { name: 'records', rules: RECORDS.map(([record, expr, , more]) => ({ record, expr, ...more })) },
      { name: 'alerts', rules: ALERTS.map(([alert, expr, , more]) => ({ alert, expr, ...more })) },
    ],
  },
};

export const DASHBOARD = {
  title: 'Services',
  templating: {
    list: [
      { type: 'datasource', name: 'datasource', query: 'prometheus' },
      ...VARIABLES.map(([name, query]) => ({ type: 'query', name, query: { query, refId: name }, datasource: { type: 'prometheus', uid: '${datasource}' } })),
    ],
  },
  panels: PANELS.map(([title, expr, legendFormat]) => ({ title, type: 'timeseries', datasource: { type: 'prometheus', uid: '${datasource}' }, targets: [{ expr, legendFormat }] })),
};

/** Everything that could break. */
export const KNOWN: readonly Known[] = [
  ...RECORDS.map(([name, , needs]) => ({ where: `recording rule ${name} (group records)`, ...needs })),
  ...ALERTS.map(([name, , needs]) => ({ where: `alert ${name} (group alerts)`, ...needs })),
  ...VARIABLES.map(([name, , needs]) => ({ where: `dashboard 'Services', variable '${name}'`, ...needs })),
  ...PANELS.map(([title, , , needs]) => ({ where: `dashboard 'Services', panel '${title}'`, ...needs })),
];
