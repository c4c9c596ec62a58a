import { RelabelConfig, ScrapeConfig, ScrapeTarget } from '../../lib';

/** A port of a running pod as discovery sees it, with annotations `prometheus.io/…`. Labels without a value are left out. */
export function discoveredPod(annotations: Record<string, string> = {}, others: Record<string, string> = {}): Record<string, string> {
  return present({
    __address__: '10.0.0.7:8080',
    __meta_kubernetes_namespace: 'shop',
    __meta_kubernetes_pod_name: 'web-0',
    __meta_kubernetes_pod_node_name: 'node-1',
    __meta_kubernetes_pod_ip: '10.0.0.7',
    __meta_kubernetes_pod_phase: 'Running',
    __meta_kubernetes_pod_container_init: 'false',
    __meta_kubernetes_pod_container_name: 'app',
    __meta_kubernetes_pod_container_port_name: 'metrics',
    __meta_kubernetes_pod_container_port_number: '8080',
    __meta_kubernetes_pod_container_port_protocol: 'TCP',
    ...prefixed('__meta_kubernetes_pod_annotation_prometheus_io_', annotations),
    ...others,
  });
}

/** A port of a Service at a pod behind it, as discovery sees it, with annotations `prometheus.io/…` of the Service. */
export function discoveredEndpoint(annotations: Record<string, string> = {}, others: Record<string, string> = {}): Record<string, string> {
  return present({
    ...discoveredPod(),
    __meta_kubernetes_service_name: 'web',
    __meta_kubernetes_endpointslice_port: '8080',
    __meta_kubernetes_endpointslice_port_name: 'http-metrics',
    __meta_kubernetes_endpointslice_port_protocol: 'TCP',
    __meta_kubernetes_endpointslice_endpoint_node_name: 'node-1',
    ...prefixed('__meta_kubernetes_service_annotation_prometheus_io_', annotations),
    ...others,
  });
}

/** What jobs make of it. */
export function targetsOf(jobs: readonly ScrapeConfig[], discovered: Record<string, string>): ScrapeTarget[] {
  return jobs.flatMap((job) => ScrapeTarget.of(job, discovered) ?? []);
}

/** A job whose only rules are these. */
export function jobWith(relabelConfigs: RelabelConfig[]): ScrapeConfig {
  return { jobName: 'test', staticTargets: [{ targets: ['web:80'] }], relabelConfigs };
}

function prefixed(prefix: string, labels: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [`${prefix}${name}`, value]));
}

function present(labels: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== ''));
}
