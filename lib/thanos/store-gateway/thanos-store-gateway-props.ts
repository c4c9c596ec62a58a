import { Duration, Size } from 'cdk8s';
import { ThanosCachingBucketProps } from './caching-bucket';
import { ThanosIndexCacheProps } from './index-cache';
import { ThanosStoreWindow } from './windows';
import { IObjectStore } from '../../storage';
import { ClusterIdentity } from '../../wiring';
import { ThanosOptions } from '../thanos-options';

/**
 * Options of a store gateway.
 *
 * By default each replica gets 4 GiB of memory and from 0.5 to 4 cores.
 *
 * @see https://thanos.io/tip/components/store.md/
 */
export interface ThanosStoreGatewayOptions extends ThanosOptions {
  /**
   * Which samples it has, by their age, and how many share them. Several store gateways, each of a window, have to leave no gap: a stack judges it.
   *
   * @default - all
   */
  readonly window?: ThanosStoreWindow;

  /**
   * How many replicas each shard has. They have the same blocks, and each query goes to one of them. Less than one is a problem.
   *
   * @default 2
   */
  readonly replicas?: number;

  /**
   * The cache of indexes.
   *
   * @default - 250 MiB in the memory of each replica
   */
  readonly indexCache?: ThanosIndexCacheProps;

  /**
   * The cache of chunks, and of what is known of blocks.
   *
   * @default - none: every query reads chunks from the bucket
   */
  readonly cachingBucket?: ThanosCachingBucketProps;

  /**
   * How often it looks for new blocks.
   *
   * @default Duration.minutes(15)
   */
  readonly syncInterval?: Duration;

  /**
   * How many queries each replica works on at the same time.
   *
   * @default 20
   */
  readonly maxConcurrency?: number;

  /**
   * How much one query may read from the bucket. A query that would read more fails.
   *
   * @default - no limit
   */
  readonly downloadedBytesLimit?: Size;

  /**
   * How many series one query may touch. A query that would touch more fails.
   *
   * @default - no limit
   */
  readonly requestSeriesLimit?: number;

  /**
   * How many samples one query may touch. A query that would touch more fails.
   *
   * @default - no limit
   */
  readonly requestSamplesLimit?: number;

  /**
   * The volume of each replica, for headers of indexes: without it all of them are read again after every restart.
   *
   * @default Size.gibibytes(20)
   */
  readonly volume?: Size;

  /**
   * The class of the volumes.
   *
   * @default - the default class of the cluster
   */
  readonly storageClassName?: string;
}

/** A store gateway, and whose blocks it serves. */
export interface ThanosStoreGatewayProps extends ThanosStoreGatewayOptions {
  /** Whose blocks it serves. */
  readonly objectStore: IObjectStore;

  /**
   * The cluster in which it runs.
   *
   * @default - the cluster of the store
   */
  readonly cluster?: ClusterIdentity;
}
