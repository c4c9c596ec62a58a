import { Size } from 'cdk8s';
import { LokiOptions } from './loki-options';
import { WorkloadOptions } from '../workload';

/** How the pods of a Loki run that are all of its components. */
export interface LokiPodOptions extends WorkloadOptions {
  /**
   * How many replicas there are. Less than the replication factor is a problem.
   *
   * @default 3
   */
  readonly replicas?: number;

  /**
   * The volume of each replica.
   *
   * @default Size.gibibytes(50)
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
 * A Loki in one workload.
 *
 * By default each replica gets 4 GiB of memory and from 1 to 4 cores.
 *
 * @see https://grafana.com/docs/loki/latest/get-started/deployment-modes/#monolithic-mode
 */
export interface LokiMonolithicProps extends LokiOptions {
  /**
   * Its pods.
   *
   * @default - 3 replicas, each with a volume of 50 GiB
   */
  readonly pods?: LokiPodOptions;
}
