import type { S3ObjectLock } from './s3-object-lock';
import type { S3StoreContents } from './s3-store-contents';
import type { S3Tiering } from './s3-tiering';
import type { S3Encryption } from '../s3-encryption';

/** What has been decided of any bucket. */
export interface BucketPlan {
  /** The beginning of every name in Terraform, for example `metrics`. */
  readonly name: string;
  readonly bucketName: string;
  /** Nothing rather than an empty map, which Terraform would show in every plan. */
  readonly tags?: { readonly [name: string]: string };
  /** How objects are locked, if they are. S3 has to know when the bucket is made. */
  readonly objectLock?: S3ObjectLock;
}

/** A bucket whose encryption has been decided too. */
export interface EncryptedBucketPlan extends BucketPlan {
  readonly encryption: S3Encryption;
}

/** The second bucket, into which S3 copies. */
export interface ReplicaPlan {
  readonly bucketName: string;
  readonly region: string;
  /** Host of S3 in that region. */
  readonly address: string;
  readonly encryption: S3Encryption;
}

/** What an `S3ObjectStore` has decided: everything that its documents are made of. */
export interface S3StorePlan extends EncryptedBucketPlan {
  /** Host of S3 in the region of the bucket: the name under which S3 uses keys. */
  readonly address: string;
  readonly prefix?: string;
  readonly contents?: S3StoreContents;
  readonly retentionDays?: number;
  readonly tiering?: S3Tiering;
  readonly replica?: ReplicaPlan;
  readonly noncurrentVersionDays: number;
  readonly abortMultipartDays: number;
}
