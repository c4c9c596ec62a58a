import { ScrapeTarget } from '../../lib';
import { at, find } from '../manifests';
import { collectorIn, manifestsIn } from './written';

const manifests = manifestsIn('quickstart');
const collector = collectorIn(manifests, 'agent-config');

test('three signals go to one vendor, with a key that is nowhere in what was written', () => {
  expect(at(collector, 'exporters.otlp_grpc/api-honeycomb-io')).toMatchObject({
    endpoint: 'api.honeycomb.io:443', tls: { insecure: false }, headers: { 'x-honeycomb-team': '${env:HONEYCOMB_API_KEY}' },
  });
  expect(Object.values(at(collector, 'service.pipelines') as Record<string, { exporters: string[] }>).flatMap(({ exporters }) => exporters))
    .toEqual(['otlp_grpc/api-honeycomb-io', 'otlp_grpc/api-honeycomb-io', 'otlp_grpc/api-honeycomb-io']);
  expect(manifests.some(({ kind }) => kind === 'Secret')).toBe(false);
});

test('an agent may use 512 MiB and a core', () => {
  expect(at(find(manifests, 'DaemonSet'), 'spec.template.spec.containers.0.resources.limits')).toEqual({
    'cpu': '1', 'memory': '512Mi', 'ephemeral-storage': '256Mi',
  });
});

test('it reads pods of the cluster, and nothing else', () => {
  expect(find(manifests, 'ClusterRole').rules).toEqual([{ apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] }]);
});

test('a pod of its node that is annotated is scraped, at the port that it names, every minute', () => {
  const job = at(collector, 'receivers.prometheus.config.scrape_configs.0');
  const pod = {
    __address__: '10.0.0.7',
    __meta_kubernetes_namespace: 'shop',
    __meta_kubernetes_pod_name: 'web-0',
    __meta_kubernetes_pod_ip: '10.0.0.7',
    __meta_kubernetes_pod_annotation_prometheus_io_port: '9102',
  };
  const target = ScrapeTarget.fromCollector(job, { ...pod, __meta_kubernetes_pod_annotation_prometheus_io_scrape: 'true' });
  expect(target?.url).toBe('http://10.0.0.7:9102/metrics');
  expect(target?.interval.toSeconds()).toBe(60);
  expect(ScrapeTarget.fromCollector(job, pod)).toBeUndefined();
  expect(at(job, 'kubernetes_sd_configs.0.selectors.0.field')).toBe('spec.nodeName=${env:NODE_NAME}');
});
