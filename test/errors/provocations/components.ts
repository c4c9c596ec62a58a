import { Provocations } from '../provocation';

export const COMPONENTS: Provocations = {
  room: 'Components of collectors',
  page: 'components.md',
  provocations: [
    {
      title: 'Can metrics be balanced by the id of their trace?',
      shows: "'traceID'",
      program: `
          const gateway = new GatewayStatefulSet(chart, 'balancer', { cluster });
          gateway.addExporter(new LoadBalancingExporter({
            resolver: BackendResolver.dns({ hostname: 'collectors.observability.svc.cluster.local' }),
        -   routingKey: RoutingKey.TRACE_ID,
        +   routingKey: RoutingKey.SERVICE,
          }), [Signal.METRICS]);
      `,
      error: `observability/balancer: load_balancing routes by 'traceID', and pipeline metrics carries metrics
  why: the collector would not start (unsupported routing_key)
  fix: routingKey: RoutingKey.SERVICE or RESOURCE or METRIC or STREAM_ID or ATTRIBUTES; another LoadBalancingExporter for other signals`,
    },
    {
      title: 'How large may batches of an exporter be?',
      program: `
          const gateway = new GatewayStatefulSet(chart, 'gateway', { cluster });
          gateway.addExporter(new OtlpGrpcExporter({
            endpoint: vendor,
            queue: {
              storage: new FileStorageExtension({ directory: '/var/lib/otelcol/queue', maxSize: Size.gibibytes(1) }),
              queueSize: QueueSize.bytes(Size.mebibytes(64)),
        -     batchMinSize: QueueSize.bytes(Size.mebibytes(8)),
        +     batchMinSize: QueueSize.bytes(Size.mebibytes(1)),
              batchMaxSize: QueueSize.bytes(Size.mebibytes(4)),
            },
          }), [Signal.TRACES]);
      `,
      error: `observability/gateway: otlp_grpc/api-honeycomb-io batches at least 8 MiB and at most 4 MiB
  why: the collector would not start (max_size must be greater than or equal to min_size)
  fix: batchMinSize: at most 4 MiB, or a larger batchMaxSize`,
    },
    {
      title: 'OtlpHttpExporter or OtlpGrpcExporter?',
      program: `
          const gateway = new GatewayStatefulSet(chart, 'gateway', { cluster });
          const endpoint = OtlpEndpoint.grpc({ address: 'otlp.vendor.example:443' });
        - gateway.addExporter(new OtlpHttpExporter({ endpoint }), [Signal.TRACES]);
        + gateway.addExporter(new OtlpGrpcExporter({ endpoint }), [Signal.TRACES]);
      `,
      error: `exporter otlp_http: endpoint 'otlp.vendor.example:443' speaks otlp-grpc, not otlp-http
  why: every request to it would fail
  fix: new OtlpGrpcExporter({ endpoint })`,
    },
    {
      title: 'Why is a tenant header missing in what is sent on?',
      program: `
          const endpoint = OtlpEndpoint.http({ url: 'https://loki.example.com/otlp' });
          const gateway = new GatewayStatefulSet(chart, 'gateway', {
            cluster,
        +   otlp: { includeMetadata: true },
          });
          gateway.addExporter(new OtlpHttpExporter({
            endpoint,
            authenticator: new HeadersSetterExtension({ headers: [HeaderSetting.fromContext('X-Scope-OrgID', 'x-scope-orgid')] }),
          }), [Signal.LOGS]);
      `,
      error: `observability/gateway: headers_setter takes 'x-scope-orgid' from requests, and no receiver keeps what comes with them
  why: nothing fails: every request leaves without the header, or with its default
  fix: otlp: { includeMetadata: true }, or includeMetadata: true on an OtlpReceiver of your own`,
    },
    {
      title: 'Can span metrics have two kinds of histograms?',
      program: `
          const gateway = new GatewayStatefulSet(chart, 'gateway', { cluster, destination: vendor, replicas: 1 });
          const spanMetrics = new SpanMetricsConnector({
            histogramBuckets: [Duration.millis(10), Duration.millis(100), Duration.seconds(1)],
        -   exponentialHistogramMaxSize: 160,
          });
          gateway.addExporter(spanMetrics, [Signal.TRACES]);
          gateway.addReceiver(spanMetrics, [Signal.METRICS]);
      `,
      error: `SpanMetricsConnector: histogramBuckets and exponentialHistogramMaxSize 160
  why: the collector refuses both together
  fix: leave exponentialHistogramMaxSize out, or histogramBuckets`,
    },
    {
      title: 'Which URL does a Target Allocator have?',
      program: `
          const gateway = new GatewayStatefulSet(chart, 'gateway', { cluster, metricsTo: vendor });
          gateway.addReceiver(new PrometheusReceiver({
        -   targetAllocator: { endpoint: 'target-allocator.observability.svc' },
        +   targetAllocator: { endpoint: 'http://target-allocator.observability.svc' },
          }), [Signal.METRICS]);
      `,
      error: `PrometheusReceiver: targetAllocator: endpoint 'target-allocator.observability.svc' is not a URL
  why: the collector refuses it, or never gets a target
  fix: endpoint: 'http://target-allocator.observability.svc'`,
    },
  ],
};
