import { Duration } from 'cdk8s';
import { ClusterIdentity } from '../../wiring';
import { S3Encryption } from '../s3-encryption';
import { S3AccessLogs } from './s3-access-logs';
import { S3ObjectLock } from './s3-object-lock';
import { S3Replication } from './s3-replication';
import { S3StoreContents } from './s3-store-contents';
import { S3Tiering } from './s3-tiering';

/** What a bucket is for and how it keeps its objects. */
export interface S3ObjectStoreProps {
  /**
   * The name of the bucket, unique in all of AWS. A name that S3 refuses fails, and so does one with a dot, which breaks TLS.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
   */
  readonly bucketName: string;

  /**
   * The cluster whose telemetry is kept.
   *
   * @default - the bucket belongs to no cluster, and its region comes from elsewhere
   */
  readonly cluster?: ClusterIdentity;

  /**
   * The region of the bucket, for example `us-east-1`. An availability zone fails; so does a store without any region.
   *
   * @default - the region of the cluster, else the one of the `aws` provider that the stack has already
   */
  readonly region?: string;

  /**
   * The folder within the bucket, without a slash at either end (which fails).
   *
   * @default - the root of the bucket
   */
  readonly prefix?: string;

  /**
   * How objects are encrypted at rest. A key in another region than the bucket fails.
   *
   * @default S3Encryption.kms() - a key of its own, rotated every year
   */
  readonly encryption?: S3Encryption;

  /**
   * What the store holds: decides which lifecycle is judged right.
   *
   * @default - not known: nothing may expire or be locked
   */
  readonly contents?: S3StoreContents;

  /**
   * For how long the backend keeps what it writes. Tiering and locks are held against it; in an archive, objects expire after it. Whole days in an archive,
   * at least one: anything else is a problem at synth.
   *
   * @default - not known; an archive is kept for ever
   */
  readonly retention?: Duration;

  /**
   * When objects are moved to a cheaper storage class. What S3 refuses, what costs more than it saves and what moves the index of Loki is a problem at synth.
   *
   * @default - never
   */
  readonly tiering?: S3Tiering;

  /**
   * For how long nobody can delete or replace an object. Anything but an archive is a problem at synth, and so is a retention that ends before the lock.
   * Can be set only when the bucket is made: later, Terraform would have to replace it, and refuses.
   *
   * @default - objects are not locked
   */
  readonly objectLock?: S3ObjectLock;

  /**
   * Where S3 copies every new object, in another region. The same region, another kind of encryption and a second bucket that cannot lock what is locked
   * are problems at synth.
   *
   * @default - nowhere: doubles what storage costs, and adds the transfer between regions
   */
  readonly replication?: S3Replication;

  /**
   * For how long an object that was deleted or replaced can be brought back. Whole days, at least one: anything else is a problem at synth.
   *
   * Compactors replace objects all day; the bucket holds about this much of their work on top of the data.
   *
   * @default Duration.days(7)
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
   */
  readonly noncurrentVersionExpiration?: Duration;

  /**
   * When the parts of an upload that never ended are deleted. Whole days, at least one: anything else is a problem at synth.
   *
   * @default Duration.days(1)
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html
   */
  readonly abortMultipartAfter?: Duration;

  /**
   * Where S3 writes a line for every request that reaches the bucket. S3 writes them at no charge; keeping them costs little.
   *
   * @default S3AccessLogs.ownBucket() - into `<bucketName>-access-logs`, made beside this one, for 90 days
   */
  readonly accessLogs?: S3AccessLogs;

  /**
   * Tags of the bucket, of its key and of the bucket for its access logs. A name that begins with `aws:` fails.
   *
   * @default - none but the default tags of the provider
   */
  readonly tags?: { readonly [name: string]: string };
}
