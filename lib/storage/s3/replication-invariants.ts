import { Block, list } from './lifecycle-configuration';
import { Finding } from '../../validation';

/** The parts of an `aws_s3_bucket_versioning` that are judged. */
export interface VersioningConfiguration {
  readonly versioning_configuration?: Block<{ readonly status?: string }>;
}

/** One of the two buckets of a replication. */
export interface ReplicatedBucket {
  readonly bucketName: string;
  readonly region: string;
  readonly usesKms: boolean;
  /** Nothing where the bucket is not made by this program. */
  readonly written?: { readonly locked: boolean; readonly versioning: VersioningConfiguration };
}

/** Judges whether S3 can copy one bucket into another. */
export function replicationFindings(source: ReplicatedBucket, replica: ReplicatedBucket): Finding[] {
  return [
    ...placeFindings(source, replica),
    ...encryptionFindings(source, replica),
    ...lockFindings(source, replica),
    ...[source, replica].flatMap(versioningFindings),
  ];
}

function placeFindings(source: ReplicatedBucket, replica: ReplicatedBucket): Finding[] {
  if (source.bucketName === replica.bucketName) {
    return [{
      what: `the bucket ${source.bucketName} is replicated into itself`,
      why: 'S3 refuses the replication',
      fix: 'replication to a bucket of another name in another region',
    }];
  }
  return source.region !== replica.region
    ? []
    : [{
      what: `the bucket ${source.bucketName} is replicated within ${source.region}`,
      why: 'what takes the first copy away, a region that fails, would take the second too, and both are paid for',
      fix: 'a bucket in another region, made in a stack of its own, or leave replication out',
    }];
}

function encryptionFindings(source: ReplicatedBucket, replica: ReplicatedBucket): Finding[] {
  const named = ({ bucketName, usesKms }: ReplicatedBucket) => `${bucketName} by ${usesKms ? 'a KMS key' : 'keys of S3'}`;
  return source.usesKms === replica.usesKms
    ? []
    : [{
      what: `objects are encrypted in ${named(source)} and in ${named(replica)}`,
      why: source.usesKms
        ? 'S3 copies what a KMS key encrypts only when it is told the key of the second bucket; it would copy nothing'
        : 'S3 copies what its own keys encrypt as it is: the second bucket would hold objects that its key does not protect',
      fix: replica.written === undefined && source.usesKms
        ? `keyArn: 'arn:aws:kms:${replica.region}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'`
        : 'the same encryption for both: S3Encryption.kms() or S3Encryption.s3Managed()',
    }];
}

function lockFindings(source: ReplicatedBucket, replica: ReplicatedBucket): Finding[] {
  return !source.written?.locked || replica.written?.locked !== false
    ? []
    : [{
      what: `objects of ${source.bucketName} are locked, and those of ${replica.bucketName} are not`,
      why: 'S3 refuses to copy locked objects into a bucket that cannot lock them',
      fix: `objectLock of ${source.bucketName} for ${replica.bucketName} too`,
    }];
}

function versioningFindings({ bucketName, written }: ReplicatedBucket): Finding[] {
  const [versioning] = list(written?.versioning.versioning_configuration);
  return written === undefined || versioning?.status === 'Enabled'
    ? []
    : [{
      what: `the bucket ${bucketName} keeps no versions (${versioning?.status ?? 'nothing'} is written)`,
      why: 'S3 replicates versions, and refuses buckets that keep none',
      fix: "leave versioning_configuration.status at 'Enabled'",
    }];
}
