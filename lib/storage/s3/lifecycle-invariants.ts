import { KeptData, LifecycleConfiguration, LifecycleRule, list, prefixOf, reachesIndex } from './lifecycle-configuration';
import { S3StoreContents } from './s3-store-contents';
import { transitionFindings } from './transition-invariants';
import { Finding } from '../../validation';

/** Loki deletes what its retention has marked this much later, two hours unless told otherwise: a day, as S3 counts. */
const DELETE_DELAY_DAYS = 1;

/** Judges the lifecycle of a versioned bucket that a backend writes to. */
export function lifecycleFindings(lifecycle: LifecycleConfiguration, kept: KeptData = {}): Finding[] {
  const rules = list(lifecycle.rule).filter((rule) => rule.status === 'Enabled');
  return [
    ...retentionFindings(kept),
    ...rules.flatMap((rule) => liveDataFindings(rule, kept)),
    ...rules.flatMap((rule) => transitionFindings(rule, kept)),
    ...rules.flatMap(wholeDaysFindings),
    ...versionsFindings(rules),
  ];
}

/** To Thanos and Loki a retention of nothing means for ever; to a lifecycle it means at once. */
function retentionFindings({ contents, retentionDays }: KeptData): Finding[] {
  return retentionDays !== 0 || contents === S3StoreContents.ARCHIVE
    ? []
    : [{
      what: 'the retention is 0 days',
      why: 'storage classes and expiry are held against it as if all were deleted at once, while Thanos and Loki take 0 for ever',
      fix: 'leave retention out when the backend keeps everything, else the days for which it does: retention: Duration.days(365)',
    }];
}

function liveDataFindings(rule: LifecycleRule, kept: KeptData): Finding[] {
  return list(rule.expiration)
    .filter(({ days, date }) => days !== undefined || date !== undefined)
    .flatMap(({ days, date }) => days !== undefined && date === undefined && mayExpire(rule, kept)
      ? tooEarlyFindings(rule, days, kept)
      : [{
        what: `the lifecycle rule '${rule.id}' expires live objects ${days === undefined ? `on ${date}` : `after ${days} days`}`,
        why: 'S3 would delete blocks that indexes still refer to, and indexes, markers and rules that never grow old; queries would fail',
        fix: `take the expiration out of '${rule.id}', and set the retention of the backend instead`,
      }]);
}

/** Archives, and the folders of tenants of Loki, once the retention is known. */
function mayExpire(rule: LifecycleRule, kept: KeptData): boolean {
  const tenants = kept.contents === S3StoreContents.LOKI_CHUNKS && isFolder(rule, kept) && !reachesIndex(rule, kept);
  return kept.retentionDays !== undefined && (kept.contents === S3StoreContents.ARCHIVE || tenants);
}

/** Loki keeps its markers, its rules and the seed of its cluster at the root of the store, in files and in folders of their own. */
function isFolder(rule: LifecycleRule, { prefix }: KeptData): boolean {
  const root = prefix === undefined ? '' : `${prefix}/`;
  const [folder, ...deeper] = prefixOf(rule).slice(root.length).split('/');
  return prefixOf(rule).startsWith(root) && deeper.length > 0 && !['', 'index', 'delete_requests', 'markers', 'rules', 'ruler'].includes(folder);
}

function tooEarlyFindings(rule: LifecycleRule, days: number, { contents, retentionDays = 0 }: KeptData): Finding[] {
  const least = Math.ceil(retentionDays) + (contents === S3StoreContents.LOKI_CHUNKS ? DELETE_DELAY_DAYS : 0);
  return days >= least
    ? []
    : [{
      what: `the lifecycle rule '${rule.id}' expires live objects after ${days} days, before their retention of ${retentionDays} days ends`,
      why: 'S3 would delete what is still promised to be there, and what indexes still refer to; queries would fail',
      fix: `expiration: [{ days: ${least} }]`,
    }];
}

function wholeDaysFindings(rule: LifecycleRule): Finding[] {
  const versions = list(rule.noncurrent_version_expiration).map(({ noncurrent_days: days }) => ({
    days, subject: 'noncurrent versions expire', property: 'noncurrentVersionExpiration',
  }));
  const uploads = list(rule.abort_incomplete_multipart_upload).map(({ days_after_initiation: days }) => ({
    days, subject: 'incomplete uploads are aborted', property: 'abortMultipartAfter',
  }));
  const objects = list(rule.expiration).map(({ days }) => ({ days, subject: 'objects expire', property: 'retention' }));
  return [...versions, ...uploads, ...objects].flatMap(({ days, subject, property }) =>
    days === undefined || (days >= 1 && Number.isInteger(days))
      ? []
      : [{
        what: `${subject} after ${days} days`,
        why: 'S3 counts whole days, one at least, and refuses the lifecycle configuration',
        fix: `${property}: Duration.days(${Math.max(1, Math.ceil(days))})`,
      }]);
}

function versionsFindings(rules: readonly LifecycleRule[]): Finding[] {
  return rules.some((rule) => list(rule.noncurrent_version_expiration).length > 0)
    ? []
    : [{
      what: 'no lifecycle rule expires noncurrent versions',
      why: 'the bucket keeps versions, and compactors replace objects all day: what they delete would be stored and paid for ever',
      fix: 'leave the rule expire-noncurrent-versions in the lifecycle configuration',
    }];
}
