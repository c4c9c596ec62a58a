import { bucketAttribute, versioningDocument } from './bucket';
import { S3StorePlan } from './plan';
import { address, ResourceDocument } from './terraform-document';

/**
 * Clears away what no client can see: parts of uploads that never ended, versions that were replaced, and markers of deleted objects.
 *
 * Live objects never expire here: retention belongs to the compactor of the backend, which knows what its indexes refer to.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 */
export function lifecycleDocument(plan: S3StorePlan): ResourceDocument {
  return {
    id: 'lifecycle',
    type: 'aws_s3_bucket_lifecycle_configuration',
    name: `${plan.name}_lifecycle`,
    attributes: {
      bucket: bucketAttribute(plan, 'id'),
      rule: [
        {
          id: 'abort-incomplete-uploads',
          status: 'Enabled',
          filter: [{}],
          abort_incomplete_multipart_upload: [{ days_after_initiation: plan.abortMultipartDays }],
        },
        {
          id: 'expire-noncurrent-versions',
          status: 'Enabled',
          filter: [{}],
          noncurrent_version_expiration: [{ noncurrent_days: plan.noncurrentVersionDays }],
          // compactors delete all day: without this, listings wade through markers of objects that are long gone
          expiration: [{ expired_object_delete_marker: true }],
        },
      ],
    },
    // S3 refuses rules about versions while the bucket has none
    dependsOn: [address(versioningDocument(plan))],
  };
}
