import { fail } from '../../validation';
import { S3Location } from '../locations/s3-location';
import { S3Encryption } from '../s3-encryption';
import type { ReplicaPlan } from './plan';
import type { S3ObjectStore } from './s3-object-store';

/** A bucket in another region that exists already. */
export interface S3ExistingReplicaProps {
  /** The name of the bucket, which must keep versions. A name that S3 refuses fails. */
  readonly bucketName: string;

  /** The region of the bucket, another one than that of the store. An availability zone fails. */
  readonly region: string;

  /**
   * The ARN of the KMS key that encrypts the bucket. One in another region fails; so does a store with a KMS key when it is left out.
   *
   * @default - keys of S3 encrypt the bucket
   */
  readonly keyArn?: string;
}

/**
 * A second bucket in another region, into which S3 copies every new object, and in which it deletes what is deleted: without that, the second
 * would keep every block that was ever compacted.
 *
 * What was in the store before is not copied. The second bucket has to exist before: apply its stack first.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html
 */
export class S3Replication {
  /**
   * Into another store of this program, in a stack of another region.
   *
   * Fails when its KMS key is an expression of Terraform, which means nothing in another stack.
   *
   * @param store the second bucket
   */
  public static toStore(store: S3ObjectStore): S3Replication {
    const { encryption, node } = store;
    if (encryption._isExpression) {
      fail('S3Replication.toStore', {
        what: `the key of '${node.path}' is an expression of Terraform`,
        why: 'it means nothing in the stack of the first bucket',
        fix: "give the key of the second bucket by its ARN, S3Encryption.kms('arn:aws:kms:…'), or leave its encryption out",
      });
    }
    return new S3Replication(store._asReplica(), store);
  }

  /**
   * Into a bucket that exists already, in the same account.
   *
   * @param props where it is and how it is encrypted
   */
  public static toExistingBucket(props: S3ExistingReplicaProps): S3Replication {
    const caller = 'S3Replication.toExistingBucket';
    const encryption = props.keyArn === undefined ? S3Encryption.s3Managed() : S3Encryption.kms(props.keyArn);
    const location = S3Location._resolve(caller, { bucket: props.bucketName, region: props.region });
    encryption._requireRegion(caller, props.region);
    return new S3Replication({ bucketName: location.bucket, region: location.region, address: location.address, encryption });
  }

  /** The name of the second bucket. */
  public readonly bucketName: string;
  /** The region of the second bucket. */
  public readonly region: string;

  /** Everything that the documents of the first bucket say of the second. @internal */
  public readonly _replica: ReplicaPlan;
  /** The store that makes the second bucket, if this program does. @internal */
  public readonly _store?: S3ObjectStore;

  private constructor(replica: ReplicaPlan, store?: S3ObjectStore) {
    this.bucketName = replica.bucketName;
    this.region = replica.region;
    this._replica = replica;
    this._store = store;
  }
}
