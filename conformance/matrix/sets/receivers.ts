/** Receivers that take what is sent, read files, or measure the node. */
import { Duration, Size } from 'cdk8s';
import {
  CustomReceiver, FileLogFormat, FileLogReceiver, FileLogStart, HostMetricsReceiver, HostMetricsScraper, KubeletMetadataLabel, KubeletMetricGroup,
  KubeletStatsReceiver, OtlpReceiver, PrometheusRemoteWriteReceiver,
} from '../../../lib/collector/components';
import { FileSource, SecretValue, Signal } from '../../../lib/wiring';
import { OptionSet, set } from '../option-set';
import { BEARER_TOKEN, STORAGE } from './supports';

const OTLP: readonly OptionSet[] = [
  set(new OtlpReceiver()),
  set(new OtlpReceiver({
    name: 'everything',
    grpc: true,
    grpcPort: 5001,
    http: true,
    httpPort: 5002,
    maxReceiveSize: Size.mebibytes(16),
    maxConnectionAge: Duration.minutes(5),
    authenticator: BEARER_TOKEN,
    includeMetadata: true,
  })),
  set(new OtlpReceiver({ name: 'grpc-alone', http: false, grpcPort: 5003 })),
  set(new OtlpReceiver({ name: 'http-alone', grpc: false, httpPort: 5004 })),
  set(new OtlpReceiver({ name: 'within-the-pod', grpcPort: 5005, httpPort: 5006, localOnly: true })),
];

const FILE_LOG: readonly OptionSet[] = [
  set(new FileLogReceiver()),
  ...Object.values(FileLogFormat).map((format) => set(new FileLogReceiver({ name: format, format }))),
  ...Object.values(FileLogStart).map((startAt) => set(new FileLogReceiver({ name: startAt, startAt }))),
  set(new FileLogReceiver({
    name: 'everything',
    include: ['/var/log/pods/*/*/*.log', '/var/log/containers/**/*.{log,txt}'],
    exclude: ['/var/log/pods/observability_*/*/*.log'],
    includeFilePath: true,
    hostPaths: ['/var/log'],
    json: { parseTo: 'attributes.log', timeField: '@timestamp', timeLayout: '%Y-%m-%dT%H:%M:%S.%LZ', severityField: 'level' },
    multiline: { firstLine: '^\\d{4}-', flushPeriod: Duration.seconds(2) },
    operators: [{ type: 'add', field: 'attributes.source', value: SecretValue.fromSecret('matrix', 'source') }, { type: 'move', from: 'body', to: 'attributes.body' }],
    maxLogSize: Size.kibibytes(512),
    maxConcurrentFiles: 64,
    pollInterval: Duration.seconds(1),
    excludeOlderThan: Duration.hours(24),
    storage: STORAGE,
    retryOnFailure: true,
    maxRetryTime: Duration.minutes(5),
  })),
  set(new FileLogReceiver({ name: 'last-line', format: FileLogFormat.PLAIN, includeFilePath: false, multiline: { lastLine: ';$' }, retryOnFailure: false })),
  set(new FileLogReceiver({ name: 'plain-severity', plainSeverity: true })),
  set(new FileLogReceiver({ name: 'json-body', json: { parseTo: 'body' } })),
];

const HOST_METRICS: readonly OptionSet[] = [
  set(new HostMetricsReceiver(), Signal.METRICS),
  set(new HostMetricsReceiver({
    name: 'everything',
    scrapers: Object.values(HostMetricsScraper),
    collectionInterval: Duration.minutes(1),
    rootPath: '/hostfs',
    excludeDevices: ['^loop\\d+$', '^dm-'],
    excludeMountPoints: ['^/snap/'],
    excludeFilesystemTypes: ['tmpfs', 'overlay'],
    excludeInterfaces: ['^lo$'],
    metrics: {
      'system.cpu.utilization': true,
      'system.memory.utilization': true,
      'system.filesystem.utilization': true,
      'system.cpu.load_average.1m': false,
      'process.memory.utilization': true,
      'system.network.conntrack.count': true,
    },
  }), Signal.METRICS),
  set(new HostMetricsReceiver({ name: 'nothing-left-out', excludeDevices: [], excludeMountPoints: [], excludeFilesystemTypes: [], excludeInterfaces: [] }), Signal.METRICS),
];

const KUBELET_STATS: readonly OptionSet[] = [
  set(new KubeletStatsReceiver()),
  set(new KubeletStatsReceiver({
    name: 'everything',
    collectionInterval: Duration.minutes(1),
    metricGroups: Object.values(KubeletMetricGroup),
    extraMetadataLabels: Object.values(KubeletMetadataLabel),
    claimedVolumes: true,
    metrics: { 'k8s.pod.memory_limit_utilization': true, 'k8s.pod.cpu.node.utilization': true, 'k8s.pod.filesystem.usage': false },
    resourceAttributes: { 'k8s.container.name': true, 'k8s.persistentvolumeclaim.name': false },
    ca: FileSource.fromConfigMap('kubelet', 'ca.crt'),
  })),
  set(new KubeletStatsReceiver({ name: 'any-certificate', insecureSkipVerify: true })),
];

const OTHERS: readonly OptionSet[] = [
  set(new PrometheusRemoteWriteReceiver()),
  set(new PrometheusRemoteWriteReceiver({ name: 'everything', port: 9091, maxRequestSize: Size.mebibytes(32), authenticator: BEARER_TOKEN })),
  set(new CustomReceiver({ type: 'nop' })),
  set(new CustomReceiver({ type: 'receiver_creator', config: { receivers: {} } })),
];

export const RECEIVERS: readonly OptionSet[] = [...OTLP, ...FILE_LOG, ...HOST_METRICS, ...KUBELET_STATS, ...OTHERS];
