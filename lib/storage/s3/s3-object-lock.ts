import { Duration } from 'cdk8s';
import { inDays } from './days';
import { fail } from '../../validation';

/**
 * For how long nobody can delete or replace what is written to a bucket. For archives only: a compactor could delete nothing any more.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
 */
export class S3ObjectLock {
  /**
   * Whoever has the right `s3:BypassGovernanceRetention` may still delete.
   *
   * Fails on anything but whole days, one to 36500.
   *
   * @param retention for how long an object is locked
   */
  public static governance(retention: Duration): S3ObjectLock {
    return new S3ObjectLock('GOVERNANCE', requireDays('S3ObjectLock.governance', retention));
  }

  /**
   * Nobody may delete, not even the root of the account: a bucket that is locked by mistake is paid for until the end.
   *
   * Fails on anything but whole days, one to 36500.
   *
   * @param retention for how long an object is locked
   */
  public static compliance(retention: Duration): S3ObjectLock {
    return new S3ObjectLock('COMPLIANCE', requireDays('S3ObjectLock.compliance', retention));
  }

  /** What S3 calls it: `GOVERNANCE` or `COMPLIANCE`. */
  public readonly mode: string;

  /** For how long an object is locked. */
  public readonly retention: Duration;

  private constructor(mode: 'GOVERNANCE' | 'COMPLIANCE', retention: Duration) {
    this.mode = mode;
    this.retention = retention;
  }
}

function requireDays(caller: string, retention: Duration): Duration {
  const days = inDays(retention);
  if (days < 1 || days > 36500 || !Number.isInteger(days)) {
    fail(caller, {
      what: `objects are locked for ${days} days`,
      why: 'S3 counts whole days, 1 to 36500, and refuses the configuration',
      fix: `${caller}(Duration.days(${Math.min(36500, Math.max(1, Math.ceil(days)))}))`,
    });
  }
  return retention;
}
