import { Duration, Size } from 'cdk8s';
import { SamplingPolicy } from '../../policy';
import { ClusterIdentity, IMetricsDestination, ITracesDestination } from '../../wiring';
import { Processor } from '../components/component';
import { ServiceGraphConnectorProps } from '../components/connectors/service-graph-connector';
import { SpanMetricsConnectorProps } from '../components/connectors/span-metrics-connector';
import { MemoryLimiterProcessorProps } from '../components/processors/memory-limiter-processor';
import { OtlpReceiverProps } from '../components/receivers/otlp-receiver';
import { CollectorWorkloadOptions } from '../workload-options';

/** Who sends each trace to the sampler that holds the rest of it. */
export enum TraceRouting {
  /** Routers of the sampler: a Deployment behind a Service, to which anybody may send. */
  ROUTERS = 'routers',
  /** The collectors of this program that take it as a destination, each from its own queue. Nobody else may send to it. */
  SENDERS = 'senders',
}

/** How routers find samplers. */
export enum SamplerDiscovery {
  /** By EndpointSlices, which they may read in this namespace: changes are known at once, and a sampler keeps its traces when its pod gets another address. */
  KUBERNETES = 'kubernetes',
  /** By the name of the headless Service, every five seconds, without a right: a sampler that restarts has another address, and other traces. */
  DNS = 'dns',
}

/**
 * Options of the routers.
 *
 * By default each gets 1 GiB of memory and from 0.5 to 2 cores.
 */
export interface TraceRouterOptions extends CollectorWorkloadOptions {
  /**
   * How many routers there are. Less than one is a problem.
   *
   * @default 2
   */
  readonly replicas?: number;

  /**
   * The receiver of OTLP.
   *
   * @default - gRPC on 4317 and HTTP on 4318, messages up to 4 MiB
   */
  readonly otlp?: OtlpReceiverProps;
}

/**
 * Options of a tail sampler; what every workload has is said of the samplers, in `routers` of the routers.
 *
 * By default a sampler gets the memory that follows from its load, and from 1 to 2 cores.
 */
export interface TailSamplerProps extends CollectorWorkloadOptions {
  /** Which traces are kept. */
  readonly policy: SamplingPolicy;

  /** How many traces begin in a second at the busiest time. Zero and less fail. */
  readonly expectedTracesPerSecond: number;

  /** Where traces go that are kept. `sendTracesTo` adds further destinations. */
  readonly destination: ITracesDestination;

  /**
   * How many spans a trace has on average. Less than one fails.
   *
   * @default 10
   */
  readonly spansPerTrace?: number;

  /**
   * How many bytes a span has on average with its share of the resource, as it is sent and before compression. Less than one fails.
   *
   * @default 1000
   */
  readonly bytesPerSpan?: number;

  /**
   * How long a trace is held after its first span before it is decided about: longer than nearly all traces take, with what delays their spans
   * on the way. Less than a second fails.
   *
   * @default Duration.seconds(30)
   */
  readonly decisionWait?: Duration;

  /**
   * How long a trace is held after its root span, which mostly comes last. Longer than `decisionWait` fails. Not for traces whose root ends
   * before the rest, as those through queues do.
   *
   * @default - the root span makes no difference
   */
  readonly decisionWaitAfterRootReceived?: Duration;

  /**
   * A trace that grows larger is dropped before its decision, so that one alone cannot take the memory of all.
   *
   * @default - no limit
   */
  readonly maximumTraceSize?: Size;

  /**
   * How many samplers there are. Less than one is a problem, and so is less than holds the load. A fixed number: with every change of it traces
   * are split.
   *
   * @default - as many as the load needs, and at least 3
   */
  readonly replicas?: number;

  /**
   * How many traces each sampler holds. Fewer than come in while one is held is a problem.
   *
   * @default - the traces in a second times `decisionWait`, shared among the samplers, and half as much again
   */
  readonly numTraces?: number;

  /**
   * The cluster in which it runs, written on every span that does not say where it was made. What an agent has written stays.
   *
   * @default - nothing is written: right for a sampler to which several clusters send
   */
  readonly cluster?: ClusterIdentity;

  /**
   * What every span passes before it is counted and decided about, in this order. A `K8sAttributesProcessor` fails: connections come from routers,
   * not from the pods that made the spans.
   *
   * @default - nothing
   */
  readonly processors?: Processor[];

  /**
   * Where metrics go that are made of all spans, before any is dropped: requests, errors and durations.
   *
   * @default - no metrics are made
   */
  readonly metricsTo?: IMetricsDestination;

  /**
   * How requests, errors and durations are counted. Fails without `metricsTo`.
   *
   * @default - by cluster, service, name and kind of the span, and status; at most 10000 series for one metric of a service
   */
  readonly spanMetrics?: SpanMetricsConnectorProps;

  /**
   * Counts who calls whom. Fails without `metricsTo`.
   *
   * @default - not counted
   */
  readonly serviceGraph?: ServiceGraphConnectorProps;

  /**
   * Who sends each trace to the sampler that holds the rest of it.
   *
   * @default TraceRouting.ROUTERS
   */
  readonly routing?: TraceRouting;

  /**
   * The routers. Fails with `TraceRouting.SENDERS`.
   *
   * @default - two
   */
  readonly routers?: TraceRouterOptions;

  /**
   * How samplers are found by whoever routes.
   *
   * @default SamplerDiscovery.KUBERNETES
   */
  readonly discovery?: SamplerDiscovery;

  /**
   * The volume on which kept traces wait while their destination is down. Every sampler has one.
   *
   * @default Size.gibibytes(10)
   */
  readonly queueVolume?: Size;

  /**
   * How much one queue may hold. There is a queue for every destination; more than fits the volume is a problem.
   *
   * @default - an equal share of the volume
   */
  readonly queueSize?: Size;

  /**
   * The class of the volume.
   *
   * @default - the default class of the cluster
   */
  readonly storageClassName?: string;

  /**
   * The memory limiter of the samplers.
   *
   * @default - it refuses data from 60 % of the memory limit on
   */
  readonly memoryLimiter?: MemoryLimiterProcessorProps;
}
