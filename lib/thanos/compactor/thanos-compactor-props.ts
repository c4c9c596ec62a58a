import { Duration, Size } from 'cdk8s';
import { ThanosRetention } from './retention';
import { RelabelConfig } from '../../policy/relabel/relabel-config';
import { IObjectStore } from '../../storage';
import { ClusterIdentity } from '../../wiring';
import { ThanosOptions } from '../thanos-options';

/**
 * Options of a compactor.
 *
 * By default it gets 4 GiB of memory and from 1 to 2 cores.
 *
 * @see https://thanos.io/tip/components/compact.md/
 */
export interface ThanosCompactorOptions extends ThanosOptions {
  /**
   * Whether coarser samples are made of old ones. They are kept beside them, and make long ranges quick; they save no space.
   *
   * @default true
   */
  readonly downsampling?: boolean;

  /**
   * How long a block that is to be deleted stays, for those who still read it.
   *
   * @default Duration.hours(48)
   */
  readonly deleteDelay?: Duration;

  /**
   * How many streams it compacts at the same time, and how many blocks it makes coarser.
   *
   * @default 1
   */
  readonly concurrency?: number;

  /**
   * The volume for the blocks that it works on: the largest of a stream and what becomes of them, for each that it compacts at the same time.
   *
   * @default Size.gibibytes(100)
   */
  readonly volume?: Size;

  /**
   * The class of the volume.
   *
   * @default - the default class of the cluster
   */
  readonly storageClassName?: string;

  /**
   * Which streams it compacts, by their external labels, when several compactors share a bucket: `ThanosCompactor.streamsOf` gives one of several its share. Other actions than keep, drop and hashmod are a
   * problem.
   *
   * @default - all
   */
  readonly streams?: RelabelConfig[];
}

/** A compactor, and whose blocks it compacts. */
export interface ThanosCompactorProps extends ThanosCompactorOptions {
  /** Whose blocks it compacts. Two compactors of one stream of blocks are a problem: both would halt. */
  readonly objectStore: IObjectStore;

  /**
   * How long samples are kept, by their resolution. One that ends before the next resolution is made of it is a problem.
   *
   * @default - for ever
   */
  readonly retention?: ThanosRetention;

  /**
   * The cluster in which it runs.
   *
   * @default - the cluster of the store
   */
  readonly cluster?: ClusterIdentity;
}
