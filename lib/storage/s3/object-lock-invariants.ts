import { Block, KeptData, list } from './lifecycle-configuration';
import { S3StoreContents } from './s3-store-contents';
import { Finding } from '../../validation';

/** The parts of an `aws_s3_bucket_object_lock_configuration` that are judged. */
export interface ObjectLockConfiguration {
  readonly rule?: Block<{ readonly default_retention?: Block<{ readonly days?: number; readonly years?: number }> }>;
}

/** What is locked must be neither compacted nor promised to be gone earlier. */
export function objectLockFindings(lock: ObjectLockConfiguration, { contents, retentionDays }: KeptData): Finding[] {
  const retentions = list(lock.rule).flatMap((rule) => list(rule.default_retention));
  return retentions.flatMap(({ days, years }) => {
    const locked = days ?? (years ?? 0) * 365;
    return [...compactionFindings(locked, contents), ...retentionFindings(locked, retentionDays)];
  });
}

function compactionFindings(locked: number, contents: S3StoreContents | undefined): Finding[] {
  return contents === S3StoreContents.ARCHIVE
    ? []
    : [{
      what: `objects of ${contents ?? 'unknown contents'} are locked for ${locked} days`,
      why: 'Thanos, Loki and Tempo replace objects all day: the bucket would keep, and charge for, every block that was ever compacted',
      fix: 'leave objectLock out, or say that nothing rewrites what is in the store: contents: S3StoreContents.ARCHIVE',
    }];
}

function retentionFindings(locked: number, retentionDays: number | undefined): Finding[] {
  return retentionDays === undefined || retentionDays >= locked
    ? []
    : [{
      what: `objects are kept for ${retentionDays} days and locked for ${locked}`,
      why: 'they would be hidden when their retention ends, and be paid for until the lock does',
      fix: `retention: Duration.days(${locked})`,
    }];
}
