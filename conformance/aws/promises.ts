/** What the props of a store promise, which is what its buckets were meant to be: written from the documentation, not from what the library makes of it. */
import { Duration } from 'cdk8s';
import { BucketIntent, ReplicaIntent } from './intent';
import { S3AccessLogBucketProps, S3AccessLogs, S3Encryption, S3ObjectStoreProps, S3Replication, S3StoreContents } from '../../lib';

/** The region of the local AWS, and of stacks that name no other. */
const REGION = 'us-east-1';
const ACCOUNT = '123456789012';

function days(duration: Duration): number {
  return duration.toDays();
}

/** A key that is given by its ARN; the one that a bucket has of its own; or none but those of S3. */
function keyOf(encryption: S3Encryption): string {
  return encryption.usesKms ? encryption.keyArn ?? 'own' : 'none';
}

/** The second store's own key is named by its alias: its ARN is known to another stack only. */
function replicaOf({ _replica: { bucketName, region, encryption } }: S3Replication): ReplicaIntent {
  const key = keyOf(encryption);
  const arn = key === 'own' ? `arn:aws:kms:${region}:${ACCOUNT}:alias/${bucketName}` : key;
  return { bucket: bucketName, region, key: key === 'none' ? undefined : arn };
}

function logsOf({ bucketName, accessLogs = S3AccessLogs.ownBucket() }: S3ObjectStoreProps): string | undefined {
  const { _kind: kind } = accessLogs;
  switch (kind.type) {
    case 'own': return kind.props.bucketName ?? `${bucketName}-access-logs`;
    case 'shared': return kind.bucket.bucketName;
    case 'existing': return kind.bucketName;
    case 'off': return undefined;
  }
}

/** A bucket for objects, made with these props. */
export function promised(props: S3ObjectStoreProps): BucketIntent {
  const { contents, retention, objectLock, replication } = props;
  return {
    bucket: props.bucketName,
    region: props.region ?? props.cluster?.region ?? REGION,
    holds: 'objects',
    key: keyOf(props.encryption ?? S3Encryption.kms()),
    noncurrentDays: days(props.noncurrentVersionExpiration ?? Duration.days(7)),
    abortDays: days(props.abortMultipartAfter ?? Duration.days(1)),
    expirationDays: contents === S3StoreContents.ARCHIVE && retention !== undefined ? days(retention) : undefined,
    lock: objectLock && { Mode: objectLock.mode, Days: days(objectLock.retention) },
    replica: replication && replicaOf(replication),
    logs: logsOf(props),
    tags: props.tags ?? {},
  };
}

/** A bucket for access logs, made with these props, in the region of the stores that are logged. */
export function promisedForLogs({ bucketName, retention = Duration.days(90), tags = {} }: S3AccessLogBucketProps, region = REGION): BucketIntent {
  return { bucket: bucketName, region, holds: 'access logs', key: 'none', noncurrentDays: 1, abortDays: 1, expirationDays: days(retention), tags };
}

/** The bucket of a store, and the one for its access logs where it makes one. */
export function promisedWithLogs(props: S3ObjectStoreProps): BucketIntent[] {
  const bucket = promised(props);
  const { _kind: kind } = props.accessLogs ?? S3AccessLogs.ownBucket();
  return kind.type === 'own'
    ? [bucket, promisedForLogs({ bucketName: bucket.logs!, retention: kind.props.retention, tags: props.tags }, bucket.region)]
    : [bucket];
}
