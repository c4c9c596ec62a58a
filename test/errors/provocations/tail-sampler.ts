import { Provocations } from '../provocation';

export const TAIL_SAMPLER: Provocations = {
  room: 'A tail sampler',
  page: 'tail-sampler.md',
  provocations: [
    {
      title: 'How many traces must a sampler hold?',
      shows: 'num_traces 50000',
      program: `
          new TailSampler(chart, 'sampler', {
            policy: SamplingPolicy.errorsSlowAnd({ slowerThan: Duration.seconds(1), percent: 10 }),
            expectedTracesPerSecond: 4_000,
            destination: vendor,
            replicas: 3,
        -   numTraces: 50_000,
        +   numTraces: 60_000,
          });
      `,
      otherwise: [
        ['\n  numTraces: 50_000,', ''],
        ['destination: vendor,', 'destination: vendor,\n  decisionWait: Duration.seconds(25),'],
        ['replicas: 3', 'replicas: 4'],
      ],
      error: `observability/sampler/samplers: num_traces 50000 cannot hold 4000 traces/s x 30 s x 1.5 / 3 replicas = 60000 traces
  why: traces would be dropped before their decision (otelcol_processor_tail_sampling_sampling_trace_dropped_too_early)
  fix: numTraces: 60000 or none, decisionWait of at most 25 s, or replicas: 4`,
    },
    {
      title: 'How much memory does a sampler need?',
      shows: 'refused from 614.4 MiB on',
      program: `
          new TailSampler(chart, 'sampler', {
            policy: SamplingPolicy.errorsSlowAnd({ slowerThan: Duration.seconds(1), percent: 10 }),
            expectedTracesPerSecond: 2_000,
            destination: vendor,
            replicas: 3,
        -   memoryLimit: Size.gibibytes(1),
        +   memoryLimit: Size.mebibytes(1557),
          });
      `,
      otherwise: [['replicas: 3', 'replicas: 6']],
      error: `observability/sampler/samplers: num_traces 30000 x 10 spans x 1000 bytes need 933.9 MiB, and data is refused from 614.4 MiB on
  why: what comes in would be refused while traces wait for their decision, long before as many are held
  fix: memoryLimit: Size.mebibytes(1557), or replicas: 6 and no numTraces`,
    },
    {
      title: 'Who counts requests when traces are sampled?',
      shows: 'observability/tempo',
      program: `
          const metrics = RemoteWriteEndpoint.http({ url: 'http://thanos-receive-router.thanos.svc:19291/api/v1/receive' });
          const tempo = new TempoStack(chart, 'tempo', {
            cluster,
            objectStore: ObjectStore.s3({ bucket: 'acme-prod-traces', region: 'us-east-1' }),
        -   metricsGenerator: { remoteWriteTo: [metrics] },
        +   metricsGenerator: { remoteWriteTo: [metrics], processors: [TempoProcessor.SERVICE_GRAPHS] },
          });
          new TailSampler(chart, 'sampler', {
            policy: SamplingPolicy.errorsSlowAnd({ slowerThan: Duration.seconds(1), percent: 10 }),
            expectedTracesPerSecond: 2_000,
            destination: tempo.otlpEndpoint,
            metricsTo: metrics,
          });
      `,
      otherwise: [['\n  metricsGenerator: { remoteWriteTo: [metrics] },', '']],
      error: `observability/sampler/samplers: the traces that are kept go to observability/tempo, which makes TempoProcessor.SPAN_METRICS of them
  why: requests, errors and durations would be those of the share that is kept, beside those of all spans
  fix: metricsGenerator: { processors: [TempoProcessor.SERVICE_GRAPHS] } of observability/tempo, or no metricsGenerator`,
    },
    {
      title: 'Can a collector with several replicas decide about traces?',
      shows: '3 replicas',
      program: `
          const gateway = new GatewayStatefulSet(chart, 'gateway', {
            cluster,
        -   destination: vendor,
        -   replicas: 3,
        +   metricsTo: vendor,
        +   logsTo: vendor,
        +   tracesTo: new TailSampler(chart, 'sampler', {
        +     policy: SamplingPolicy.errorsSlowAnd({ slowerThan: Duration.seconds(1), percent: 10 }),
        +     expectedTracesPerSecond: 2_000,
        +     destination: vendor,
        +   }).otlpEndpoint,
          });
        - gateway.addProcessor(new TailSamplingProcessor({ policies: [TailSamplingPolicy.statusCode('errors', [SpanStatus.ERROR])] }), [Signal.TRACES]);
      `,
      otherwise: [['replicas: 3', 'replicas: 1']],
      error: `observability/gateway: tail_sampling runs in 3 replicas, and nobody routes to them by trace id
  why: spans of one trace come to several of them: each decides about a part, and what is kept is torn
  fix: a TailSampler, which has routers, or replicas: 1`,
    },
    {
      title: 'Why are kept traces torn, although a load balancer is in front?',
      program: `
          const tail = new GatewayStatefulSet(chart, 'tail', { cluster, destination: vendor, replicas: 3 });
          tail.addProcessor(new TailSamplingProcessor({ policies: [TailSamplingPolicy.statusCode('errors', [SpanStatus.ERROR])] }), [Signal.TRACES]);
          const front = new GatewayStatefulSet(chart, 'front', { cluster, metricsTo: vendor, logsTo: vendor });
          front.addExporter(new LoadBalancingExporter({
            resolver: BackendResolver.kubernetes({ service: 'tail-headless' }),
            tls: Tls.plaintext(),
        -   routingKey: RoutingKey.SERVICE,
        +   routingKey: RoutingKey.TRACE_ID,
          }), [Signal.TRACES]);
      `,
      shows: "by 'service'",
      error: `observability/tail: observability/front sends to tail_sampling in 3 replicas by load_balancing, which chooses by 'service'
  why: spans of one trace come to several replicas: each decides about a part, and what is kept is torn
  fix: routingKey: RoutingKey.TRACE_ID`,
    },
    {
      title: 'Why does one of several backends get everything?',
      shows: "'tail.observability.svc'",
      program: `
          const tail = new GatewayStatefulSet(chart, 'tail', { cluster, destination: vendor, replicas: 3 });
          tail.addProcessor(new TailSamplingProcessor({ policies: [TailSamplingPolicy.statusCode('errors', [SpanStatus.ERROR])] }), [Signal.TRACES]);
          const front = new GatewayStatefulSet(chart, 'front', { cluster, metricsTo: vendor, logsTo: vendor });
          front.addExporter(new LoadBalancingExporter({
        -   resolver: BackendResolver.dns({ hostname: 'tail.observability.svc' }),
        +   resolver: BackendResolver.dns({ hostname: 'tail-headless.observability.svc' }),
            tls: Tls.plaintext(),
          }), [Signal.TRACES]);
      `,
      error: `observability/front: load_balancing looks up 'tail.observability.svc', which is no headless Service
  why: its name has one address for all pods: they would be one backend, and what belongs together be spread among them
  fix: 'tail-headless.observability.svc', the headless Service beside it`,
    },
    {
      title: 'Can two gateways of different versions route to one sampler?',
      shows: '0.150.0',
      program: `
          const sampler = new TailSampler(chart, 'sampler', {
            policy: SamplingPolicy.errorsSlowAnd({ slowerThan: Duration.seconds(1), percent: 10 }),
            expectedTracesPerSecond: 2_000,
            destination: vendor,
            routing: TraceRouting.SENDERS,
          });
          new GatewayStatefulSet(chart, 'gateway', { cluster, tracesTo: sampler.otlpEndpoint });
        - new GatewayStatefulSet(chart, 'other', { cluster, tracesTo: sampler.otlpEndpoint, versions: new VersionCatalog({ collector: '0.150.0' }) });
        + new GatewayStatefulSet(chart, 'other', { cluster, tracesTo: sampler.otlpEndpoint, versions: new VersionCatalog({ collector: '0.161.0' }) });
      `,
      error: `observability/sampler: observability/gateway routes with collector 0.161.0, and observability/other with 0.150.0
  why: from 0.157.0 on the collector spreads traces in another way: spans of one trace would go to different samplers
  fix: versions: new VersionCatalog({ collector: '0.161.0' }) for observability/other`,
    },
    {
      title: 'Where does a sampler learn of pods?',
      shows: 'K8sAttributesProcessor',
      program: `
          const sampler = new TailSampler(chart, 'sampler', {
            policy: SamplingPolicy.errorsSlowAnd({ slowerThan: Duration.seconds(1), percent: 10 }),
            expectedTracesPerSecond: 2_000,
            destination: vendor,
        -   processors: [new K8sAttributesProcessor()],
          });
          new CollectorDaemonSet(chart, 'agent', { cluster, otlp: {}, tracesTo: sampler.otlpEndpoint });
      `,
      error: `observability/sampler: processors has a K8sAttributesProcessor
  why: it finds a pod by the connection from which spans come: all of them would be said to come from routers
  fix: a CollectorDaemonSet in its place, which adds what Kubernetes knows on the node of the sender`,
    },
    {
      title: 'Can several gateways count the spans of one service?',
      shows: '2 replicas',
      program: `
          const gateway = new GatewayStatefulSet(chart, 'gateway', {
            cluster,
            destination: vendor,
        -   replicas: 2,
        +   replicas: 1,
          });
          const spanMetrics = new SpanMetricsConnector();
          gateway.addExporter(spanMetrics, [Signal.TRACES]);
          gateway.addReceiver(spanMetrics, [Signal.METRICS]);
      `,
      otherwise: [['new SpanMetricsConnector()', 'new SpanMetricsConnector({ collectorInstanceId: true })']],
      error: `observability/gateway: span_metrics counts spans in 2 replicas, and nothing tells their series apart
  why: several of them see spans of one service, and write one series: their samples replace or refuse each other
  fix: metricsTo of a TailSampler, whose series have a label for each sampler, or collectorInstanceId: true, or replicas: 1`,
    },
  ],
};
