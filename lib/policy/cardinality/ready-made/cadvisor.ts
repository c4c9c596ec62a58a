import { ReadyMadeRule } from './ready-made-policy';

/** @see https://github.com/google/cadvisor/blob/master/docs/storage/prometheus.md */
export const CADVISOR: readonly ReadyMadeRule[] = [
  { dropSeries: { labels: { id: '.+', pod: '' } }, reason: 'control groups above pods: what they add up to is asked by pod, or of the node' },
  {
    dropSeries: { metrics: 'container_network_.*', labels: { interface: '(?:cali|cilium|cni|lxc|nodelocaldns|tunl|veth).*' } },
    reason: 'interfaces of the pod network, seen by pods in the network of the host: one for every pod of the node',
  },
  { dropMetrics: 'container_cpu_load_average_10s', reason: 'always 0 unless the load reader of the kubelet is on, which it is not' },
  { dropMetrics: 'container_cpu_(?:system|user)_seconds_total', reason: 'parts of container_cpu_usage_seconds_total' },
  {
    dropMetrics: 'container_fs_(?:io_current|io_time_seconds_total|io_time_weighted_seconds_total|reads_merged_total|sector_reads_total|sector_writes_total|writes_merged_total)',
    reason: 'always 0, or of interest to authors of disk schedulers; one for every device and container',
  },
  { dropMetrics: 'container_memory_mapped_file', reason: 'part of the cache, which stays' },
  { dropMetrics: 'container_(?:file_descriptors|sockets|tasks_state|threads_max)', reason: 'always 0, or a constant of the kernel; tasks_state five times for every container' },
  { dropSeries: { metrics: 'container_memory_failures_total', labels: { scope: 'hierarchy' } }, reason: 'the same once more: a container has no children' },
  { dropMetrics: 'container_network_(?:tcp|tcp6|udp|udp6)_usage_total', reason: 'always 0: the kubelet does not collect them, and sends them all the same' },
  { dropMetrics: 'container_spec_.*', reason: 'requests and limits: kube-state-metrics has them by name' },
];
