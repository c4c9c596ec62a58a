/** What a bucket was meant to be, against what AWS says it is. */
import { LifecycleRule, LiveBucket, LiveKey, LiveReplication } from './live-bucket';
import { Finding } from '../judging/verdict';

export interface BucketIntent {
  readonly bucket: string;
  readonly region: string;
  /** who writes there: clients, or S3 its access logs */
  readonly holds: 'objects' | 'access logs';
  /** `own`: a key that is made with the bucket; `none`: keys that S3 keeps for itself; else the ARN of the key that was given */
  readonly key: string;
  readonly noncurrentDays: number;
  readonly abortDays: number;
  /** nothing: live objects stay */
  readonly expirationDays?: number;
  /** nothing: objects are not locked */
  readonly lock?: { readonly Mode: string; readonly Days: number };
  /** nothing: objects are not copied */
  readonly replica?: ReplicaIntent;
  /** the bucket that has the logs; nothing: no logs are written */
  readonly logs?: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Where objects are copied to. */
export interface ReplicaIntent {
  readonly bucket: string;
  readonly region: string;
  /** the ARN of the key there; nothing: keys that S3 keeps for itself */
  readonly key?: string;
}

export interface Comparison {
  readonly check: string;
  readonly wanted: unknown;
  readonly live: unknown;
}

/** Text that is the same for values that are the same, whatever the order of their keys. */
function written(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => typeof each === 'object' && each !== null && !Array.isArray(each)
    ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => one.localeCompare(other))) : each) ?? 'nothing';
}

function inForce(rules: readonly LifecycleRule[]): LifecycleRule[] {
  return rules.filter(({ Status, Filter }) => Status === 'Enabled' && (Filter?.Prefix ?? '') === '');
}

function lifecycle({ noncurrentDays, abortDays, expirationDays }: BucketIntent, rules: readonly LifecycleRule[]): Comparison[] {
  const everywhere = inForce(rules);
  const days = <T>(read: (rule: LifecycleRule) => T | undefined) => everywhere.map(read).filter((value) => value !== undefined);
  return [
    { check: 'noncurrent versions', wanted: [noncurrentDays], live: days((rule) => rule.NoncurrentVersionExpiration?.NoncurrentDays) },
    { check: 'incomplete uploads', wanted: [abortDays], live: days((rule) => rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation) },
    { check: 'delete markers', wanted: [true], live: days((rule) => rule.Expiration?.ExpiredObjectDeleteMarker) },
    // of all rules, in force or not: a store leaves the retention of live objects to who wrote them
    { check: 'expiration', wanted: expirationDays === undefined ? [] : [expirationDays], live: rules.map((rule) => rule.Expiration?.Days).filter((value) => value !== undefined) },
  ];
}

function ownKey({ bucket, tags }: BucketIntent, key: LiveKey | null): Comparison[] {
  return [
    { check: 'key rotation', wanted: true, live: key?.rotated },
    { check: 'key alias', wanted: [`alias/${bucket}`], live: key?.aliases },
    { check: 'key tags', wanted: tags, live: key?.tags },
  ];
}

function encryption(intent: BucketIntent, { algorithm, keyId, bucketKey, key }: LiveBucket): Comparison[] {
  if (intent.key === 'none') {
    return [{ check: 'encryption', wanted: ['AES256', null], live: [algorithm, keyId] }];
  }
  return [
    { check: 'encryption', wanted: 'aws:kms', live: algorithm },
    { check: 'bucket key', wanted: true, live: bucketKey },
    ...intent.key === 'own' ? ownKey(intent, key) : [{ check: 'key', wanted: intent.key, live: keyId }],
  ];
}

function logging({ bucket, logs }: BucketIntent, live: LiveBucket['logging']): Comparison {
  const wanted = logs === undefined ? null : [logs, `${bucket}/`];
  return { check: 'logging', wanted, live: live === null ? null : [live.TargetBucket, live.TargetPrefix] };
}

/** Everything is copied, deletions and what keys encrypt included, by a role that is for S3 alone. */
function replication({ replica }: BucketIntent, live: LiveReplication | null): Comparison[] {
  const encrypted = replica?.key === undefined ? {} : { encrypted: 'Enabled', key: replica.key };
  const rules = live?.rules.map(({ Status, Filter, DeleteMarkerReplication, SourceSelectionCriteria, Destination }) => ({
    status: Status,
    of: Filter?.Prefix ?? '',
    deletions: DeleteMarkerReplication?.Status,
    encrypted: SourceSelectionCriteria?.SseKmsEncryptedObjects?.Status,
    to: Destination.Bucket,
    key: Destination.EncryptionConfiguration?.ReplicaKmsKeyID,
  }));
  const trust = live?.role.trust.Statement.map(({ Effect, Principal, Action }) => ({ Effect, Principal, Action }));
  return [
    { check: 'replication', wanted: replica && [{ status: 'Enabled', of: '', deletions: 'Enabled', to: `arn:aws:s3:::${replica.bucket}`, ...encrypted }], live: rules },
    { check: 'trust of the replication role', wanted: replica && [{ Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' }, Action: 'sts:AssumeRole' }], live: trust },
    { check: 'attached policies of the replication role', wanted: replica && [], live: live?.role.attached },
  ];
}

/** Where two things are not the same, of what is called `name`. */
export function differences(name: string, comparisons: readonly Comparison[]): Finding[] {
  return comparisons.filter(({ wanted, live }) => written(wanted) !== written(live)).map(({ check, wanted, live }) => (
    { check: `live ${check}`, message: `${name} was meant to have ${written(wanted)}, and has ${written(live)}` }));
}

/** Where the live settings are not what was meant. */
export function settingFindings(intent: BucketIntent, live: LiveBucket): Finding[] {
  const blocked = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
  const comparisons: Comparison[] = [
    { check: 'region', wanted: intent.region, live: live.region },
    { check: 'public access block', wanted: blocked, live: live.publicAccessBlock },
    { check: 'ownership', wanted: ['BucketOwnerEnforced'], live: live.ownership },
    { check: 'versioning', wanted: 'Enabled', live: live.versioning },
    { check: 'tags', wanted: intent.tags, live: live.tags },
    logging(intent, live.logging),
    { check: 'object lock', wanted: intent.lock ?? null, live: live.lock && { Mode: live.lock.Mode, Days: live.lock.Days } },
    ...lifecycle(intent, live.lifecycle),
    ...encryption(intent, live),
    ...replication(intent, live.replication),
  ];
  return differences(intent.bucket, comparisons);
}
