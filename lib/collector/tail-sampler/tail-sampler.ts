import { ApiObject, Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { TraceLoad } from './load-invariants';
import { requireSamplerProps } from './requirements';
import { ringFindings } from './ring-invariants';
import { Samplers } from './samplers';
import { SamplingPlan, samplingPlan } from './sampling-plan';
import { fail, judgeAtSynth } from '../../validation';
import { MemoryLimiterProcessor } from '../components/processors/memory-limiter-processor';
import { SamplingProcessors } from '../sampling-processors';
import { SamplerDiscovery, TailSamplerProps, TraceRouting } from './tail-sampler-props';
import { TraceIdDestination } from './trace-id-destination';
import { TraceRouters } from './trace-routers';
import { Destination, IMetricsDestination, ITracesDestination, Signal } from '../../wiring';
import { BackendResolver } from '../components/exporters/backend-resolver';
import { TailSamplingProcessor } from '../components/processors/tail-sampling-processor';

/** What takes traces and nothing else. */
class TracesOnly implements ITracesDestination {
  public constructor(public readonly tracesDestination: Destination) {}
}

/**
 * Decides about whole traces: which are kept, and which are dropped once they were counted.
 *
 * Two tiers. Routers send each span to the sampler that holds the rest of its trace; samplers hold traces, make metrics of all of them, and keep
 * what the policy says. How many samplers there are, what each of them holds and the memory for it follow from the load.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/tailsamplingprocessor/README.md
 */
export class TailSampler extends Construct {
  /** How many samplers there are. */
  public readonly replicas: number;
  /** How long a trace is held before it is decided about. */
  public readonly decisionWait: Duration;
  /** How many traces each sampler holds. */
  public readonly numTraces: number;
  /** The memory of each sampler, and its limit. */
  public readonly memoryLimit: Size;
  /** The volume of each sampler, on which kept traces wait. */
  public readonly queueVolume: Size;
  /** Who sends each trace to the sampler that holds the rest of it. */
  public readonly routing: TraceRouting;
  /** The StatefulSet of the samplers, for changes that no option makes. */
  public readonly statefulSet: ApiObject;
  /** The headless Service, which names every sampler. */
  public readonly headlessService: ApiObject;
  /** The Deployment of the routers; undefined where senders route. */
  public readonly routers?: ApiObject;
  /** The Service of the routers; undefined where senders route. */
  public readonly service?: ApiObject;
  /** The ConfigMap of the samplers. */
  public readonly configMap: ApiObject;
  /** The NetworkPolicy of the samplers. */
  public readonly networkPolicy: ApiObject;
  /** The PodDisruptionBudget of the samplers. */
  public readonly disruptionBudget: ApiObject;
  /** The ServiceAccount of the samplers. */
  public readonly serviceAccount: ApiObject;
  private readonly samplers: Samplers;
  private readonly routerTier?: TraceRouters;
  private readonly byTraceId: TraceIdDestination;

  public constructor(scope: Construct, id: string, props: TailSamplerProps) {
    super(scope, id);
    this.decisionWait = props.decisionWait ?? Duration.seconds(30);
    this.queueVolume = props.queueVolume ?? Size.gibibytes(10);
    this.routing = props.routing ?? TraceRouting.ROUTERS;
    requireSamplerProps(this.node.path, props, this.decisionWait, this.queueVolume);
    const load: TraceLoad = {
      tracesPerSecond: props.expectedTracesPerSecond, spansPerTrace: props.spansPerTrace ?? 10, bytesPerSpan: props.bytesPerSpan ?? 1000,
    };
    const size = this.sizeFor(props, load);
    this.replicas = size.replicas;
    this.numTraces = size.numTraces;
    this.memoryLimit = size.memoryLimit;
    const name = props.name ?? id;
    this.samplers = new Samplers(this, 'samplers', {
      props, name, load, size, decisionWait: this.decisionWait, queueVolume: this.queueVolume, sampling: this.samplingProcessor(props, load, size),
    });
    this.byTraceId = this.reachedBy(props.discovery ?? SamplerDiscovery.KUBERNETES, name);
    this.routerTier = this.routing === TraceRouting.SENDERS ? undefined : new TraceRouters(this, 'routers', {
      options: { versions: props.versions, ...props.routers }, name: `${name}-router`, samplers: this.byTraceId,
    });
    this.statefulSet = this.samplers.statefulSet;
    this.headlessService = this.samplers.headlessService;
    this.routers = this.routerTier?.deployment;
    this.service = this.routerTier?.otlp.service;
    const { workload } = this.samplers;
    this.configMap = workload.configMap;
    this.networkPolicy = workload.networkPolicy;
    this.disruptionBudget = workload.disruptionBudget!;
    this.serviceAccount = workload.serviceAccount;
    judgeAtSynth(this, () => [...this.byTraceId._routers], ringFindings);
  }

  /**
   * Where traces go that are to be sampled, for `tracesTo` of collectors: OTLP over gRPC to the routers, or, with `TraceRouting.SENDERS`, the
   * samplers themselves, among which the collector that takes it chooses by trace id.
   */
  public get otlpEndpoint(): ITracesDestination {
    return this.routerTier === undefined ? this.byTraceId : new TracesOnly(this.routerTier.otlp.grpc);
  }

  /** Where traces go that are to be sampled, over HTTP. Fails where senders route: samplers are reached over gRPC. */
  public get otlpHttpEndpoint(): ITracesDestination {
    return new TracesOnly(this.routerTier?.otlp.http ?? fail(this.node.path, {
      what: 'otlpHttpEndpoint with TraceRouting.SENDERS',
      why: 'who routes sends to samplers, which take gRPC',
      fix: 'otlpEndpoint, or routing: TraceRouting.ROUTERS',
    }));
  }

  /**
   * Sends traces that are kept to a further destination.
   *
   * @param destination where they go
   */
  public sendTracesTo(destination: ITracesDestination): void {
    this.samplers.send(Signal.TRACES, destination.tracesDestination);
  }

  /**
   * Sends the metrics of all spans to a further destination. Without `metricsTo` it is a problem: there are none.
   *
   * @param destination where they go
   */
  public sendMetricsTo(destination: IMetricsDestination): void {
    this.samplers.send(Signal.METRICS, destination.metricsDestination);
  }

  private sizeFor(props: TailSamplerProps, load: TraceLoad): SamplingPlan {
    const { limitPercentage, spikeLimitPercentage } = new MemoryLimiterProcessor(props.memoryLimiter);
    return samplingPlan({
      load,
      decisionWait: this.decisionWait,
      cpu: props.cpu ?? 1,
      replicas: props.replicas,
      numTraces: props.numTraces,
      memoryLimit: props.memoryLimit,
      refusedFromPercent: limitPercentage - spikeLimitPercentage,
    });
  }

  private samplingProcessor(props: TailSamplerProps, { tracesPerSecond }: TraceLoad, { replicas, numTraces, cacheSize }: SamplingPlan): TailSamplingProcessor {
    return SamplingProcessors.tail(props.policy, {
      samplers: replicas,
      decisionWait: this.decisionWait,
      decisionWaitAfterRootReceived: props.decisionWaitAfterRootReceived,
      maximumTraceSize: props.maximumTraceSize,
      numTraces,
      expectedNewTracesPerSecond: Math.ceil(tracesPerSecond / replicas),
      sampledCacheSize: cacheSize,
      nonSampledCacheSize: cacheSize,
    });
  }

  private reachedBy(discovery: SamplerDiscovery, name: string): TraceIdDestination {
    const { headlessService, receiver, workload } = this.samplers;
    const port = receiver.grpcPort!;
    const place = workload.servedAt(headlessService, port);
    const destination = new TraceIdDestination({
      place,
      name,
      resolver: discovery === SamplerDiscovery.DNS
        ? BackendResolver.dns({ hostname: place.host, port })
        // a name stays when the pod gets another address, and with it its place among the samplers
        : BackendResolver.kubernetes({ service: headlessService.name, namespace: workload.namespace, ports: [port], returnHostnames: true }),
      maxReceiveSize: receiver.maxReceiveSize,
    });
    workload.served.push(destination);
    return destination;
  }
}
