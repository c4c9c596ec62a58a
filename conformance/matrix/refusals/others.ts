/** What exporters, connectors and extensions refuse. */
import { Duration, Size } from 'cdk8s';
import {
  BackendResolver, BearerTokenAuthExtension, CountConnector, FileStorageExtension, HeaderSetting, HeadersSetterExtension, HealthCheckExtension,
  K8sLeaderElectorExtension, LoadBalancingExporter, OtlpGrpcExporter, OtlpReceiver, QueueSize, RoutingConnector, RoutingContext, RoutingKey, SignalMetric,
  SignalToMetricsConnector, SpanMetricsConnector, ZpagesExtension,
} from '../../../lib/collector/components';
import { OtlpEndpoint, SecretValue, Tls } from '../../../lib/wiring';
import { Refusal, refusedConnector, refusedExporter, refusedExtension, refusedReceiver } from '../refusal';

const endpoint = OtlpEndpoint.grpc({ address: 'backend:4317' });
const plain = OtlpEndpoint.grpc({ address: 'backend:4317', tls: Tls.plaintext() });
const token = new BearerTokenAuthExtension({ token: SecretValue.fromSecret('a', 'b') });
const zpages = new ZpagesExtension();

const grpc = (more: string) => `otlp_grpc: { endpoint: "backend:4317", ${more} }`;

const EXPORTERS: readonly Refusal[] = [
  refusedExporter(() => QueueSize.items(0), grpc('sending_queue: { sizer: items, queue_size: 0 }'), '`queue_size` must be positive'),
  refusedExporter(() => new OtlpGrpcExporter({ endpoint, queue: { consumers: 0 } }), grpc('sending_queue: { num_consumers: 0 }'),
    '`num_consumers` must be positive'),
  refusedExporter(() => new OtlpGrpcExporter({ endpoint, queue: { batchMinSize: QueueSize.items(1), batchFlushTimeout: Duration.seconds(0) } }),
    grpc('sending_queue: { batch: { flush_timeout: 0s, min_size: 1, sizer: items } }'), 'batch: `flush_timeout` must be positive, found 0'),
  refusedExporter(() => new OtlpGrpcExporter({ endpoint, retry: { maxElapsedTime: Duration.seconds(10) } }),
    grpc('retry_on_failure: { initial_interval: 1s, max_interval: 30s, max_elapsed_time: 10s }'), "'max_elapsed_time' must not be less than 'max_interval'"),
  refusedExporter(() => new OtlpGrpcExporter({ endpoint: plain, authenticator: token }),
    grpc('tls: { insecure: true }, auth: { authenticator: bearertokenauth }'), 'grpc: the credentials require transport level security',
    { extensions: 'bearertokenauth: { token: a }', onlyAtStart: true }),
  refusedExporter(() => new OtlpGrpcExporter({ endpoint, authenticator: zpages }),
    grpc('auth: { authenticator: zpages }'), 'requested authenticator is not a gRPC client authenticator',
    { extensions: 'zpages: { endpoint: "127.0.0.1:55679" }', onlyAtStart: true }),
  refusedExporter(() => new OtlpGrpcExporter({ endpoint, queue: { storage: zpages } }),
    grpc('sending_queue: { storage: zpages }'), 'requested extension is not a storage extension',
    { extensions: 'zpages: { endpoint: "127.0.0.1:55679" }', onlyAtStart: true }),
  refusedReceiver(() => new OtlpReceiver({ authenticator: zpages }),
    'otlp: { protocols: { grpc: { auth: { authenticator: zpages } } } }', 'requested authenticator is not a server authenticator',
    { extensions: 'zpages: { endpoint: "127.0.0.1:55679" }', onlyAtStart: true }),
  refusedExporter(() => new LoadBalancingExporter({ resolver: BackendResolver.fixed(['a:1']), routingKey: RoutingKey.ATTRIBUTES }),
    'load_balancing: { routing_key: attributes, resolver: { static: { hostnames: ["a:1"] } } }',
    'routing_attributes must be specified when routing_key is "attributes"'),
  refusedExporter(() => new LoadBalancingExporter({ resolver: BackendResolver.fixed(['a:1']), routingAttributes: ['a'] }),
    'load_balancing: { routing_attributes: [a], resolver: { static: { hostnames: ["a:1"] } } }',
    'routing_attributes can only be used when routing_key is "attributes"; got "". Remove routing_attributes or set'),
];

