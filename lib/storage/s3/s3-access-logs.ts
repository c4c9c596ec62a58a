import { Duration } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { findStack } from '../../terraform/find-stack';
import { fail } from '../../validation';
import { requireBucketName } from '../s3-names';
import { LoggedBucket, LogTarget } from './access-logging';
import { S3AccessLogBucket } from './s3-access-log-bucket';

/** How a store keeps its own access logs. */
export interface S3OwnAccessLogsProps {
  /**
   * The name of the bucket for logs. A name that S3 refuses fails.
   *
   * @default - the name of the store's bucket with `-access-logs` after it
   */
  readonly bucketName?: string;

  /**
   * For how long a log is kept. Whole days, at least one: anything else fails.
   *
   * @default Duration.days(90)
   */
  readonly retention?: Duration;
}

type Kind =
  | { readonly type: 'own'; readonly props: S3OwnAccessLogsProps }
  | { readonly type: 'shared'; readonly bucket: S3AccessLogBucket }
  | { readonly type: 'existing'; readonly bucketName: string }
  | { readonly type: 'off' };

/**
 * Where S3 writes a line for every request that reaches a bucket: who read or deleted what, and when.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html
 */
export class S3AccessLogs {
  /**
   * Into a bucket of its own, which is made beside the store.
   *
   * @param props the name of that bucket and how long it keeps logs
   */
  public static ownBucket(props: S3OwnAccessLogsProps = {}): S3AccessLogs {
    return new S3AccessLogs({ type: 'own', props });
  }

  /**
   * Into a bucket that several stores share, each in a folder that is called after its bucket.
   *
   * Fails when the bucket is made in another stack than the store.
   *
   * @param bucket the bucket for logs
   */
  public static toBucket(bucket: S3AccessLogBucket): S3AccessLogs {
    return new S3AccessLogs({ type: 'shared', bucket });
  }

  /**
   * Into a bucket that exists already, in the region and the account of the store; its policy has to let `logging.s3.amazonaws.com` write.
   *
   * Fails on a bucket name that S3 refuses. At synth it is a problem when this program makes the bucket: its policy would not know the store.
   *
   * @param bucketName the name of that bucket, for example one of the organisation
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
   */
  public static toExistingBucket(bucketName: string): S3AccessLogs {
    requireBucketName('S3AccessLogs.toExistingBucket', 'bucketName', bucketName);
    return new S3AccessLogs({ type: 'existing', bucketName });
  }

  /** Nowhere: nobody will know who deleted an object, unless CloudTrail records data events. */
  public static off(): S3AccessLogs {
    return new S3AccessLogs({ type: 'off' });
  }

  /** What was chosen. @internal */
  public readonly _kind: Kind;

  private constructor(kind: Kind) {
    this._kind = kind;
  }

  /** The bucket that is said to exist already, if one is. @internal */
  public get _existingBucketName(): string | undefined {
    return this._kind.type === 'existing' ? this._kind.bucketName : undefined;
  }

  /** Prepares the place for the logs of a store; nothing when none are written. @internal */
  public _targetFor(store: Construct, logged: LoggedBucket, tags: { readonly [name: string]: string }): LogTarget | undefined {
    switch (this._kind.type) {
      case 'own': {
        const { bucketName = `${logged.bucketName}-access-logs`, retention } = this._kind.props;
        return new S3AccessLogBucket(store, 'access-logs', { bucketName, retention, tags })._take(logged);
      }
      case 'shared':
        requireSameStack(store, this._kind.bucket);
        return this._kind.bucket._take(logged);
      case 'existing':
        requireOtherBucket(store, this._kind.bucketName, logged.bucketName);
        return { bucket: this._kind.bucketName };
      case 'off':
        return undefined;
    }
  }
}

function requireSameStack(store: IConstruct, bucket: S3AccessLogBucket): void {
  if (findStack(store) !== findStack(bucket)) {
    fail(store.node.path, {
      what: `the access logs go to '${bucket.node.path}', which is in another stack`,
      why: 'its policy would have to name this bucket, and S3 delivers logs within one region and one account only',
      fix: 'leave accessLogs out, or make an S3AccessLogBucket in the stack of the store',
    });
  }
}

function requireOtherBucket(store: IConstruct, target: string, bucketName: string): void {
  if (target === bucketName) {
    fail(store.node.path, {
      what: `the access logs of ${bucketName} go to ${bucketName} itself`,
      why: 'every log that is written would be logged again, without end',
      fix: `accessLogs: S3AccessLogs.toExistingBucket('${bucketName}-access-logs'), or leave accessLogs out`,
    });
  }
}
