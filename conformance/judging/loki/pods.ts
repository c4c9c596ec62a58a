/** Lokis by many options, as their pods would be started. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chart, Duration, Size, Testing } from 'cdk8s';
import {
  AlertmanagerEndpoint, CardinalityPolicy, FileSource, LokiAlertRule, LokiDistributed, LokiDistributedProps, LokiLogLevel, LokiMonolithic, LokiRecordingRule,
  LokiRuleGroup, LokiStoreClient, LokiTenant, Memcached, ObjectStore, RemoteWriteEndpoint, S3Encryption, SecretValue, Tls,
} from '../../../lib';
import { temporaryFolder } from '../processes';

const CLUSTER = { name: 'prod', region: 'us-east-1' };
const S3 = ObjectStore.s3({ bucket: 'acme-prod-logs', region: 'us-east-1' });
const KMS = ObjectStore.s3({
  bucket: 'acme-prod-logs', region: 'us-east-1', encryption: S3Encryption.kms('arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'),
});

export const RULES = [new LokiRuleGroup('payments', {
  interval: Duration.minutes(2),
  rules: [
    new LokiAlertRule('Panics', {
      expr: 'sum by (service_name) (count_over_time({service_name=~".+"} |= "panic" [5m])) > 0', for: Duration.minutes(1), severity: 'page', summary: '{{ $value }} panics',
    }),
    new LokiRecordingRule('service:lines:rate1m', { expr: 'sum by (service_name) (rate({service_name=~".+"}[1m]))', labels: { team: 'payments' } }),
  ],
})];

export const PAYMENTS = new LokiTenant('payments', {
  ingestionRate: Size.mebibytes(20),
  maxStreams: 50_000,
  streamRate: Size.mebibytes(5),
  maxLineSize: Size.kibibytes(512),
  oldestLine: Duration.days(1),
  maxQuerySeries: 1000,
  maxQueryLines: 10_000,
  maxQueryLength: Duration.days(60),
  maxQueryParallelism: 64,
  retention: Duration.days(90),
  retentionStreams: [{ selector: '{k8s_namespace_name="dev", service_name=~"a|b"}', retention: Duration.days(2), priority: 1 }],
  ruleGroups: RULES,
});

const RULER = {
  alertmanagers: ['0', '1'].map((replica) => AlertmanagerEndpoint.http({ url: `https://alertmanager-${replica}.alertmanager.monitoring.svc:9093/alerts` })),
  remoteWriteTo: [RemoteWriteEndpoint.http({
    url: 'https://mimir.example.com/api/v1/push',
    headers: { 'authorization': SecretValue.fromSecret('mimir', 'token', { prefix: 'Bearer ' }), 'x-source': 'loki' },
    tls: Tls.custom({ ca: FileSource.fromConfigMap('authorities', 'ca.crt'), serverName: 'mimir.example.com' }),
  })],
  externalUrl: 'https://grafana.example.com',
  evaluationInterval: Duration.seconds(30),
};

type Options = Omit<LokiDistributedProps, 'cluster' | 'objectStore'> & Partial<Pick<LokiDistributedProps, 'objectStore'>>;

const OPTIONS: { readonly [name: string]: Options } = {
  'nothing but a bucket': {},
  'the older clients': { storeClient: LokiStoreClient.LEGACY, retention: Duration.days(30), tenants: [PAYMENTS], ruler: RULER },
  'a key of KMS': { objectStore: KMS, retention: Duration.days(30) },
  'the older clients with a key of KMS': { objectStore: KMS, storeClient: LokiStoreClient.LEGACY },
  'a bucket of Google': { objectStore: ObjectStore.gcs({ bucket: 'acme-prod-logs' }), retention: Duration.days(1) },
  'a container of Azure': {
    objectStore: ObjectStore.azure({ storageAccount: 'acme', container: 'logs', accountKey: SecretValue.fromSecret('azure', 'key') }), retention: Duration.days(30),
  },
  'tenants and rules': { tenants: [PAYMENTS], ruler: RULER, defaultTenant: new LokiTenant('everybody') },
  'everything': {
    retention: Duration.days(365),
    limits: { ingestionRate: Size.mebibytes(10), ingestionBurst: Size.mebibytes(20), streamBurst: Size.mebibytes(30), maxStreams: 10_000, truncateLines: false, enforcedLabels: ['k8s_namespace_name'] },
    schema: [{ from: '2025-01-01' }, { from: '2026-07-01', indexPrefix: 'loki_index_' }],
    otlp: { policy: new CardinalityPolicy({ dropLabels: ['k8s_container_name'] }), indexLabels: ['service.name', 'k8s.namespace.name', 'k8s.container.name'] },
    queryTimeout: Duration.minutes(10),
    logLevel: LokiLogLevel.WARN,
    replicationFactor: 3,
    extraConfig: { querier: { max_concurrent: 16 }, limits_config: { volume_max_series: 500 }, ingester: { wal: { checkpoint_duration: '2m' } } },
    ingester: { replicas: 6, zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'], flushOnShutdown: false },
    patternIngester: {},
    ruler: RULER,
    tenants: [PAYMENTS],
  },
};

/** A pod as it is started, with its files in a folder of its own. */
export interface LokiPod {
  readonly name: string;
  readonly args: readonly string[];
}

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data?: { readonly [file: string]: string };
  readonly spec?: { readonly template?: { readonly spec: { readonly containers: readonly { readonly name: string; readonly args?: readonly string[] }[] } } };
}

/** Every kind of pod of every Loki. */
export function lokiPods(): LokiPod[] {
  return Object.entries(OPTIONS).flatMap(([name, options]) => [
    ...podsOf(`${name}, distributed`, (chart) => new LokiDistributed(chart, 'loki', complete(chart, options))),
    ...podsOf(`${name}, monolithic`, (chart) => new LokiMonolithic(chart, 'loki', monolithic(complete(chart, options)))),
  ]);
}

function complete(chart: Chart, options: Options): LokiDistributedProps {
  const cache = new Memcached(chart, 'cache', { maxItemSize: Size.mebibytes(5) }).endpoint;
  return { cluster: CLUSTER, objectStore: S3, chunksCache: cache, resultsCache: cache, ...options };
}

function monolithic({ ingester: _ingester, patternIngester: _patterns, ...props }: LokiDistributedProps) {
  return props;
}

function podsOf(name: string, add: (chart: Chart) => unknown): LokiPod[] {
  const chart = new Chart(Testing.app(), 'loki', { namespace: 'loki' });
  add(chart);
  const manifests = Testing.synth(chart) as Manifest[];
  const documents = new Map(manifests.flatMap(({ kind, metadata, data }) => kind === 'ConfigMap' && data?.['config.yaml'] ? [[metadata.name, data['config.yaml']]] : []));
  return manifests.flatMap(({ metadata, spec }) => {
    const args = spec?.template?.spec.containers.find((container) => container.name === 'loki')?.args;
    return args === undefined ? [] : [{ name: `${name}: ${metadata.name}`, args: started(args, documents.get(`${metadata.name}-config`) ?? '') }];
  });
}

function started(args: readonly string[], document: string): string[] {
  const file = join(temporaryFolder('loki'), 'config.yaml');
  writeFileSync(file, document);
  return args.map((argument) => argument.replace('$(POD_IP)', '127.0.0.1').replace(/^-config\.file=.*/, `-config.file=${file}`));
}