const CONNECTORS: readonly Refusal[] = [
  refusedConnector(() => new CountConnector({ metrics: { a: { attributes: [{ key: 'b' }] } } }), 'count: { metrics: { a: { attributes: [{ key: b }] } } }',
    'metrics attributes not supported: metric "a"'),
  refusedConnector(() => new CountConnector({ spans: { a: { attributes: [{ key: '' }] } } }), 'count: { spans: { a: { attributes: [{ key: "" }] } } }',
    'spans attributes: metric "a": attribute key missing'),
  refusedConnector(() => new RoutingConnector({ table: [] }), 'routing: { table: [] }', 'the routing table is empty'),
  refusedConnector(() => new RoutingConnector({ table: [{ condition: ' ', pipelines: ['traces/a'] }] }),
    'routing: { table: [{ condition: "", pipelines: [traces/a] }] }',
    'no condition or statement provided'),
  refusedConnector(() => new RoutingConnector({ table: [{ condition: 'true', pipelines: [] }] }), 'routing: { table: [{ condition: "true", pipelines: [] }] }',
    'no pipelines defined'),
  refusedConnector(() => new RoutingConnector({ table: [{ context: RoutingContext.REQUEST, condition: 'request["a"] > "b"', pipelines: ['traces/a'] }] }),
    'routing: { table: [{ context: request, condition: \'request["a"] > "b"\', pipelines: [traces/a] }] }', 'condition does not contain a valid comparator'),
  refusedConnector(() => new SpanMetricsConnector({ dimensions: [{ name: 'service.name' }] }), 'span_metrics: { dimensions: [{ name: service.name }] }',
    'duplicate dimension name "service.name"'),
  refusedConnector(() => new SpanMetricsConnector({ dimensions: [{ name: 'a', glob: 'b' }] }), 'span_metrics: { dimensions: [{ name: a, glob: b }] }',
    'set only one of `name` or `glob`, got both: name="a" glob="b"'),
  refusedConnector(() => new SpanMetricsConnector({ dimensions: [{ glob: 'a', defaultValue: 'b' }] }),
    'span_metrics: { dimensions: [{ glob: a, default: b }] }',
    '`default` is not supported on `glob` dimension "a"'),
  refusedConnector(() => new SpanMetricsConnector({ histogramBuckets: [Duration.seconds(1)], exponentialHistogramMaxSize: 160 }),
    'span_metrics: { histogram: { explicit: { buckets: [1s] }, exponential: { max_size: 160 } } }', 'use either `explicit` or `exponential` buckets histogram'),
  refusedConnector(() => new SpanMetricsConnector({ metricsFlushInterval: Duration.seconds(0) }), 'span_metrics: { metrics_flush_interval: 0s }',
    'non-positive interval for NewTicker'),
  refusedConnector(() => new SignalToMetricsConnector({}), 'signal_to_metrics: {}', 'no configuration provided, at least one should be specified'),
  refusedConnector(() => SignalMetric.sum('', '1'), 'signal_to_metrics: { spans: [{ sum: { value: "1" } }] }', 'missing required metric name configuration'),
  refusedConnector(() => SignalMetric.gauge('a', ''), 'signal_to_metrics: { spans: [{ name: a, gauge: { value: "" } }] }',
    'value must be defined for gauge metrics'),
  refusedConnector(() => SignalMetric.exponentialHistogram('a', '1', { maxSize: 1 }),
    'signal_to_metrics: { spans: [{ name: a, exponential_histogram: { value: "1", max_size: 1 } }] }', 'invalid histogram size: 1'),
  refusedConnector(() => SignalMetric.exponentialHistogram('a', '1', { maxSize: 16385 }),
    'signal_to_metrics: { spans: [{ name: a, exponential_histogram: { value: "1", max_size: 16385 } }] }', 'invalid histogram size: 16385'),
  refusedConnector(() => SignalMetric.sum('a', '1', { attributes: [{ key: 'b' }, { key: 'b' }] }),
    'signal_to_metrics: { spans: [{ name: a, attributes: [{ key: b }, { key: b }], sum: { value: "1" } }] }', 'duplicate key found in attributes config: b'),
  refusedConnector(() => SignalMetric.sum('a', '1', { attributes: [{ key: 'b', optional: true, defaultValue: 'c' }] }),
    'signal_to_metrics: { spans: [{ name: a, attributes: [{ key: b, optional: true, default_value: c }], sum: { value: "1" } }] }',
    'only one of default_value or optional should be set for attributes'),
  refusedConnector(() => SignalMetric.gauge('a', 'ExtractGrokPatterns(name, "%{INT:b}")'),
    'signal_to_metrics: { spans: [{ name: a, gauge: { value: \'ExtractGrokPatterns(name, "%{INT:b}")\' } }] }',
    'ExtractGrokPatterns: a single key selector[key] is required for signal to gauge'),
];

const LEASES = { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['get', 'create', 'update'] };

const elector = (more: string) => `k8s_leader_elector: { auth_type: serviceAccount, lease_name: a, lease_namespace: b, ${more} }`;

const EXTENSIONS: readonly Refusal[] = [
  refusedExtension(() => new BearerTokenAuthExtension({}), 'bearertokenauth: {}', 'no bearer token provided'),
  refusedExtension(() => new HeadersSetterExtension({ headers: [] }), 'headers_setter: { headers: [] }', 'missing headers configuration'),
  refusedExtension(() => HeaderSetting.value('', 'a'), 'headers_setter: { headers: [{ key: "", value: a }] }', 'missing header name'),
  refusedExtension(() => new HealthCheckExtension({ path: 'live' }), 'health_check: { path: live }', 'path must start with /'),
  refusedExtension(() => new FileStorageExtension({ directory: '/var/lib/otelcol/a', maxSize: Size.mebibytes(1) }),
    'file_storage: { directory: /var/lib/otelcol/a, create_directory: true, max_size: 1048576, compaction: { on_rebound: true, rebound_needed_threshold_mib: 2 } }',
    'compaction rebound needed threshold cannot be greater than max size'),
  refusedExtension(() => new K8sLeaderElectorExtension({ leaseName: 'a', leaseDuration: Duration.seconds(10), renewDeadline: Duration.seconds(10) }),
    elector('lease_duration: 10s, renew_deadline: 10s, retry_period: 2s'), 'leaseDuration must be greater than renewDeadline', { onlyAtStart: true, rules: [LEASES] }),
  refusedExtension(() => new K8sLeaderElectorExtension({ leaseName: 'a', renewDeadline: Duration.seconds(2), retryPeriod: Duration.seconds(2) }),
    elector('lease_duration: 15s, renew_deadline: 2s, retry_period: 2s'), 'renewDeadline must be greater than retryPeriod', { onlyAtStart: true, rules: [LEASES] }),
];

export const REFUSED_OTHERS: readonly Refusal[] = [...EXPORTERS, ...CONNECTORS, ...EXTENSIONS];
