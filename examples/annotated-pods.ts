/**
 * A DaemonSet that scrapes the annotated pods of its own node and sends them by OTLP, with a credential from a Secret, to an endpoint whose
 * certificate is signed by an authority of one's own. It reads no files, so it does not run as root.
 */
import { Chart, Size } from 'cdk8s';
import { CollectorDaemonSet, FileSource, ObservabilityApp, OtlpEndpoint, RelabelAction, ScrapeTier, SecretValue, Tls } from 'cdk8s-observability';

const app = new ObservabilityApp();
const chart = new Chart(app, 'scraping', { namespace: 'scraping' });

new CollectorDaemonSet(chart, 'scraper', {
  cluster: { name: 'prod-us-east-1', region: 'us-east-1', environment: 'production' },
  podScraping: {
    // prometheus.io/tier: critical; pods of the shop are, unless they say otherwise
    tiers: [ScrapeTier.CRITICAL, ScrapeTier.NORMAL, ScrapeTier.DEVELOPMENT],
    tierDefaults: [{ tier: ScrapeTier.CRITICAL, namespaces: ['shop'] }],
    sampleLimit: 20_000,
    metricRelabelConfigs: [{ sourceLabels: ['__name__'], regex: 'go_gc_.*|promhttp_.*', action: RelabelAction.DROP }],
  },
  kubernetesMetadata: { labels: [{ key: 'app.kubernetes.io/name', tagName: 'app' }] },
  destination: OtlpEndpoint.grpc({
    name: 'metrics-vendor',
    address: 'otlp.metrics-vendor.example:4317',
    headers: { authorization: SecretValue.fromSecret('metrics-vendor', 'token', { prefix: 'Bearer ' }) },
    tls: Tls.custom({ ca: FileSource.fromConfigMap('metrics-vendor-ca', 'ca.crt') }),
  }),
  memoryLimit: Size.mebibytes(384),
});

app.synth();
