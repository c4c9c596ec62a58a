import { SizeRoundingBehavior } from 'cdk8s';
import { bucketAttribute, versioningDocument } from './bucket';
import { BucketPlan, S3StorePlan } from './plan';
import { S3StoreContents } from './s3-store-contents';
import { address, ResourceDocument } from '../../terraform/terraform-document';

/**
 * Clears away what no client can see: parts of uploads that never ended, versions that were replaced, and markers of deleted objects.
 *
 * Live objects expire in an archive only: else retention belongs to the compactor of the backend, which knows what its indexes refer to.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 */
export function lifecycleDocument(plan: S3StorePlan): ResourceDocument {
  return bucketLifecycle(plan, [
    abortUploadsRule(plan.abortMultipartDays), expireVersionsRule(plan.noncurrentVersionDays), ...expirationRules(plan), ...tieringRules(plan),
  ]);
}

/** The lifecycle of a bucket. */
export function bucketLifecycle(plan: BucketPlan, rules: readonly object[]): ResourceDocument {
  return {
    id: 'lifecycle',
    type: 'aws_s3_bucket_lifecycle_configuration',
    name: `${plan.name}_lifecycle`,
    attributes: { bucket: bucketAttribute(plan, 'id'), rule: rules },
    // S3 refuses rules about versions while the bucket has none
    dependsOn: [address(versioningDocument(plan))],
  };
}

/** Parts of uploads that never ended are in no listing, and are paid for. */
export function abortUploadsRule(days: number): object {
  return { id: 'abort-incomplete-uploads', status: 'Enabled', filter: [{}], abort_incomplete_multipart_upload: [{ days_after_initiation: days }] };
}

/** What was replaced or deleted goes, and the marker that is left of it. */
export function expireVersionsRule(days: number): object {
  return {
    id: 'expire-noncurrent-versions',
    status: 'Enabled',
    filter: [{}],
    noncurrent_version_expiration: [{ noncurrent_days: days }],
    // compactors delete all day: without this, listings wade through markers of objects that are long gone
    expiration: [{ expired_object_delete_marker: true }],
  };
}

function expirationRules({ contents, retentionDays, prefix }: S3StorePlan): object[] {
  return contents !== S3StoreContents.ARCHIVE || retentionDays === undefined
    ? []
    : [{ id: 'expire-archive', status: 'Enabled', filter: [prefix === undefined ? {} : { prefix: `${prefix}/` }], expiration: [{ days: retentionDays }] }];
}

function tieringRules({ tiering, prefix }: S3StorePlan): object[] {
  if (tiering === undefined) {
    return [];
  }
  const size = { object_size_greater_than: tiering.minimumObjectSize.toKibibytes({ rounding: SizeRoundingBehavior.FLOOR }) * 1024 };
  const transition = tiering._moves.map(({ days, storageClass }) => ({ days, storage_class: storageClass }));
  const folders = tiering.folders.length > 0 ? tiering.folders : [undefined];
  return folders.map((folder) => {
    const path = [prefix, folder].filter((part) => part !== undefined).map((part) => `${part}/`).join('');
    return {
      id: ['tier', ...folder === undefined ? [] : [folder]].join('-').replace(/\//g, '-'),
      status: 'Enabled',
      filter: [path === '' ? size : { and: [{ prefix: path, ...size }] }],
      transition,
    };
  });
}
