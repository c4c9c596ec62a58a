/** Exporters. */
import { Duration, Size } from 'cdk8s';
import {
  AwsS3Exporter, AwsS3Format, AwsS3StorageClass, BackendResolver, Compression, CoralogixExporter, CustomExporter, DebugExporter, DebugVerbosity,
  FileExporter, FileFormat, LoadBalancingExporter, OtlpGrpcExporter, OtlpHttpExporter, PrometheusRemoteWriteExporter, QueueSize, RetryOptions,
  RoutingKey, SendingQueueOptions, TranslationStrategy,
} from '../../../lib/collector/components';
import { ObjectStore } from '../../../lib/storage';
import { CoralogixEndpoint, FileSource, OtlpEndpoint, RemoteWriteEndpoint, SecretValue, Signal, Tls } from '../../../lib/wiring';
import { OptionSet, set } from '../option-set';
import { BASIC_AUTH, BEARER_TOKEN, STORAGE } from './supports';

const { TRACES, METRICS, LOGS } = Signal;

const MUTUAL_TLS = Tls.custom({
  ca: FileSource.fromConfigMap('backends', 'ca.crt'),
  certificate: FileSource.fromSecret('backend-client', 'tls.crt'),
  key: FileSource.fromSecret('backend-client', 'tls.key'),
  serverName: 'backend.example.com',
});

const QUEUE: SendingQueueOptions = {
  storage: STORAGE,
  queueSize: QueueSize.bytes(Size.mebibytes(64)),
  consumers: 4,
  blockOnOverflow: false,
  batchMinSize: QueueSize.bytes(Size.kibibytes(512)),
  batchMaxSize: QueueSize.bytes(Size.mebibytes(2)),
  batchFlushTimeout: Duration.seconds(1),
};

const IN_MEMORY: SendingQueueOptions = { queueSize: QueueSize.items(20_000), batchMaxSize: QueueSize.items(5_000) };

const RETRY: RetryOptions = {
  enabled: true, initialInterval: Duration.seconds(2), maxInterval: Duration.seconds(10), maxElapsedTime: Duration.minutes(10),
};

const headers = { 'x-tenant': 'acme$', 'authorization': SecretValue.fromSecret('matrix', 'vendor', { prefix: 'Bearer ', variable: 'VENDOR_TOKEN' }) };

const OTLP: readonly OptionSet[] = [
  set(new OtlpGrpcExporter({ endpoint: OtlpEndpoint.grpc({ address: 'otlp.example.com:443' }) })),
  set(new OtlpGrpcExporter({
    name: 'everything',
    endpoint: OtlpEndpoint.grpc({ name: 'vendor', address: 'otlp.example.com:443', tls: MUTUAL_TLS, headers, maxReceiveSize: Size.mebibytes(16) }),
    timeout: Duration.seconds(20),
    compression: Compression.ZSTD,
    queue: QUEUE,
    retry: RETRY,
    authenticator: BEARER_TOKEN,
  })),
  ...Object.values(Compression).map((compression) => set(new OtlpGrpcExporter({
    name: compression,
    endpoint: OtlpEndpoint.grpc({ address: 'gateway.observability.svc:4317', tls: Tls.plaintext() }),
    compression,
    queue: IN_MEMORY,
    retry: { enabled: false },
  }))),
  set(new OtlpGrpcExporter({ name: 'no-queue', endpoint: OtlpEndpoint.grpc({ address: 'otlp.example.com:443' }), queue: { enabled: false } })),
  set(new OtlpHttpExporter({ endpoint: OtlpEndpoint.http({ url: 'https://otlp.example.com' }) })),
  set(new OtlpHttpExporter({
    name: 'everything',
    endpoint: OtlpEndpoint.http({ name: 'vendor', url: 'https://otlp.example.com/otlp/', tls: MUTUAL_TLS, headers }),
    timeout: Duration.seconds(20),
    compression: Compression.SNAPPY,
    queue: QUEUE,
    retry: RETRY,
    authenticator: BASIC_AUTH,
  })),
  ...Object.values(Compression).map((compression) => set(new OtlpHttpExporter({
    name: compression, endpoint: OtlpEndpoint.http({ url: 'http://loki.loki.svc/otlp', tls: Tls.plaintext() }), compression, queue: { queueSize: QueueSize.requests(10) },
  }))),
];

const REMOTE_WRITE: readonly OptionSet[] = [
  set(new PrometheusRemoteWriteExporter({ endpoint: RemoteWriteEndpoint.http({ url: 'https://metrics.example.com/api/v1/write' }) })),
  set(new PrometheusRemoteWriteExporter({
    name: 'everything',
    endpoint: RemoteWriteEndpoint.http({ name: 'vendor', url: 'https://metrics.example.com/api/v1/write', tls: Tls.system(), headers }),
    timeout: Duration.seconds(20),
    memoryQueue: true,
    writeAheadLog: { directory: '/var/lib/otelcol/wal', reserve: Size.gibibytes(2), bufferSize: 100, truncateFrequency: Duration.minutes(1) },
    retry: RETRY,
    externalLabels: { replica: 'a' },
    translationStrategy: TranslationStrategy.UNDERSCORE_ESCAPING_WITHOUT_SUFFIXES,
    authenticator: BASIC_AUTH,
  })),
  set(new PrometheusRemoteWriteExporter({
    name: 'no-queue',
    endpoint: RemoteWriteEndpoint.http({ url: 'http://thanos-receive.thanos.svc:19291/api/v1/receive' }),
    memoryQueue: false,
    translationStrategy: TranslationStrategy.UNDERSCORE_ESCAPING_WITH_SUFFIXES,
  })),
];

