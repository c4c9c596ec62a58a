/**
 * Metrics of a cluster, kept for a year: agents scrape annotated pods, a gateway writes to Thanos Receive, which keeps each series three times and uploads it.
 * Fresh metrics are answered by those who received them, older ones from the bucket, and coarser ones when a query is about months. The bucket, its key and a
 * role for each component, which may do what it has to and no more, come from the same program.
 */
import { Chart, Duration } from 'cdk8s';
import { S3Backend, TerraformStack } from 'cdktf';
import {
  CollectorDaemonSet, GatewayStatefulSet, ObservabilityApp, S3ObjectStore, S3StoreContents, ThanosStack,
} from 'cdk8s-observability';

const app = new ObservabilityApp();
const cluster = { name: 'prod-us-east-1', region: 'us-east-1', environment: 'production' };

const storage = new TerraformStack(app, 'storage');
new S3Backend(storage, { bucket: 'acme-terraform-state', key: 'observability/metrics.tfstate', region: 'us-east-1', encrypt: true });
const blocks = new S3ObjectStore(storage, 'metrics', {
  bucketName: 'acme-prod-metrics', cluster, contents: S3StoreContents.THANOS_BLOCKS, retention: Duration.days(365),
});

const thanos = new ThanosStack(new Chart(app, 'thanos', { namespace: 'thanos' }), 'thanos', {
  cluster,
  objectStore: blocks,
  retention: { raw: Duration.days(30), fiveMinutes: Duration.days(90), oneHour: Duration.days(365) },
  receive: { replicas: 3, replicationFactor: 3 },
  memcached: {},
  storeGateways: [
    { window: { name: 'warm', oldest: Duration.days(31) } },
    { window: { name: 'cold', youngest: Duration.days(30) }, replicas: 1 },
  ],
});

const observability = new Chart(app, 'observability', { namespace: 'observability' });
const gateway = new GatewayStatefulSet(observability, 'gateway', { cluster, metricsTo: thanos.remoteWriteEndpoint });
new CollectorDaemonSet(observability, 'agent', { cluster, podScraping: {}, metricsTo: gateway.otlpEndpoint });

app.synth();
