import * as YAML from 'yaml';
import { manifestsIn } from './written';
import { Relabeling, ScrapeTarget } from '../../lib';
import { at, find } from '../manifests';

/* Both ends of each connection are asked what they were written to do. */

const manifests = manifestsIn('exporters');
const configuration = YAML.parse((find(manifests, 'ConfigMap', 'prometheus-config').data as Record<string, string>)['prometheus.yaml']) as unknown;

function job(name: string): unknown {
  return (at(configuration, 'scrape_configs') as { job_name: string }[]).find((each) => each.job_name === name);
}

/** Every declared port of the pods of a workload, as discovery sees them. */
function targets(jobName: string, kind: string): (ScrapeTarget | undefined)[] {
  const { metadata, spec } = at(find(manifests, kind, jobName), 'spec.template') as { metadata: { labels: Record<string, string> }; spec: { containers: { name: string; ports: { name: string; containerPort: number; protocol: string }[] }[] } };
  const selector = at(job(jobName), 'kubernetes_sd_configs.0.selectors.0.label') as string;
  expect(selector.split(',').every((term) => metadata.labels[term.split('=')[0]] === term.split('=')[1])).toBe(true);
  return spec.containers.flatMap(({ name, ports }) => ports.map((port) => ScrapeTarget.fromPrometheus(job(jobName), {
    __address__: `10.0.0.7:${port.containerPort}`,
    __meta_kubernetes_namespace: 'monitoring',
    __meta_kubernetes_pod_name: `${jobName}-x2x4z`,
    __meta_kubernetes_pod_node_name: 'node-1',
    __meta_kubernetes_pod_phase: 'Running',
    __meta_kubernetes_pod_container_name: name,
    __meta_kubernetes_pod_container_port_name: port.name,
    __meta_kubernetes_pod_container_port_number: String(port.containerPort),
    __meta_kubernetes_pod_container_port_protocol: port.protocol,
  })));
}

test('both ports of kube-state-metrics are scraped, under names that outlive its pod', () => {
  expect(targets('kube-state-metrics', 'Deployment').map((target) => [target?.url, target?.labels])).toEqual([
    ['http://10.0.0.7:8080/metrics', { job: 'kube-state-metrics', instance: 'kube-state-metrics:8080' }],
    ['http://10.0.0.7:8081/metrics', { job: 'kube-state-metrics', instance: 'kube-state-metrics:8081' }],
  ]);
});

test('each node is scraped four times a minute, under its own name', () => {
  const [target] = targets('node-exporter', 'DaemonSet');
  expect(target?.labels).toMatchObject({ job: 'node-exporter', instance: 'node-1', node: 'node-1', pod: 'node-exporter-x2x4z' });
  expect(target?.interval.toSeconds()).toBe(15);
});

test('Prometheus may find both in their namespace, and reads no other', () => {
  expect(manifests.filter(({ kind, metadata }) => /Role$/.test(kind) && metadata.name.includes('prometheus')).map(({ kind, metadata }) => `${kind} ${metadata.namespace}`)).toEqual(['Role monitoring']);
});

test('kube-state-metrics reads no Secret and no ConfigMap, and lets in Prometheus alone', () => {
  const rules = find(manifests, 'ClusterRole', 'monitoring-kube-state-metrics').rules as { resources: string[] }[];
  expect(rules.flatMap(({ resources }) => resources).filter((resource) => ['secrets', 'configmaps'].includes(resource))).toEqual([]);
  expect(at(find(manifests, 'NetworkPolicy', 'kube-state-metrics'), 'spec.ingress')).toMatchObject([{
    from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } } }], ports: [{ port: 8080 }, { port: 8081 }],
  }]);
});

test('what pods fail of passes, by exporter and scrape', () => {
  const denied = new RegExp((at(find(manifests, 'Deployment'), 'spec.template.spec.containers.0.args') as string[]).find((each) => each.startsWith('--metric-denylist='))!.slice('--metric-denylist='.length));
  const rules = Relabeling.fromPrometheus(at(job('kube-state-metrics'), 'metric_relabel_configs'));
  const series = { __name__: 'kube_pod_container_status_last_terminated_reason', namespace: 'shop', pod: 'web-0', container: 'app', reason: 'OOMKilled' };
  expect(denied.test(series.__name__)).toBe(false);
  expect(rules.apply({ ...series, uid: '1' })).toEqual(series);
  expect(denied.test('kube_replicaset_created')).toBe(true);
});
