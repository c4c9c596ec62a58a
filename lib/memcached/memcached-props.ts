import { Size } from 'cdk8s';
import { WorkloadOptions } from '../workload';

/**
 * Options of servers of memcached.
 *
 * By default each gets 1 GiB of memory, of which four fifths hold items, and from 0.1 to 1 core.
 */
export interface MemcachedProps extends WorkloadOptions {
  /**
   * How many servers there are. Each holds other keys: they are no copies of each other. Less than one is a
   * problem.
   *
   * @default 2
   */
  readonly replicas?: number;

  /**
   * The largest item (`-I`). Clients learn of it by `endpoint`. A multiple of 512 KiB from 1 MiB to 1 GiB, and at most half of the memory for items:
   * anything else is a problem.
   *
   * @default Size.mebibytes(1)
   * @see https://docs.memcached.org/serverguide/
   */
  readonly maxItemSize?: Size;

  /**
   * Connections to a server at the same time. Those beyond wait. Less than one is a problem.
   *
   * @default 16384
   */
  readonly connections?: number;
}
