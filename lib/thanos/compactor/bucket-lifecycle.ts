import { Duration } from 'cdk8s';
import { longestRetention, ThanosRetention } from './retention';
import { Finding } from '../../validation';

/** What deletes blocks of a bucket. */
export interface BlockDeletion {
  readonly retention: ThanosRetention;
  /** How long the compactor leaves a block that it has marked. */
  readonly deleteDelay: Duration;
  /** After how many days the bucket deletes objects by itself. */
  readonly expirationDays?: number;
}

/** A bucket may delete only what the compactor should have deleted long ago: an object is as old as its block, and blocks are rewritten. */
export function bucketLifecycleFindings({ retention, deleteDelay, expirationDays }: BlockDeletion): Finding[] {
  const longest = longestRetention(retention);
  if (expirationDays === undefined) {
    return [];
  }
  if (longest === undefined) {
    return [{
      what: `the bucket deletes objects after ${expirationDays} days, and the compactor keeps blocks for ever`,
      why: 'blocks would lose files that indexes refer to: queries fail, and the compactor halts',
      fix: 'take the expiration out of the lifecycle of the bucket, or give raw, fiveMinutes and oneHour a retention',
    }];
  }
  const least = Math.floor(days(longest) + days(deleteDelay)) + 1;
  return expirationDays >= least ? [] : [{
    what: `the bucket deletes objects after ${expirationDays} days, and the compactor keeps blocks for ${days(longest)} days and ${days(deleteDelay)} days of delay`,
    why: 'the bucket would be first, and take files out of blocks that are still read: queries fail, and the compactor halts',
    fix: `an expiration of ${least} days at least, or none: the compactor deletes what its retention ends`,
  }];
}

function days(duration: Duration): number {
  return duration.toMilliseconds() / 86_400_000;
}
