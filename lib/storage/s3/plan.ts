import { Duration } from 'cdk8s';
import { fail } from '../../validation';
import { S3Encryption } from '../s3-encryption';
import type { S3ObjectLock } from './s3-object-lock';
import type { S3Replication } from './s3-replication';
import type { S3StoreContents } from './s3-store-contents';
import type { S3Tiering } from './s3-tiering';

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

/** What an `S3ObjectStore` has decided: everything that its documents are made of. */
export interface S3StorePlan extends EncryptedBucketPlan {
  /** Host of S3 in the region of the bucket: the name under which S3 uses keys. */
  readonly address: string;
  readonly prefix?: string;
  readonly contents?: S3StoreContents;
  readonly retentionDays?: number;
  readonly tiering?: S3Tiering;
  readonly replication?: S3Replication;
  readonly noncurrentVersionDays: number;
  readonly abortMultipartDays: number;
}

/** Days as S3 counts them; a part of a day stays visible, for the invariants to find. */
export function inDays(duration: Duration): number {
  return duration.toDays({ integral: false });
}

/** Nothing rather than an empty map. */
export function tagsOf(tags: { readonly [name: string]: string }): BucketPlan['tags'] {
  return Object.keys(tags).length > 0 ? tags : undefined;
}

/**
 * Fails on tags that S3 refuses.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html#tag-restrictions
 */
export function requireTags(path: string, tags: { readonly [name: string]: string }): void {
  const entries = Object.entries(tags);
  if (entries.length > 50) {
    fail(path, { what: `${entries.length} tags`, why: 'a bucket takes at most 50', fix: `leave ${entries.length - 50} of them out` });
  }
  for (const [name, value] of entries) {
    if (/^aws:/i.test(name)) {
      fail(path, {
        what: `tag '${name}' begins with aws:`,
        why: 'AWS keeps this prefix for itself and refuses the tag',
        fix: `tags: { '${name.slice('aws:'.length)}': '${value}' }`,
      });
    }
    if (name.length === 0 || name.length > 128 || value.length > 256) {
      fail(path, {
        what: `tag '${name}' has ${name.length} characters and its value ${value.length}`,
        why: 'AWS takes names of 1 to 128 characters and values of at most 256',
        fix: 'a shorter name or value',
      });
    }
  }
}
