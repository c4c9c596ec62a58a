/**
 * The collectors of a whole cluster. Agents read logs, scrape pods, measure nodes and take OTLP; a gateway with queues on disk sends traces to
 * a vendor, logs to Loki and metrics to Thanos; a cluster collector counts objects and collects events. The bucket is for the metrics that
 * Thanos keeps.
 */
import { Chart, Duration, Size } from 'cdk8s';
import { S3Backend, TerraformStack } from 'cdktf';
import {
  CardinalityPolicies, ClusterCollector, CollectorDaemonSet, GatewayStatefulSet, GaugeMerge, LogSeverity, ObservabilityApp, OtlpEndpoint, RemoteWriteEndpoint,
  S3ObjectStore, ScrapeTier, SecretValue,
} from 'cdk8s-observability';

const app = new ObservabilityApp();
const cluster = { name: 'prod-us-east-1', region: 'us-east-1', environment: 'production' };

const storage = new TerraformStack(app, 'storage');
new S3Backend(storage, { bucket: 'acme-terraform-state', key: 'observability/production.tfstate', region: 'us-east-1', encrypt: true });
new S3ObjectStore(storage, 'metrics', { bucketName: 'acme-production-metrics', cluster });

const standard = new ScrapeTier('standard', { interval: Duration.seconds(30) });
const chart = new Chart(app, 'observability', { namespace: 'observability' });

const gateway = new GatewayStatefulSet(chart, 'gateway', {
  cluster,
  tracesTo: OtlpEndpoint.grpc({
    name: 'tracing-vendor',
    address: 'otlp.tracing-vendor.example:443',
    headers: { 'x-api-key': SecretValue.fromSecret('tracing-vendor', 'api-key') },
  }),
  logsTo: OtlpEndpoint.http({ name: 'loki', url: 'http://loki-gateway.loki.svc/otlp' }),
  metricsTo: RemoteWriteEndpoint.http({ name: 'thanos', url: 'http://thanos-receive.thanos.svc:19291/api/v1/receive' }),
  memoryLimit: Size.gibibytes(1),
  queueVolume: Size.gibibytes(20),
});

new CollectorDaemonSet(chart, 'agent', {
  cluster,
  containerLogs: {
    json: { severityField: 'level' },
    multiline: { firstLine: '^\\S' },
    minimumSeverity: LogSeverity.INFO,
  },
  podScraping: {
    tiers: [ScrapeTier.CRITICAL, standard],
    defaultTier: standard,
    tierDefaults: [{ tier: ScrapeTier.CRITICAL, namespaces: ['bank'] }],
    insecureSkipVerify: true,
  },
  hostMetrics: {},
  kubeletMetrics: {},
  cadvisorMetrics: {},
  cardinality: CardinalityPolicies.cadvisor().and(CardinalityPolicies.unboundedLabels({ mergeGauges: GaugeMerge.SUM })),
  otlp: {},
  kubernetesMetadata: { labels: [{ key: 'app.kubernetes.io/name', tagName: 'app' }] },
  destination: gateway.otlpEndpoint,
});

new ClusterCollector(chart, 'cluster', { cluster, destination: gateway.otlpEndpoint });

app.synth();
