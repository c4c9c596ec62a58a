/** What the jobs that the library makes itself do to pods and Services of every shape, asked of the real engine. */
import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { RelabelCase } from './relabel-cases';
import { prometheusDocument } from '../../../lib/prometheus/document-values';
import { ScrapeConfig, ScrapeJobs, ScrapeTier } from '../../../lib/scraping';
import { scrapeJob } from '../../../lib/scraping/scrape-job';

const TIERS = [ScrapeTier.CRITICAL, ScrapeTier.NORMAL, new ScrapeTier('batch', { interval: Duration.minutes(2) })];

/** Jobs that the library makes itself. */
const JOBS: readonly ScrapeConfig[] = [
  ...ScrapeJobs.annotatedPods(),
  ...ScrapeJobs.annotatedPods({ tiers: TIERS, tierDefaults: [{ tier: ScrapeTier.CRITICAL, namespaces: ['shop'], labels: { 'app.kubernetes.io/name': 'web.v2' } }] }),
  ...ScrapeJobs.annotatedServices({ tiers: TIERS, tierDefaults: [{ tier: ScrapeTier.CRITICAL, namespaces: ['shop'] }] }),
  ScrapeJobs.pods({ jobName: 'pods', portName: 'metrics' }),
  ScrapeJobs.endpoints({ jobName: 'endpoints', portName: 'metrics' }),
  ScrapeJobs.kubelet(),
  ScrapeJobs.apiServers(),
];

const SCRAPER = { caller: 'conformance', program: 'Prometheus', interval: Duration.minutes(1), timeout: Duration.seconds(10) };

const some = (...values: string[]): fc.Arbitrary<string | undefined> => fc.constantFrom(undefined, ...values);
const ANNOTATIONS = {
  scrape: fc.constantFrom('true', 'true', 'true', 'false'),
  port: some('9102', '80', 'http'),
  path: some('/stats', 'stats', ''),
  scheme: some('https', 'http', 'ftp'),
  tier: some('critical', 'normal', 'batch', 'urgent', 'a;b'),
  param_module: some('http_2xx', 'é&='),
};

function annotationsOf(kind: string): Record<string, fc.Arbitrary<string | undefined>> {
  return Object.fromEntries(Object.entries(ANNOTATIONS).map(([name, value]) => [`__meta_kubernetes_${kind}_annotation_prometheus_io_${name}`, value]));
}

/** What discovery finds of a pod or Service. */
export const discovered: fc.Arbitrary<Record<string, string>> = fc.record({
  __address__: fc.constantFrom('10.0.0.7:8080', '[fd00::7]:8080', '10.0.0.7'),
  __meta_kubernetes_namespace: fc.constantFrom('shop', 'default', 'blog'),
  __meta_kubernetes_node_name: some('node-1'),
  __meta_kubernetes_pod_name: some('web-0'),
  __meta_kubernetes_pod_ip: some('10.0.0.7', 'fd00::7'),
  __meta_kubernetes_pod_node_name: some('node-1'),
  __meta_kubernetes_pod_phase: fc.constantFrom('Running', 'Running', 'Running', 'Pending', 'Succeeded', 'Failed'),
  __meta_kubernetes_pod_container_init: fc.constantFrom('false', 'false', 'true'),
  __meta_kubernetes_pod_container_name: some('app', 'proxy'),
  __meta_kubernetes_pod_container_port_name: some('metrics', 'http'),
  __meta_kubernetes_pod_container_port_number: some('8080'),
  __meta_kubernetes_pod_container_port_protocol: some('TCP', 'TCP', 'UDP'),
  __meta_kubernetes_pod_label_app_kubernetes_io_name: some('web.v2', 'web-v2'),
  __meta_kubernetes_service_name: some('web', 'kubernetes'),
  __meta_kubernetes_endpointslice_port: some('8080', '8080'),
  __meta_kubernetes_endpointslice_port_name: some('metrics', 'https'),
  __meta_kubernetes_endpointslice_port_protocol: some('TCP', 'UDP'),
  __meta_kubernetes_endpointslice_endpoint_node_name: some('node-2'),
  ...annotationsOf('pod'),
  ...annotationsOf('service'),
}).map((labels) => Object.fromEntries(Object.entries(labels).filter((entry): entry is [string, string] => entry[1] !== undefined)));

/** The jobs as they stand in a `prometheus.yaml`, but for what relabelling does not read: how targets are found, and what they are shown. */
export const readyMadeJobs: ReadonlyArray<{ readonly [key: string]: unknown }> = JOBS
  .map(({ kubernetes: _, serviceAccountToken: __, clusterCa: ___, ...job }) => prometheusDocument(scrapeJob(job, SCRAPER)) as { [key: string]: unknown });

/** A job of the library, and what discovery found. */
export const readyMadeJob: fc.Arbitrary<RelabelCase> = fc.record({ scrape: fc.constantFrom(...readyMadeJobs), labels: discovered });
