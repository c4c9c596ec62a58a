import { Duration } from 'cdk8s';
import { retentionFlags, ThanosRetention } from './retention';
import { prometheusDuration } from '../../policy/relabel/prometheus-duration';
import { FlagValues } from '../flags/setting';
import { BucketDeduplication } from '../producers/deduplication';

/** What is known of a compactor. */
export interface CompactorPlan {
  readonly directory: string;
  readonly objstoreFile: string;
  readonly retention: ThanosRetention;
  readonly downsampling: boolean;
  readonly deleteDelay?: Duration;
  readonly consistencyDelay?: Duration;
  readonly concurrency?: number;
  readonly deduplication: BucketDeduplication;
  readonly selectorFile?: string;
}

/**
 * What a compactor is started with. It stays when its work is done: a pod that ends would be started again at once, and ever later.
 */
export function compactorFlags(plan: CompactorPlan): FlagValues {
  return {
    'data-dir': plan.directory,
    'objstore.config-file': plan.objstoreFile,
    'wait': true,
    ...retentionFlags(plan.retention),
    'downsampling.disable': plan.downsampling ? undefined : true,
    'delete-delay': written(plan.deleteDelay),
    'consistency-delay': written(plan.consistencyDelay),
    'compact.concurrency': plan.concurrency,
    'downsample.concurrency': plan.concurrency,
    'selector.relabel-config-file': plan.selectorFile,
    ...deduplicationFlags(plan.deduplication),
  };
}

function deduplicationFlags({ replicaLabels, function: merge, verticalCompaction }: BucketDeduplication): FlagValues {
  return {
    'deduplication.replica-label': replicaLabels.length > 0 ? replicaLabels : undefined,
    'deduplication.func': merge,
    // a replica label switches it on by itself
    'compact.enable-vertical-compaction': verticalCompaction && replicaLabels.length === 0 ? true : undefined,
  };
}

function written(duration: Duration | undefined): string | undefined {
  return duration && prometheusDuration(duration.toMilliseconds());
}
