import { Duration, Size } from 'cdk8s';
import { ThanosWriteLimits } from './write-limits';
import { IObjectStore } from '../../storage';
import { ClusterIdentity } from '../../wiring';
import { ThanosTenancy } from '../tenancy';
import { ThanosOptions } from '../thanos-options';

/**
 * Options of the routers, which take what is written and send it to the ingestors that keep it.
 *
 * By default each gets 1 GiB of memory and from 0.5 to 2 cores.
 */
export interface ThanosReceiveRouterOptions extends ThanosOptions {
  /**
   * How many routers there are. Less than one is a problem.
   *
   * @default 2
   */
  readonly replicas?: number;
}

/**
 * Options of Receive; what every workload has is said of the ingestors, in `routers` of the routers.
 *
 * By default an ingestor gets 4 GiB of memory and from 1 to 4 cores, which is enough for some 300,000 series with their replicas.
 *
 * @see https://thanos.io/tip/components/receive.md/
 */
export interface ThanosReceiveOptions extends ThanosOptions {
  /**
   * How many ingestors there are, in all zones together. Fewer than `replicationFactor` is a problem, and so is a number that zones do not share
   * equally.
   *
   * @default 3
   */
  readonly replicas?: number;

  /**
   * How many ingestors keep each series. Of three, one may be away; with one, whoever restarts stops the writers. Less than one is a problem.
   *
   * @default 3
   */
  readonly replicationFactor?: number;

  /**
   * Zones of nodes (`topology.kubernetes.io/zone`) over which ingestors are spread, so that the copies of a series are in different zones. Each
   * has a StatefulSet of its own, whose pods change when they are deleted: zone after zone, so that two zones never restart together.
   * None, one twice, and one whose name cannot end that of an object (lower-case letters, digits and -) fail.
   *
   * @default - one StatefulSet, spread over zones as far as there are any
   */
  readonly zones?: string[];

  /**
   * The volume of each ingestor.
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

  /**
   * How long ingestors keep samples that they have uploaded. Less than 6 hours is a problem: store gateways must
   * have found a block before it is deleted here.
   *
   * @default Duration.hours(48)
   */
  readonly localRetention?: Duration;

  /**
   * How old a sample may be that comes after younger ones of its series: a gateway that was cut off or killed sends what has waited behind what is
   * new. Should be as long as the outage for which its queue is sized. The compactor then merges blocks that overlap; 0 refuses such samples.
   *
   * @default Duration.hours(1)
   */
  readonly outOfOrderTimeWindow?: Duration;

  /**
   * How far in the future a sample may be.
   *
   * @default - any time
   */
  readonly tooFarInFutureTimeWindow?: Duration;

  /**
   * How many exemplars each tenant has, in memory.
   *
   * @default - none
   */
  readonly maxExemplars?: number;

  /**
   * External labels beyond those of the cluster: of two who write into one store, one at least needs some. They win over labels of series.
   *
   * @default - `receive_cluster`, `receive_region` and `receive_replica`
   */
  readonly externalLabels?: { readonly [name: string]: string };

  /**
   * Whether the compactor makes one block of the copies of a block, and the bucket keeps each sample once. It cannot be undone.
   *
   * @default - when there are copies
   */
  readonly mergeReplicas?: boolean;

  /**
   * How writers are told apart. Thanos believes whoever names a tenant: a proxy before it has to make sure of who that is.
   *
   * @default - one tenant
   */
  readonly tenancy?: ThanosTenancy;

  /**
   * What may be written. It is refused by the routers.
   *
   * @default - no limit
   */
  readonly writeLimits?: ThanosWriteLimits;

  /**
   * The routers.
   *
   * @default - 2 of them
   */
  readonly routers?: ThanosReceiveRouterOptions;
}

/** Receive, where it runs, and where it keeps blocks. */
export interface ThanosReceiveProps extends ThanosReceiveOptions {
  /**
   * The cluster in which it runs. It is announced as `receive_cluster` and `receive_region`, not as `cluster`: the labels of those who keep series
   * win over the labels of series, and `cluster` is where a series comes from.
   */
  readonly cluster: ClusterIdentity;

  /** Where blocks are kept. One whose objects expire before the compactor deletes them is a problem. */
  readonly objectStore: IObjectStore;
}