const fixed = BackendResolver.fixed(['sampler-0.samplers:4317', '10.0.0.7', '[fd00::7]:4317']);

/** The signals that know a routing key. */
const ROUTED: readonly (readonly [RoutingKey, ...Signal[]])[] = [
  [RoutingKey.TRACE_ID, TRACES, LOGS],
  [RoutingKey.SERVICE, TRACES, METRICS, LOGS],
  [RoutingKey.RESOURCE, METRICS, LOGS],
  [RoutingKey.METRIC, METRICS],
  [RoutingKey.STREAM_ID, METRICS],
];

const LOAD_BALANCING: readonly OptionSet[] = [
  set(new LoadBalancingExporter({ resolver: fixed })),
  set(new LoadBalancingExporter({
    name: 'everything',
    resolver: BackendResolver.dns({ hostname: 'samplers.observability.svc', port: 4317, interval: Duration.seconds(10), timeout: Duration.seconds(2) }),
    routingKey: RoutingKey.ATTRIBUTES,
    routingAttributes: ['k8s.namespace.name', 'service.name'],
    tls: MUTUAL_TLS,
    headers,
    authenticator: BEARER_TOKEN,
    compression: Compression.NONE,
    timeout: Duration.seconds(5),
    queue: QUEUE,
    retry: RETRY,
  })),
  set(new LoadBalancingExporter({
    name: 'kubernetes',
    resolver: BackendResolver.kubernetes({ service: 'samplers', namespace: 'tracing', ports: [4317, 4318], timeout: Duration.seconds(10), returnHostnames: true }),
    tls: Tls.plaintext(),
  })),
  set(new LoadBalancingExporter({ name: 'own-namespace', resolver: BackendResolver.kubernetes({ service: 'samplers' }), tls: Tls.plaintext() })),
  ...ROUTED.map(([routingKey, ...signals]) => set(new LoadBalancingExporter({ name: routingKey, resolver: fixed, routingKey }), ...signals)),
];

const OTHERS: readonly OptionSet[] = [
  set(new DebugExporter()),
  ...Object.values(DebugVerbosity).map((verbosity) => set(new DebugExporter({ name: verbosity, verbosity, samplingInitial: 5, samplingThereafter: 200 }))),
  set(new FileExporter({ path: '/var/lib/otelcol/export/records.json' })),
  ...Object.values(FileFormat).map((format) => set(new FileExporter({
    name: format, path: `/var/lib/otelcol/${format}/records`, rotateAt: Size.mebibytes(10), backups: 1, format, flushInterval: Duration.seconds(5),
  }))),
  // a store as a program of its own makes it
  set(new AwsS3Exporter({ store: { location: ObjectStore.s3({ bucket: 'acme-archive', region: 'eu-central-1' }) } })),
  ...Object.values(AwsS3Format).map((format) => set(new AwsS3Exporter({
    name: format,
    store: ObjectStore.s3({ bucket: 'acme-archive', region: 'garage', prefix: 'audit', endpoint: 'garage.storage.svc:3900', tls: Tls.plaintext(), forcePathStyle: true }),
    format,
    compression: Compression.NONE,
    partitionFormat: '%Y/%m/%d/%H',
    timeout: Duration.seconds(10),
    queue: QUEUE,
    retry: RETRY,
  }))),
  ...Object.values(AwsS3StorageClass).map((storageClass) => set(new AwsS3Exporter({
    name: storageClass, store: ObjectStore.s3({ bucket: 'acme-archive', region: 'eu-central-1' }), storageClass,
  }))),
  set(new CoralogixExporter({
    endpoint: CoralogixEndpoint.account({ domain: 'eu2.coralogix.com', privateKey: SecretValue.fromSecret('matrix', 'coralogix'), applicationName: 'production' }),
  })),
  set(new CoralogixExporter({
    name: 'everything',
    endpoint: CoralogixEndpoint.account({
      name: 'vendor',
      domain: 'eu2.coralogix.com',
      privateKey: SecretValue.fromSecret('matrix', 'coralogix'),
      applicationName: 'production',
      subsystemName: 'shop',
      applicationNameAttributes: ['k8s.namespace.name'],
      subsystemNameAttributes: ['service.name'],
      privateLink: true,
    }),
    compression: Compression.ZSTD,
    timeout: Duration.seconds(10),
    queue: QUEUE,
    retry: RETRY,
  })),
  set(new CustomExporter({ type: 'nop' })),
  set(new CustomExporter({ type: 'prometheus', config: { endpoint: '127.0.0.1:9464' }, signals: [METRICS] })),
];

export const EXPORTERS: readonly OptionSet[] = [...OTLP, ...REMOTE_WRITE, ...LOAD_BALANCING, ...OTHERS];
