import { Provocations } from '../provocation';

export const GATEWAY: Provocations = {
  room: 'A gateway',
  page: 'gateway-stateful-set.md',
  provocations: [
    {
      title: 'Can a gateway have a number of replicas and an autoscaler?',
      program: `
          new GatewayStatefulSet(chart, 'gateway', {
            cluster,
            destination: vendor,
        -   replicas: 3,
            autoscaling: { maxReplicas: 10 },
          });
      `,
      otherwise: [['\n  autoscaling: { maxReplicas: 10 },', '']],
      error: `observability/gateway: replicas is 3, and there is an autoscaler
  why: every deployment sets the count back, and the autoscaler changes it again
  fix: leave replicas out, or autoscaling out`,
    },
    {
      title: 'How large has the volume of the queues to be?',
      program: `
          new GatewayStatefulSet(chart, 'gateway', {
            cluster,
            destination: vendor,
            queueSize: Size.gibibytes(5),
        -   queueVolume: Size.gibibytes(10),
        +   queueVolume: Size.gibibytes(21),
          });
      `,
      error: `observability/gateway: queues need 20.6 GiB but the queue volume has 10 GiB
  why: a full volume refuses new data while the backend is down (3 queues of 5 GiB in files of 6.3 GiB, 10 % head-room)
  fix: queueVolume: Size.gibibytes(21), or a lower queueSize`,
    },
    {
      title: 'How long may a gateway take to stop?',
      program: `
          new GatewayStatefulSet(chart, 'gateway', {
            cluster,
            destination: vendor,
        -   terminationGracePeriod: Duration.seconds(5),
        +   terminationGracePeriod: Duration.seconds(21),
          });
      `,
      error: `observability/gateway: the pod has 5 seconds to stop and needs 21
  why: it is killed while its last requests are under way: what is in memory is lost, what is on disk is sent twice
  fix: terminationGracePeriod: Duration.seconds(21)`,
    },
    {
      title: 'Why does the autoscaler never add a replica?',
      program: `
          new GatewayStatefulSet(chart, 'gateway', {
            cluster,
            destination: vendor,
        -   autoscaling: { targetMemoryUtilization: 80 },
        +   autoscaling: { targetMemoryUtilization: 55 },
          });
      `,
      error: `observability/gateway: the autoscaler adds replicas at 80 % of memory (1.6 GiB), but memory_limiter refuses data from 1.2 GiB on
  why: memory never reaches the target: data is refused and no replica is added
  fix: targetMemoryUtilization: 55, or a smaller spikeLimitPercentage`,
    },
    {
      title: 'Why is the collector killed for memory before it refuses anything?',
      program: `
          new GatewayStatefulSet(chart, 'gateway', {
            cluster,
            destination: vendor,
        -   memoryLimiter: { limitPercentage: 98 },
        +   memoryLimiter: { limitPercentage: 80 },
          });
      `,
      error: `observability/gateway: memory_limiter refuses data from 2 GiB on, 98 % of the 2 GiB that the container may use
  why: what is left does not hold a burst: the kernel kills before anything is refused
  fix: limitPercentage: 80`,
    },
    {
      title: 'Why do delta metrics not arrive behind remote write?',
      program: `
          const gateway = new GatewayStatefulSet(chart, 'gateway', {
            cluster,
            tracesTo: vendor,
            replicas: 1,
          });
          const spanMetrics = new SpanMetricsConnector({ aggregationTemporality: AggregationTemporality.DELTA });
          gateway.addExporter(spanMetrics, [Signal.TRACES]);
          gateway.addReceiver(spanMetrics, [Signal.METRICS]);
        + gateway.addProcessor(new DeltaToCumulativeProcessor(), [Signal.METRICS]);
          gateway.addExporter(new PrometheusRemoteWriteExporter({
            endpoint: RemoteWriteEndpoint.http({ url: 'http://thanos-receive.thanos.svc:19291/api/v1/receive' }),
          }), [Signal.METRICS]);
      `,
      error: `observability/gateway: delta metrics from otlp may reach prometheus_remote_write/thanos-receive-thanos-svc in pipeline metrics
  why: remote write takes cumulative points only: delta sums and histograms are dropped
  fix: put new DeltaToCumulativeProcessor() into pipeline metrics`,
    },
    {
      title: 'Why has tail sampling no metadata of pods?',
      program: `
          const gateway = new GatewayStatefulSet(chart, 'gateway', { cluster, destination: vendor, replicas: 1 });
          const sampler = new TailSamplingProcessor({
            policies: [TailSamplingPolicy.statusCode('errors', [SpanStatus.ERROR])],
          });
        - gateway.addProcessor(sampler, [Signal.TRACES]);
          gateway.addProcessor(new K8sAttributesProcessor(), [Signal.TRACES]);
        + gateway.addProcessor(sampler, [Signal.TRACES]);
      `,
      error: `observability/gateway: pipeline traces has k8s_attributes after tail_sampling
  why: tail sampling regroups spans: the connection from which they came, by which the pod is found, is gone
  fix: put k8s_attributes before tail_sampling`,
    },
    {
      title: 'Why does nothing arrive through a component that I have added twice?',
      program: `
          const gateway = new GatewayStatefulSet(chart, 'gateway', { cluster, destination: vendor });
          gateway.addProcessor(new FilterProcessor({ traceConditions: ['span.attributes["http.route"] == "/healthz"'] }), [Signal.TRACES]);
        - gateway.addProcessor(new FilterProcessor({ logConditions: ['log.severity_number < SEVERITY_NUMBER_INFO'] }), [Signal.LOGS]);
        + gateway.addProcessor(new FilterProcessor({ name: 'second', logConditions: ['log.severity_number < SEVERITY_NUMBER_INFO'] }), [Signal.LOGS]);
      `,
      error: `observability/gateway: two different components are called processor filter
  why: a configuration has one of each id: the other would be lost without a word
  fix: give one of them a name of its own (name: 'second'), or use one object in both places`,
    },
    {
      title: 'unknown type: what has the distribution of the collector in it?',
      program: `
          new GatewayStatefulSet(chart, 'gateway', {
            cluster,
            destination: vendor,
            kubernetesMetadata: {},
        -   distribution: CollectorDistribution.CORE,
        +   distribution: CollectorDistribution.K8S,
          });
      `,
      error: `observability/gateway: extension file_storage is not in the core distribution
  why: the collector would not start ('unknown type')
  fix: distribution: CollectorDistribution.K8S or CollectorDistribution.CONTRIB, or leave distribution out

observability/gateway: processor k8s_attributes is not in the core distribution
  why: the collector would not start ('unknown type')
  fix: distribution: CollectorDistribution.K8S or CollectorDistribution.CONTRIB, or leave distribution out`,
    },
    {
      title: 'Why are the queues in memory, or on no volume?',
      program: `
          const gateway = new GatewayStatefulSet(chart, 'gateway', { cluster });
          const queueStorage = new FileStorageExtension({
        -   directory: '/data/queue',
        +   directory: '/var/lib/otelcol/queue',
            maxSize: Size.gibibytes(4),
          });
          gateway.addExporter(new OtlpGrpcExporter({ endpoint: vendor, queue: { storage: queueStorage } }), [Signal.TRACES]);
      `,
      error: `observability/gateway: queues and positions are in '/data/queue', which is on no volume
  why: the root file system is read-only: the collector would not start
  fix: a folder below /var/lib/otelcol, for example '/var/lib/otelcol/queue'`,
    },
  ],
};
