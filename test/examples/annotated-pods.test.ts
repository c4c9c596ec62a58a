import { collectorIn, manifestsIn } from './written';
import { Relabeling, ScrapeTarget } from '../../lib';
import { at, find } from '../manifests';
import { discoveredPod } from '../scraping/discovered';

/* Scraping is asserted by what the rules that were written do, not by how they are written. */

const manifests = manifestsIn('annotated-pods');
const collector = collectorIn(manifests, 'scraper-config');
const jobs = at(collector, 'receivers.prometheus.config.scrape_configs') as object[];

/** A port of a running pod whose container is not known, with the annotations `prometheus.io/…` that the pod has. */
function scraped(annotations: Record<string, string>, others: Record<string, string> = {}): ScrapeTarget | undefined {
  const pod = discoveredPod(annotations, { __meta_kubernetes_pod_container_name: '', ...others });
  return jobs.map((job) => ScrapeTarget.fromCollector(job, pod)).find((target) => target !== undefined);
}

test('a pod of the shop that asks for it is scraped at each of its ports, four times a minute', () => {
  const target = scraped({ scrape: 'true' });
  expect(target?.url).toBe('http://10.0.0.7:8080/metrics');
  expect(target?.labels).toEqual({ job: 'annotated-pods', instance: '10.0.0.7:8080', namespace: 'shop', pod: 'web-0', node: 'node-1' });
  expect(target?.interval.toSeconds()).toBe(15);
});

test('a pod chooses its tier, and those of others are in the usual one', () => {
  const other = { __meta_kubernetes_namespace: 'blog' };
  const seconds = [scraped({ scrape: 'true', tier: 'development' }), scraped({ scrape: 'true' }, other), scraped({ scrape: 'true', tier: 'critical' }, other)];
  expect(seconds.map((target) => target?.interval.toSeconds())).toEqual([300, 60, 15]);
});

test('a pod says where, and how', () => {
  expect(scraped({ scrape: 'true', port: '9102' })?.url).toBe('http://10.0.0.7:9102/metrics');
  expect(scraped({ scrape: 'true', path: '/actuator/prometheus' })?.url).toBe('http://10.0.0.7:8080/actuator/prometheus');
  expect(scraped({ scrape: 'true', path: 'stats' })?.url).toBe('http://10.0.0.7:8080/stats');
  expect(scraped({ scrape: 'true', scheme: 'https' })?.url).toBe('https://10.0.0.7:8080/metrics');
  expect(scraped({ scrape: 'true', port: '9102' }, { __meta_kubernetes_pod_ip: 'fd00::7' })?.url).toBe('http://[fd00::7]:9102/metrics');
});

test('the container of a declared port is known', () => {
  expect(scraped({ scrape: 'true' }, { __meta_kubernetes_pod_container_name: 'app' })?.labels.container).toBe('app');
  expect(scraped({ scrape: 'true', port: '8080' }, { __meta_kubernetes_pod_container_name: 'app' })?.labels).not.toHaveProperty('container');
});

test('with a port, all ports and containers of a pod are one target', () => {
  const one = scraped({ scrape: 'true', port: '9102' });
  const sidecar = { __address__: '10.0.0.7:15090', __meta_kubernetes_pod_container_name: 'proxy', __meta_kubernetes_pod_container_port_number: '15090' };
  const undeclared = { __address__: '10.0.0.7', __meta_kubernetes_pod_container_port_number: '', __meta_kubernetes_pod_container_port_protocol: '' };
  expect([sidecar, undeclared].map((other) => scraped({ scrape: 'true', port: '9102' }, other))).toEqual([one, one]);
});

test.each<[string, Record<string, string>, Record<string, string>]>([
  ['does not ask for it', {}, {}],
  ['asks not to be', { scrape: 'false' }, {}],
  ['has ended', { scrape: 'true' }, { __meta_kubernetes_pod_phase: 'Succeeded' }],
  ['is still being initialised', { scrape: 'true' }, { __meta_kubernetes_pod_container_init: 'true' }],
  ['names no port', { scrape: 'true' }, { __address__: '10.0.0.7', __meta_kubernetes_pod_container_port_number: '', __meta_kubernetes_pod_container_port_protocol: '' }],
  ['speaks UDP', { scrape: 'true' }, { __meta_kubernetes_pod_container_port_protocol: 'UDP' }],
])('a pod, or a port of one, that %s is not scraped', (_, annotations, others) => {
  expect(scraped(annotations, others)).toBeUndefined();
});

test('series about the scraped program itself are dropped, others are left alone', () => {
  const series = Relabeling.fromCollector(at(jobs[0], 'metric_relabel_configs'));
  expect(series.apply({ __name__: 'go_gc_duration_seconds', quantile: '0.5' })).toBeUndefined();
  expect(series.apply({ __name__: 'go_goroutines' })).toEqual({ __name__: 'go_goroutines' });
});

test('a scraper may use 384 MiB, is not root, and has the credential and the authority of the vendor', () => {
  const pod = at(find(manifests, 'DaemonSet'), 'spec.template.spec');
  expect(at(pod, 'containers.0.resources.limits.memory')).toBe('384Mi');
  expect(at(pod, 'containers.0.env')).toContainEqual({ name: 'GOMEMLIMIT', value: '307MiB' });
  expect(at(pod, 'securityContext.runAsNonRoot')).toBe(true);
  expect(at(collector, 'exporters.otlp_grpc/metrics-vendor')).toMatchObject({
    headers: { authorization: 'Bearer ${env:METRICS_VENDOR_TOKEN}' },
    tls: { ca_file: '/etc/observability/config-map/metrics-vendor-ca/ca.crt', insecure: false },
  });
});
