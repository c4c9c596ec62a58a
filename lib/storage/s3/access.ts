import { bucketAttribute } from './bucket';
import { S3StorePlan } from './plan';
import { policy, ResourceDocument } from './terraform-document';

/** Nothing in the bucket can be made public, whatever a policy or an ACL says. */
export function publicAccessBlockDocument(plan: S3StorePlan): ResourceDocument {
  return {
    id: 'public-access-block',
    type: 'aws_s3_bucket_public_access_block',
    name: `${plan.name}_public_access_block`,
    attributes: {
      bucket: bucketAttribute(plan, 'id'),
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    },
  };
}

/** ACLs have no effect: policies alone decide. */
export function ownershipDocument(plan: S3StorePlan): ResourceDocument {
  return {
    id: 'ownership',
    type: 'aws_s3_bucket_ownership_controls',
    name: `${plan.name}_ownership`,
    attributes: { bucket: bucketAttribute(plan, 'id'), rule: { object_ownership: 'BucketOwnerEnforced' } },
  };
}

/**
 * Nobody reaches the bucket without TLS 1.2.
 *
 * Uploads are not refused by their encryption headers: clients that leave encryption to the bucket send none.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
 */
export function bucketPolicyDocument(plan: S3StorePlan): ResourceDocument {
  const arn = bucketAttribute(plan, 'arn');
  const everything = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [arn, `${arn}/*`] };
  return {
    id: 'policy',
    type: 'aws_s3_bucket_policy',
    name: `${plan.name}_policy`,
    attributes: {
      bucket: bucketAttribute(plan, 'id'),
      policy: policy([
        { Sid: 'DenyInsecureTransport', ...everything, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
        { Sid: 'DenyTlsBefore12', ...everything, Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } },
      ]),
    },
  };
}
