/**
 * Logs of a cluster, kept for a month and those of payments for a quarter: agents read containers, a gateway sends lines to Loki, which keeps each three times until it is in
 * the bucket. What a tenant does too much of is refused to it alone. The bucket, its key and a role for each component come from the same program.
 */
import { Chart, Duration, Size } from 'cdk8s';
import { S3Backend, TerraformStack } from 'cdktf';
import {
  AlertmanagerEndpoint, CollectorDaemonSet, GatewayStatefulSet, LokiAlertRule, LokiDistributed, LokiRuleGroup, LokiTenant, Memcached, ObservabilityApp,
  S3ObjectStore, S3StoreContents,
} from 'cdk8s-observability';

const app = new ObservabilityApp();
const cluster = { name: 'prod-us-east-1', region: 'us-east-1', environment: 'production' };

const storage = new TerraformStack(app, 'storage');
new S3Backend(storage, { bucket: 'acme-terraform-state', key: 'observability/logs.tfstate', region: 'us-east-1', encrypt: true });
const chunks = new S3ObjectStore(storage, 'logs', {
  bucketName: 'acme-prod-logs', cluster, contents: S3StoreContents.LOKI_CHUNKS, retention: Duration.days(90),
});

const payments = new LokiTenant('payments', {
  retention: Duration.days(90),
  maxStreams: 20_000,
  ingestionRate: Size.mebibytes(10),
  ruleGroups: [new LokiRuleGroup('payments', {
    rules: [new LokiAlertRule('PaymentsPanic', {
      expr: 'sum by (service_name) (count_over_time({k8s_namespace_name="payments"} |= "panic:" [5m])) > 0', severity: 'page', summary: '{{ $labels.service_name }} panics',
    })],
  })],
});

const logs = new Chart(app, 'loki', { namespace: 'loki' });
const loki = new LokiDistributed(logs, 'loki', {
  cluster,
  objectStore: chunks,
  schema: [{ from: '2026-01-01' }],
  retention: Duration.days(30),
  tenants: [payments],
  chunksCache: new Memcached(logs, 'chunks-cache', { maxItemSize: Size.mebibytes(5), memoryLimit: Size.gibibytes(4) }).endpoint,
  resultsCache: new Memcached(logs, 'results-cache').endpoint,
  ingester: { zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'] },
  ruler: { alertmanagers: [AlertmanagerEndpoint.http({ url: 'http://alertmanager-0.alertmanager-operated.monitoring.svc:9093' })] },
});

const observability = new Chart(app, 'observability', { namespace: 'observability' });
const gateway = new GatewayStatefulSet(observability, 'gateway', { cluster, logsTo: loki.otlpEndpoint });
new CollectorDaemonSet(observability, 'agent', { cluster, containerLogs: {}, logsTo: gateway.otlpEndpoint });

const ofPayments = new Chart(app, 'payments', { namespace: 'payments' });
new GatewayStatefulSet(ofPayments, 'logs-of-payments', { cluster, logsTo: loki.otlpEndpointFor(payments) });

app.synth();
