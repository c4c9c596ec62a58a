import { Duration, Size } from 'cdk8s';
import { CollectorProps } from './collector-options';
import { OtlpReceiverProps } from './components/receivers/otlp-receiver';
import { LogRoute } from './log-routes';
import { GatewayScrapingOptions } from './scraping-options';
import { LogVolumePolicy } from '../policy';

/**
 * How a gateway grows and shrinks. One that takes OTLP may double every 15 seconds. One that an allocator gives targets does so every 10 minutes, after 5 minutes
 * of need: each step moves targets between collectors that were there before, so that a few large ones are better than many small ones.
 */
export interface GatewayAutoscaling {
  /**
   * The fewest replicas.
   *
   * @default 2
   */
  readonly minReplicas?: number;

  /**
   * The most replicas.
   *
   * @default 10
   */
  readonly maxReplicas?: number;

  /**
   * Percent of the memory at which replicas are added, of all pods on average. It must be below the share at which the memory limiter refuses data.
   *
   * @default - 50; 40 where an allocator shares out targets: the fullest pod has up to a quarter more of them than the average
   */
  readonly targetMemoryUtilization?: number;

  /**
   * How long memory must have been low before replicas are taken away. What waits on their volumes waits until they come back.
   * Whole seconds, at most an hour: anything else fails.
   *
   * @default - 10 minutes; 30 minutes where an allocator shares out targets, a fifth of which move with every step
   */
  readonly scaleDownStabilization?: Duration;

  /**
   * A metric of queues, served by an external metrics adapter, for example `otelcol_exporter_queue_size`. Goes with `queueMetricTarget`;
   * one without the other fails.
   *
   * @default - memory alone
   */
  readonly queueMetric?: string;

  /**
   * The value of the metric per replica, as a quantity of Kubernetes, for example `500M`. Goes with `queueMetric`; one without the other fails.
   *
   * @default - memory alone
   */
  readonly queueMetricTarget?: string;
}

/** Options of a gateway. */
export interface GatewayStatefulSetProps extends CollectorProps {
  /**
   * The volume on which data waits while a destination is down. Every replica has one.
   *
   * @default Size.gibibytes(10)
   */
  readonly queueVolume?: Size;

  /**
   * How much one queue may hold. There is a queue for every destination and signal; more than fits the volume is a problem.
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
   * A fixed number of replicas. Together with `autoscaling` it is a problem.
   *
   * @default - an autoscaler decides
   */
  readonly replicas?: number;

  /**
   * How it grows and shrinks.
   *
   * @default - from 2 to 10 replicas, by memory, unless `replicas` is given
   */
  readonly autoscaling?: GatewayAutoscaling;

  /**
   * What it scrapes. With an allocator every replica has a share of the targets; without one, more than one replica is a problem: each would scrape
   * everything. It takes OTLP nevertheless.
   *
   * @default - nothing
   */
  readonly scrape?: GatewayScrapingOptions;

  /**
   * What becomes of log records before they are sent on. What agents have dropped or changed already it does not see; rules by namespace are about records
   * to which an agent, or `kubernetesMetadata`, has given `k8s.namespace.name`.
   *
   * @default - all records are sent on as they are
   */
  readonly logVolume?: LogVolumePolicy;

  /**
   * Where records go by their class; what is of none of these classes goes where all logs go (`logsTo`, or `destination`), and so does all that `sendLogsTo` adds. Without `logsTo` it fails, and
   * so does a class that no rule of `logVolume` says when that says any. Agents may have said it.
   *
   * @default - all records go where logs go
   */
  readonly logRoutes?: LogRoute[];

  /**
   * The receiver of OTLP.
   *
   * @default - gRPC on 4317 and HTTP on 4318, messages up to 4 MiB
   */
  readonly otlp?: OtlpReceiverProps;
}
