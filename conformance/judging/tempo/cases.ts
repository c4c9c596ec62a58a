/** Tempos of both shapes, with every option at least once. */
import { Chart, Duration, Size, Testing } from 'cdk8s';
import {
  FileSource, IObjectStore, MemcachedEndpoint, NetworkPeer, ObjectStore, RemoteWriteEndpoint, SecretValue, TempoLogLevel, TempoProcessor, TempoStack,
  TempoStackProps, TempoTenant, Tls, VersionCatalog,
} from '../../../lib';

const cluster = { name: 'prod', region: 'us-east-1' };

/** The line without Kafka. */
export const MICROSERVICES = new VersionCatalog({ tempo: '2.10.8' });

const CACHE = MemcachedEndpoint.at({ addresses: ['dnssrvnoa+_memcache._tcp.cache.caches.svc', 'cache.example.com:11211'] });

const SECRET = SecretValue.fromSecret('metrics', 'token', { prefix: 'Bearer ' });

const REMOTE_WRITE = [
  RemoteWriteEndpoint.http({ url: 'http://thanos-receive-router.thanos.svc:19291/api/v1/receive' }),
  RemoteWriteEndpoint.http({
    name: 'vendor',
    url: 'https://metrics.example.com/push',
    headers: { 'authorization': SECRET, 'x-stage': '$platform', 'x-key': SecretValue.fromSecret('metrics', 'key') },
    tls: Tls.custom({ ca: FileSource.fromConfigMap('authority', 'ca.crt'), serverName: 'metrics.example.com' }),
  }),
];

const TENANTS = [
  new TempoTenant('payments', { retention: Duration.days(30) }),
  new TempoTenant('search', {
    ingestionRate: Size.mebibytes(50),
    ingestionBurst: Size.mebibytes(64),
    maxTraceSize: Size.mebibytes(10),
    maxLiveTraces: 50_000,
    maxSearchRange: Duration.days(2),
  }),
  new TempoTenant('everything-as-others'),
];

const STORES: { readonly [kind: string]: IObjectStore } = {
  'S3': ObjectStore.s3({ bucket: 'acme-prod-traces', region: 'us-east-1' }),
  'S3 elsewhere': ObjectStore.s3({
    bucket: 'traces',
    region: 'eu-central-1',
    endpoint: 'minio.example.com:9000',
    forcePathStyle: true,
    prefix: 'tempo',
    tls: Tls.plaintext(),
    accessKey: { id: SecretValue.fromSecret('minio', 'id'), secret: SecretValue.fromSecret('minio', 'secret') },
  }),
  'Google': ObjectStore.gcs({ bucket: 'acme-prod-traces' }),
  'Azure': ObjectStore.azure({ storageAccount: 'acmeprod', container: 'traces' }),
};

/** A case by its name: what a Tempo is made of, but for what all have. */
export const TEMPO_CASES: { readonly [name: string]: Partial<TempoStackProps> } = {
  ...Object.fromEntries(Object.entries(STORES).flatMap(([kind, objectStore]) => [
    [`one pod, ${kind}`, { objectStore }],
    [`microservices, ${kind}`, { objectStore, versions: MICROSERVICES, microservices: {} }],
  ])),
  'one pod, every option': {
    retention: Duration.hours(24),
    limits: { ingestionRate: Size.mebibytes(10), maxLiveTraces: 500 },
    multitenancy: true,
    tenants: TENANTS,
    monolith: { volume: Size.gibibytes(100), storageClassName: 'gp3', memoryLimit: Size.gibibytes(8), clients: [NetworkPeer.podsOf('observability')] },
    metricsGenerator: { remoteWriteTo: REMOTE_WRITE, processors: [TempoProcessor.SERVICE_GRAPHS, TempoProcessor.SPAN_METRICS, TempoProcessor.HOST_INFO] },
    cache: CACHE,
    logLevel: TempoLogLevel.DEBUG,
    name: 'traces',
    extraConfig: { query_frontend: { search: { concurrent_jobs: 500 }, url_deny_list: ['^/api/search$'] }, live_store: { max_trace_idle: '10s' }, memory: { automemlimit_enabled: false } },
  },
  'microservices, every option': {
    versions: MICROSERVICES,
    multitenancy: true,
    tenants: TENANTS,
    microservices: {
      replicationFactor: 5,
      distributor: { replicas: 4 },
      ingester: { replicas: 6, volume: Size.gibibytes(50), storageClassName: 'gp3' },
      querier: { replicas: 3 },
      queryFrontend: { replicas: 1 },
      compactor: { replicas: 2 },
      metricsGenerator: { replicas: 1, volume: Size.gibibytes(5) },
    },
    metricsGenerator: { remoteWriteTo: REMOTE_WRITE },
    cache: CACHE,
    logLevel: TempoLogLevel.WARN,
    extraConfig: { query_frontend: { url_deny_list: ['^/api/search$', '${POD_NAME}'] }, ingester: { max_block_duration: '15m' }, querier: { max_concurrent_queries: 10 } },
  },
};

interface Written {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data?: { readonly [file: string]: string };
}

/** The manifests of a case. */
export function manifestsOf(name: string): readonly Written[] {
  const chart = new Chart(Testing.app(), 'tempo', { namespace: 'tempo' });
  new TempoStack(chart, 'tempo', { cluster, objectStore: STORES.S3!, ...TEMPO_CASES[name] });
  return Testing.synth(chart);
}

/** Every document of a case, by the ConfigMap that has it. */
export function documentsOf(name: string): { readonly [configMap: string]: string } {
  const written = manifestsOf(name).filter(({ kind, data }) => kind === 'ConfigMap' && data?.['tempo.yaml'] !== undefined);
  return Object.fromEntries(written.map(({ metadata, data }) => [metadata.name, data!['tempo.yaml']!]));
}
