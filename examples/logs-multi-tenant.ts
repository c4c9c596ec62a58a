/**
 * Logs of three tenants: payments keeps them for a month, the platform for a quarter, and what auditors ask for lies for a year in a Loki and a bucket of its own. What nobody reads does
 * not leave the node: health checks that went well, and nine of ten DEBUG lines. Secrets leave it for nobody. One agent reads a node, and sends each line on as the tenant to whom its
 * class belongs. Teams write and ask through one door, which a canary watches. The buckets, their keys and a role for each component come from the same program.
 */
import { Chart, Duration, Size } from 'cdk8s';
import { S3Backend, TerraformStack } from 'cdktf';
import {
  CollectorDaemonSet, LogCondition, LogRule, LogSecret, LogSeverity, LogVolumePolicy, LokiDistributed, LokiMonolithic, LokiTenant, ObservabilityApp,
  S3ObjectStore, S3StoreContents,
} from 'cdk8s-observability';

const app = new ObservabilityApp();
const cluster = { name: 'prod-us-east-1', region: 'us-east-1', environment: 'production' };

const storage = new TerraformStack(app, 'storage');
new S3Backend(storage, { bucket: 'acme-terraform-state', key: 'observability/logs-multi-tenant.tfstate', region: 'us-east-1', encrypt: true });
const bucket = (name: string, days: number) => new S3ObjectStore(storage, name, {
  bucketName: `acme-prod-${name}`, cluster, contents: S3StoreContents.LOKI_CHUNKS, retention: Duration.days(days),
});

const payments = new LokiTenant('payments', { retention: Duration.days(30), ingestionRate: Size.mebibytes(20), maxStreams: 20_000 });
const platform = new LokiTenant('platform', { retention: Duration.days(90) });
const audit = new LokiTenant('audit', { retention: Duration.days(365) });

const schema = [{ from: '2026-01-01' }];
const loki = new LokiDistributed(new Chart(app, 'loki', { namespace: 'loki' }), 'loki', {
  cluster, objectStore: bucket('team-logs', 90), schema, retention: Duration.days(90), tenants: [payments, platform], gateway: {}, canary: {},
});
const auditLoki = new LokiMonolithic(new Chart(app, 'audit-loki', { namespace: 'audit' }), 'audit-loki', {
  cluster, objectStore: bucket('audit-trail', 365), schema, retention: Duration.days(365), tenants: [audit],
});

const { allOf, healthCheck, namespace, not, severityBelow } = LogCondition;
const audited = namespace(['audit-log']);
const logVolume = new LogVolumePolicy({
  rules: [
    LogRule.drop('health-checks', { when: allOf([healthCheck(), not(audited)]) }),
    LogRule.keepShare('debug', { when: allOf([severityBelow(LogSeverity.INFO), not(audited)]), percent: 10 }),
    LogRule.redact('secrets', {
      secrets: [
        LogSecret.BEARER_TOKEN, LogSecret.BASIC_AUTH, LogSecret.PASSWORD, LogSecret.API_KEY, LogSecret.JSON_WEB_TOKEN, LogSecret.PRIVATE_KEY,
        LogSecret.CARD_NUMBER,
      ],
    }),
    LogRule.truncate('long-lines', { when: not(audited), bytes: 8192 }),
    LogRule.classify('of-payments', { when: namespace(['checkout', 'payments']), logClass: 'payments' }),
    LogRule.classify('of-auditors', { when: audited, logClass: 'audit' }),
  ],
});

new CollectorDaemonSet(new Chart(app, 'agents', { namespace: 'observability' }), 'agent', {
  cluster,
  containerLogs: { dropHealthChecks: false },
  logVolume,
  logsTo: loki.otlpEndpointFor(platform),
  logRoutes: [
    { logClass: 'payments', to: loki.otlpEndpointFor(payments) },
    { logClass: 'audit', to: auditLoki.otlpEndpointFor(audit) },
  ],
});

app.synth();
