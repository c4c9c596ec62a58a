import { Processor } from './components/component';
import { K8sAttributesProcessorProps } from './components/processors/k8s-attributes-processor';
import { MemoryLimiterProcessorProps } from './components/processors/memory-limiter-processor';
import { CollectorWorkloadOptions } from './workload-options';
import { ClusterIdentity, ILogsDestination, IMetricsDestination, ITelemetryDestination, ITracesDestination } from '../wiring';

/** What every collector is told. */
export interface CollectorProps extends CollectorWorkloadOptions {
  /** The cluster in which it runs, written on every record that does not say where it comes from. */
  readonly cluster: ClusterIdentity;

  /**
   * Where every signal goes that has no destination of its own.
   *
   * @default - signals without a destination are not taken further
   */
  readonly destination?: ITelemetryDestination;

  /**
   * Where traces go. `sendTracesTo` adds further destinations. Where nothing gives traces it is a problem.
   *
   * @default - `destination`
   */
  readonly tracesTo?: ITracesDestination;

  /**
   * Where metrics go. `sendMetricsTo` adds further destinations. Where nothing gives metrics it is a problem.
   *
   * @default - `destination`
   */
  readonly metricsTo?: IMetricsDestination;

  /**
   * Where logs go. `sendLogsTo` adds further destinations. Where nothing gives logs it is a problem.
   *
   * @default - `destination`
   */
  readonly logsTo?: ILogsDestination;

  /**
   * What Kubernetes knows of a pod is added to its telemetry, with labels and annotations that you choose. In a gateway: for pods that
   * send to it directly, without an agent on their node.
   *
   * @default - nothing is added by a gateway and by a cluster collector; agents add what the processor adds by default
   */
  readonly kubernetesMetadata?: K8sAttributesProcessorProps;

  /**
   * What happens to every signal on the way, in this order. `addProcessor` adds for single signals.
   *
   * @default - nothing beyond what the other options say
   */
  readonly processors?: Processor[];

  /**
   * The memory limiter of every pipeline.
   *
   * @default - it refuses data from 60 % of the memory limit on
   */
  readonly memoryLimiter?: MemoryLimiterProcessorProps;

  /**
   * Whether Go profiles are served on localhost.
   *
   * @default false
   */
  readonly profiling?: boolean;
}
