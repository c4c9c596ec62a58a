import { Relabeling, ScrapeTarget } from '../../lib';
import { at, find } from '../manifests';
import { collectorIn, manifestsIn, stackIn } from './written';

const manifests = manifestsIn('production-stack');
const [agent, gateway, cluster] = ['agent-config', 'gateway-config', 'cluster-config'].map((name) => collectorIn(manifests, name));
const container = (kind: string, name: string) => at(find(manifests, kind, name), 'spec.template.spec.containers.0');

test.each([
  ['DaemonSet', 'agent', '512Mi', '409MiB'],
  ['StatefulSet', 'gateway', '1Gi', '819MiB'],
  ['Deployment', 'cluster', '512Mi', '409MiB'],
])('%s %s may use %s, and the Go runtime knows it', (kind, name, memory, goMemory) => {
  expect(at(container(kind, name), 'resources.requests.memory')).toBe(memory);
  expect(at(container(kind, name), 'resources.limits.memory')).toBe(memory);
  expect(at(container(kind, name), 'env')).toContainEqual({ name: 'GOMEMLIMIT', value: goMemory });
});

test('everything passes the gateway, and waits on its volume while a destination is down', () => {
  expect(at(agent, 'exporters.otlp_grpc/gateway.endpoint')).toBe('gateway.observability.svc:4317');
  expect(at(cluster, 'exporters.otlp_grpc/gateway.endpoint')).toBe('gateway.observability.svc:4317');
  for (const exporter of ['otlp_grpc/tracing-vendor', 'otlp_http/loki', 'otlp_grpc/thanos-queue']) {
    expect(at(gateway, `exporters.${exporter}.sending_queue.storage`)).toMatch(/^file_storage\//);
  }
  expect(at(find(manifests, 'StatefulSet'), 'spec.volumeClaimTemplates.0.spec.resources.requests.storage')).toBe('20Gi');
});

test('agents remember what they read, and what they cannot send, on the disk of their node', () => {
  expect(at(agent, 'receivers.file_log/containers.storage')).toBe('file_storage/positions');
  expect(at(agent, 'exporters.otlp_grpc/gateway.sending_queue.storage')).toBe('file_storage/gateway');
  expect(at(find(manifests, 'DaemonSet'), 'spec.template.spec.volumes')).toContainEqual({
    name: 'state', hostPath: { path: '/var/lib/otelcol/observability-agent', type: 'DirectoryOrCreate' },
  });
});

test('agents scrape annotated pods twice a minute, and those of the bank twice as often', () => {
  const [critical, standard] = at(agent, 'receivers.prometheus.config.scrape_configs') as unknown[];
  const pod = {
    __address__: '10.0.0.7:8443',
    __meta_kubernetes_namespace: 'shop',
    __meta_kubernetes_pod_name: 'web-0',
    __meta_kubernetes_pod_node_name: 'node-1',
    __meta_kubernetes_pod_container_port_number: '8443',
    __meta_kubernetes_pod_annotation_prometheus_io_scrape: 'true',
    __meta_kubernetes_pod_annotation_prometheus_io_scheme: 'https',
  };
  const banking = { ...pod, __meta_kubernetes_namespace: 'bank' };
  const annotated = ScrapeTarget.fromCollector(standard, pod);
  expect(annotated).toMatchObject({ url: 'https://10.0.0.7:8443/metrics', labels: { namespace: 'shop', pod: 'web-0', node: 'node-1' } });
  expect([annotated, ScrapeTarget.fromCollector(critical, banking)].map((target) => target?.interval.toSeconds())).toEqual([30, 15]);
  expect([ScrapeTarget.fromCollector(critical, pod), ScrapeTarget.fromCollector(standard, banking)]).toEqual([undefined, undefined]);
});

test('agents scrape cAdvisor by the name of its node', () => {
  const cadvisor = (at(agent, 'receivers.prometheus.config.scrape_configs') as unknown[])[2];
  expect(ScrapeTarget.fromCollector(cadvisor, { __address__: '192.0.2.1:10250', __meta_kubernetes_node_name: 'node-1' })).toMatchObject({
    url: 'https://192.0.2.1:10250/metrics/cadvisor', labels: { job: 'cadvisor', node: 'node-1' },
  });
});

test('agents drop what nobody asks of cAdvisor, and add up what labels without an end would keep apart', () => {
  const jobs = at(agent, 'receivers.prometheus.config.scrape_configs') as { metric_relabel_configs: unknown }[];
  for (const { metric_relabel_configs: rules } of jobs) {
    expect(Relabeling.fromCollector(rules).apply({ __name__: 'container_spec_cpu_quota', pod: 'web-0' })).toBeUndefined();
    expect(Relabeling.fromCollector(rules).apply({ __name__: 'container_memory_rss', pod: 'web-0' })).toBeDefined();
  }
  expect(at(agent, 'service.pipelines.metrics/prometheus')).toMatchObject({ receivers: ['prometheus'], exporters: ['forward/prometheus'] });
});

test('memory is protected first in every pipeline that takes something in', () => {
  for (const collector of [agent, cluster]) {
    const pipelines = at(collector, 'service.pipelines') as Record<string, { processors: string[] }>;
    expect(Object.values(pipelines).map(({ processors }) => processors[0])).toEqual(Object.keys(pipelines).map(() => 'memory_limiter'));
  }
});

test('only agents run as root, and without a capability', () => {
  expect(at(container('DaemonSet', 'agent'), 'securityContext')).toMatchObject({ runAsUser: 0, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true });
  expect(at(container('StatefulSet', 'gateway'), 'securityContext.runAsNonRoot')).toBe(true);
  expect(at(container('Deployment', 'cluster'), 'securityContext.runAsNonRoot')).toBe(true);
});

test('each may read what it needs, and nobody may write but the lease', () => {
  const verbs = manifests.filter(({ kind }) => kind === 'ClusterRole').flatMap(({ rules }) => (rules as { verbs: string[] }[]).flatMap((rule) => rule.verbs));
  expect([...new Set(verbs)].sort()).toEqual(['get', 'list', 'watch']);
  expect(manifests.filter(({ kind }) => kind === 'Role').map(({ metadata, rules }) => [metadata.name, rules])).toEqual([
    ['cluster', [{ apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['get', 'create', 'update'] }]],
  ]);
});

test('the bucket is private and protected from terraform destroy', () => {
  const stack = stackIn('production-stack', 'storage');
  expect(at(stack, 'resource.aws_s3_bucket.metrics_bucket')).toMatchObject({ bucket: 'acme-production-metrics', lifecycle: { prevent_destroy: true } });
  expect(at(stack, 'resource.aws_s3_bucket_public_access_block.metrics_public_access_block')).toMatchObject({ restrict_public_buckets: true });
});
