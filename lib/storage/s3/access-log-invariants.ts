import { bucketNameFindings, NeighbourDocument } from './bucket-invariants';
import { LifecycleConfiguration, LifecycleRule, list, prefixOf } from './lifecycle-configuration';
import { Finding } from '../../validation';

/** What is judged of a bucket for access logs. */
export interface LogBucketDocument {
  readonly bucketName: string;
  readonly retentionDays: number;
  readonly lifecycle: LifecycleConfiguration;
  readonly earlier: readonly NeighbourDocument[];
}

/** Everything that can be said of a bucket for access logs at synth. */
export function logBucketFindings({ bucketName, retentionDays, lifecycle, earlier }: LogBucketDocument): Finding[] {
  const rules = list(lifecycle.rule).filter((rule) => rule.status === 'Enabled');
  return [
    ...bucketNameFindings(bucketName, earlier, 'accessLogs: S3AccessLogs.toBucket(…) with one S3AccessLogBucket for the stores of a stack'),
    ...rules.flatMap((rule) => expiryFindings(rule, retentionDays)),
    ...endFindings(rules),
    ...versionFindings(rules),
  ];
}

/** Judges the existing bucket, as the program calls it, that a store is logged into. */
export function logTargetFindings(target: string | undefined, buckets: readonly NeighbourDocument[]): Finding[] {
  const maker = buckets.find(({ bucketName }) => bucketName === target);
  return maker === undefined
    ? []
    : [{
      what: `the access logs go to ${target} as to a bucket that exists already, but '${maker.path}' makes it`,
      why: 'its policy lets the log service of S3 write only for stores that it was told of: no log would arrive',
      fix: "accessLogs: S3AccessLogs.toBucket(new S3AccessLogBucket(stack, 'access-logs', { … })) in the stack of the store, or leave accessLogs out",
    }];
}

function expiryFindings(rule: LifecycleRule, retentionDays: number): Finding[] {
  return list(rule.expiration).flatMap(({ days, date }) => {
    if (date !== undefined) {
      return [tooEarly(rule, `on ${date}`, 'from that day on S3 would delete every log on the day after it was written', retentionDays)];
    }
    return days === undefined || days >= retentionDays
      ? []
      : [tooEarly(rule, `after ${days} days`, `they are promised to be there for ${retentionDays} days`, retentionDays)];
  });
}

function tooEarly({ id }: LifecycleRule, when: string, why: string, retentionDays: number): Finding {
  return {
    what: `the lifecycle rule '${id}' expires access logs ${when}`,
    why,
    fix: `expiration: [{ days: ${retentionDays} }], or the retention of the bucket instead of an override`,
  };
}

function endFindings(rules: readonly LifecycleRule[]): Finding[] {
  const expires = rules.some((rule) => prefixOf(rule) === '' && list(rule.expiration).some(({ days, date }) => days !== undefined || date !== undefined));
  return expires
    ? []
    : [{
      what: 'no lifecycle rule expires access logs',
      why: 'S3 writes a line for every request, and nothing else ever deletes one: they would be paid for for ever',
      fix: 'leave the rule expire-logs in the lifecycle configuration; to keep logs longer: retention: Duration.days(3650)',
    }];
}

function versionFindings(rules: readonly LifecycleRule[]): Finding[] {
  return rules.some((rule) => list(rule.noncurrent_version_expiration).length > 0)
    ? []
    : [{
      what: 'no lifecycle rule expires noncurrent versions of access logs',
      why: 'the bucket keeps versions: a log that expires would only be hidden, and be paid for for ever',
      fix: 'leave the rule expire-noncurrent-versions in the lifecycle configuration',
    }];
}
