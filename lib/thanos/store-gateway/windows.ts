import { Duration } from 'cdk8s';
import { prometheusDuration } from '../../policy/relabel/prometheus-duration';
import { RelabelConfig } from '../../policy/relabel/relabel-config';
import { FlagValues } from '../flags/setting';
import { shardSelector } from '../selector/selector';

/** The label by which store gateways may share blocks: every block has an identifier of its own. */
const BLOCK_ID = '__block_id';

/**
 * The samples of some store gateways, by their age: fresh ones are asked for all day, and old ones may be answered by fewer and slower pods.
 */
export interface ThanosStoreWindow {
  /** What it is called in the names of its workloads, such as `warm`. */
  readonly name: string;

  /**
   * The age of the oldest samples.
   *
   * @default - the oldest that there are
   */
  readonly oldest?: Duration;

  /**
   * The age of the youngest samples. It has to be younger than what those who write still have themselves.
   *
   * @default - the youngest that there are
   */
  readonly youngest?: Duration;

  /**
   * How many store gateways share the blocks of the window; each may have several replicas. Less than 1 fails.
   *
   * @default 1
   */
  readonly shards?: number;
}

/** One store gateway of several. */
export interface StoreShard {
  readonly window: ThanosStoreWindow;
  /** from 0 */
  readonly shard: number;
  /** Which blocks it has; without rules all of its window. */
  readonly selector: RelabelConfig[];
}

/** All store gateways of some windows. */
export function storeShards(windows: readonly ThanosStoreWindow[]): StoreShard[] {
  return windows.flatMap((window) => {
    const { shards = 1 } = window;
    return Array.from({ length: shards }, (_, shard) => ({ window, shard, selector: shards > 1 ? shardSelector([BLOCK_ID], shards, shard) : [] }));
  });
}

/** The flags of a window: ages are counted from now, so that samples wander from one to the next. */
export function windowFlags({ oldest, youngest }: ThanosStoreWindow): FlagValues {
  return { 'min-time': age(oldest), 'max-time': age(youngest) };
}

function age(duration: Duration | undefined): string | undefined {
  return duration && `-${prometheusDuration(duration.toMilliseconds())}`;
}
