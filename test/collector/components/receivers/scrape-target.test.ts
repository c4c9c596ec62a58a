import { Duration } from 'cdk8s';
import { PrometheusReceiver } from '../../../../lib/collector/components/receivers/prometheus-receiver';
import { ScrapeTarget } from '../../../../lib/collector/components/receivers/scrape-target';
import { RelabelAction } from '../../../../lib/policy';
import { KubernetesDiscoveryRole, ScrapeConfig, ScrapeScheme } from '../../../../lib/scraping/scrape-config';
import { SecretValue } from '../../../../lib/wiring';
import { problemOf, rendered } from '../../documents';

/** Pods that ask for it are scraped at the port and the path that they name. */
const PODS: ScrapeConfig = {
  jobName: 'pods',
  scrapeInterval: Duration.seconds(30),
  kubernetes: [{ role: KubernetesDiscoveryRole.POD, ownNodeOnly: true }],
  relabelConfigs: [
    { action: RelabelAction.KEEP, sourceLabels: ['__meta_kubernetes_pod_annotation_prometheus_io_scrape'], regex: 'true' },
    { sourceLabels: ['__meta_kubernetes_pod_annotation_prometheus_io_path'], regex: '(.+)', targetLabel: '__metrics_path__' },
    {
      sourceLabels: ['__address__', '__meta_kubernetes_pod_annotation_prometheus_io_port'],
      regex: '([^:]+)(?::\\d+)?;(\\d+)',
      replacement: '$1:$2',
      targetLabel: '__address__',
    },
    { action: RelabelAction.LABELMAP, regex: '__meta_kubernetes_pod_label_(.+)' },
    { sourceLabels: ['__meta_kubernetes_namespace'], targetLabel: 'namespace' },
  ],
};

const WEB = {
  __address__: '10.0.0.7:8080',
  __meta_kubernetes_namespace: 'shop',
  __meta_kubernetes_pod_label_app: 'web',
  __meta_kubernetes_pod_annotation_prometheus_io_scrape: 'true',
  __meta_kubernetes_pod_annotation_prometheus_io_port: '9102',
};

/** The entry of the configuration that the collector reads. */
function written(job: ScrapeConfig): unknown {
  return (rendered(new PrometheusReceiver({ scrapeConfigs: [job] })) as { config: { scrape_configs: unknown[] } }).config.scrape_configs[0];
}

describe('a scrape target', () => {
  test.each([
    ['a job', ScrapeTarget.of(PODS, WEB)],
    ['what the library writes for the collector', ScrapeTarget.fromCollector(written(PODS), WEB)],
  ])('comes of %s', (_, target) => {
    expect(target?.url).toBe('http://10.0.0.7:9102/metrics');
    expect(target?.labels).toEqual({ job: 'pods', instance: '10.0.0.7:9102', namespace: 'shop', app: 'web' });
    expect(target?.interval.toSeconds()).toBe(30);
    expect(target?.timeout.toSeconds()).toBe(10);
  });

  test('is none when the rules drop it', () => {
    expect(ScrapeTarget.of(PODS, { ...WEB, __meta_kubernetes_pod_annotation_prometheus_io_scrape: 'false' })).toBeUndefined();
    expect(ScrapeTarget.fromCollector(written(PODS), { __address__: '10.0.0.7:8080' })).toBeUndefined();
  });

  test('is scraped over HTTPS when its job verifies certificates', () => {
    expect(ScrapeTarget.of({ jobName: 'a', clusterCa: true }, WEB)?.url).toBe('https://10.0.0.7:8080/metrics');
    expect(ScrapeTarget.of({ jobName: 'a', scheme: ScrapeScheme.HTTP }, WEB)?.url).toBe('http://10.0.0.7:8080/metrics');
  });

  test('comes of what Prometheus reads: single dollar signs, and nothing is a variable', () => {
    const job = { job_name: 'pods', relabel_configs: [{ source_labels: ['__address__'], regex: '(.+):.+', target_label: 'host', replacement: '${1}' }] };

    expect(ScrapeTarget.fromPrometheus(job, WEB)?.labels.host).toBe('10.0.0.7');
    expect(problemOf(() => ScrapeTarget.fromCollector(job, WEB))).toMatchObject({ path: 'ScrapeTarget', what: 'the value of ${1} is not known' });
  });

  test('asks for the variables that are read, and for no others', () => {
    const job = { job_name: '${env:JOB}', basic_auth: { username: '${env:USER}', password: '${env:PASSWORD}' } };

    expect(ScrapeTarget.fromCollector(job, WEB, { JOB: 'pods' })?.labels.job).toBe('pods');
    expect(problemOf(() => ScrapeTarget.fromCollector(job, WEB))).toMatchObject({ what: 'the value of ${env:JOB} is not known' });
  });

  test('has secrets in its parameters', () => {
    const job: ScrapeConfig = { jobName: 'a', extra: { params: { key: [SecretValue.fromSecret('web', 'key')], price: ['5$'] } } };

    expect(ScrapeTarget.of(job, WEB, { WEB_KEY: 's3cret' })?.url).toBe('http://10.0.0.7:8080/metrics?key=s3cret&price=5%24');
  });
});
