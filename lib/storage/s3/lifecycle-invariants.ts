import { Finding } from '../../validation';

/** A block of Terraform JSON: one object, or a list of them. */
type Block<T> = T | readonly T[];

/** The parts of an `aws_s3_bucket_lifecycle_configuration` that are judged. */
export interface LifecycleConfiguration {
  readonly rule?: Block<LifecycleRule>;
}

interface LifecycleRule {
  readonly id?: string;
  readonly status?: string;
  readonly expiration?: Block<{ readonly days?: number; readonly date?: string }>;
  readonly noncurrent_version_expiration?: Block<{ readonly noncurrent_days?: number }>;
  readonly abort_incomplete_multipart_upload?: Block<{ readonly days_after_initiation?: number }>;
}

/** Judges the lifecycle of a versioned bucket that a backend writes to. */
export function lifecycleFindings(lifecycle: LifecycleConfiguration): Finding[] {
  const rules = list(lifecycle.rule).filter((rule) => rule.status === 'Enabled');
  return [...rules.flatMap(liveDataFindings), ...rules.flatMap(wholeDaysFindings), ...versionsFindings(rules)];
}

function liveDataFindings(rule: LifecycleRule): Finding[] {
  return list(rule.expiration)
    .filter(({ days, date }) => days !== undefined || date !== undefined)
    .map(({ days, date }) => ({
      what: `the lifecycle rule '${rule.id}' expires live objects ${days === undefined ? `on ${date}` : `after ${days} days`}`,
      why: 'S3 would delete blocks that indexes still refer to, and indexes, markers and rules that never grow old; queries would fail',
      fix: `take the expiration out of '${rule.id}', and set the retention of the backend instead`,
    }));
}

function wholeDaysFindings(rule: LifecycleRule): Finding[] {
  const versions = list(rule.noncurrent_version_expiration).map(({ noncurrent_days: days }) => ({
    days, subject: 'noncurrent versions expire', property: 'noncurrentVersionExpiration',
  }));
  const uploads = list(rule.abort_incomplete_multipart_upload).map(({ days_after_initiation: days }) => ({
    days, subject: 'incomplete uploads are aborted', property: 'abortMultipartAfter',
  }));
  return [...versions, ...uploads].flatMap(({ days, subject, property }) =>
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

function list<T>(block: Block<T> | undefined): readonly T[] {
  if (block === undefined) {
    return [];
  }
  return Array.isArray(block) ? block : [block as T];
}
