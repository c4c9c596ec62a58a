import { bucketAttribute } from './bucket';
import { keyArn } from './encryption';
import { BucketPlan, S3StorePlan } from './plan';
import { ResourceDocument } from '../../terraform/terraform-document';
import { policy, Statement } from '../policy-document';

/** Nothing in the bucket can be made public, whatever a policy or an ACL says. */
export function publicAccessBlockDocument(plan: BucketPlan): ResourceDocument {
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
export function ownershipDocument(plan: BucketPlan): ResourceDocument {
  return {
    id: 'ownership',
    type: 'aws_s3_bucket_ownership_controls',
    name: `${plan.name}_ownership`,
    attributes: { bucket: bucketAttribute(plan, 'id'), rule: { object_ownership: 'BucketOwnerEnforced' } },
  };
}

/** Nobody reaches the bucket without TLS 1.2, and nobody chooses another encryption than that of the bucket. */
export function bucketPolicyDocument(plan: S3StorePlan): ResourceDocument {
  return bucketPolicy(plan, [...transportStatements(plan), ...encryptionStatements(plan)]);
}

/** The policy of a bucket. */
export function bucketPolicy(plan: BucketPlan, statements: readonly Statement[]): ResourceDocument {
  return {
    id: 'policy',
    type: 'aws_s3_bucket_policy',
    name: `${plan.name}_policy`,
    attributes: { bucket: bucketAttribute(plan, 'id'), policy: policy(statements) },
  };
}

/**
 * Requests without TLS, or with an older one than 1.2, are refused.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
 */
export function transportStatements(plan: BucketPlan): Statement[] {
  const arn = bucketAttribute(plan, 'arn');
  const everything = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [arn, `${arn}/*`] };
  return [
    { Sid: 'DenyInsecureTransport', ...everything, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    { Sid: 'DenyTlsBefore12', ...everything, Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } },
  ];
}

const ALGORITHM_HEADER = 's3:x-amz-server-side-encryption';
const KEY_HEADER = 's3:x-amz-server-side-encryption-aws-kms-key-id';

/**
 * KMS without a key means the key that AWS keeps for S3 (`aws/s3`), not that of the bucket.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
 */
const KMS_WITHOUT_KEY = { StringEquals: { [ALGORITHM_HEADER]: 'aws:kms' }, Null: { [KEY_HEADER]: 'true' } };

/**
 * Uploads that ask for another encryption than that of the bucket are refused; those that ask for none are not, since clients leave it to
 * the bucket. So each condition wants its header to be there first: an operator with Not is true where a header is missing.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
function encryptionStatements(plan: S3StorePlan): Statement[] {
  const key = keyArn(plan);
  return [
    denyUpload(plan, 'DenyOtherAlgorithm', ifOtherThan(ALGORITHM_HEADER, plan.encryption.algorithm)),
    ...key === undefined ? [] : [denyUpload(plan, 'DenyOtherKey', ifOtherThan(KEY_HEADER, key)), denyUpload(plan, 'DenyKeyOfAws', KMS_WITHOUT_KEY)],
    denyUpload(plan, 'DenyKeyOfClient', { Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'false' } }),
  ];
}

function denyUpload(plan: BucketPlan, sid: string, condition: object): Statement {
  return { Sid: sid, Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: `${bucketAttribute(plan, 'arn')}/*`, Condition: condition };
}

function ifOtherThan(header: string, value: string): object {
  return { Null: { [header]: 'false' }, StringNotEquals: { [header]: value } };
}
