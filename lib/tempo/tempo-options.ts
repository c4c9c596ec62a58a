import { Size } from 'cdk8s';
import { RemoteWriteEndpoint } from '../wiring';
import { WorkloadOptions } from '../workload';
import { TempoProcessor } from './document/tempo-plan';

/**
 * Options of the one pod in which all components are.
 *
 * By default it gets 4 GiB of memory and from 1 to 4 cores.
 */
export interface TempoMonolithOptions extends WorkloadOptions {
  /**
   * Its volume: the log of spans that are not in the store yet, and blocks that were written in the last minutes.
   *
   * @default Size.gibibytes(20)
   */
  readonly volume?: Size;

  /**
   * The class of the volume.
   *
   * @default - the default class of the cluster
   */
  readonly storageClassName?: string;
}

/**
 * Options of a component that keeps nothing.
 *
 * By default a distributor and a frontend get 2 GiB of memory and from 0.5 to 2 cores, a querier 4 GiB and from 0.5 to 4, a compactor 5 GiB and from 0.5 to 2.
 */
export interface TempoComponentOptions extends WorkloadOptions {
  /**
   * How many replicas there are. Less than one is a problem.
   *
   * @default 2
   */
  readonly replicas?: number;
}

/**
 * Options of a component that has a volume.
 *
 * By default an ingester gets 5 GiB of memory and from 1 to 4 cores, a generator of metrics 2 GiB and from 0.5 to 2.
 */
export interface TempoStatefulOptions extends TempoComponentOptions {
  /**
   * The volume of each replica.
   *
   * @default - 20 GiB for an ingester, 10 GiB for a generator of metrics
   */
  readonly volume?: Size;

  /**
   * The class of the volumes.
   *
   * @default - the default class of the cluster
   */
  readonly storageClassName?: string;
}

/**
 * Components as processes of their own, each as often as it is needed: of the line 2.10, which is the last one that needs no Kafka.
 *
 * @see https://grafana.com/docs/tempo/v2.10.x/introduction/architecture/
 */
export interface TempoMicroservicesOptions {
  /**
   * How many ingesters keep each span until it is in the store. More than there are is a problem.
   *
   * @default 3
   */
  readonly replicationFactor?: number;

  /**
   * Who takes spans from clients.
   *
   * @default - 2 replicas
   */
  readonly distributor?: TempoComponentOptions;

  /**
   * Who keeps spans until they are in the store.
   *
   * @default - 3 replicas with 20 GiB each
   */
  readonly ingester?: TempoStatefulOptions;

  /**
   * Who reads what ingesters and store have.
   *
   * @default - 2 replicas
   */
  readonly querier?: TempoComponentOptions;

  /**
   * Who is asked by clients, and cuts their questions into pieces for queriers.
   *
   * @default - 2 replicas
   */
  readonly queryFrontend?: TempoComponentOptions;

  /**
   * Who compacts and deletes blocks.
   *
   * @default - 2 replicas
   */
  readonly compactor?: TempoComponentOptions;

  /**
   * The pods that make metrics of spans. Without `metricsGenerator` of the stack it is a problem.
   *
   * @default - 2 replicas with 10 GiB each, if metrics are made
   */
  readonly metricsGenerator?: TempoStatefulOptions;
}

/**
 * Metrics that are made of spans.
 *
 * @see https://grafana.com/docs/tempo/latest/metrics-from-traces/metrics-generator/
 */
export interface TempoMetricsGeneratorProps {
  /** Where they are written to. Nobody is a problem. */
  readonly remoteWriteTo: RemoteWriteEndpoint[];

  /**
   * Which metrics are made. None is a problem. Where a collector makes metrics of the same spans, take `SPAN_METRICS` out: every request would be counted twice, under
   * two names. Behind a `TailSampler` of the same program they are a problem: Tempo sees what is kept, not what there was.
   *
   * @default - service graphs and span metrics
   */
  readonly processors?: TempoProcessor[];
}
