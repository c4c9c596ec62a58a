import { ArnPart, arnPart, arnParts } from './arn-parts';
import { bucketAttribute } from './bucket';
import { EncryptedBucketPlan, S3StorePlan } from './plan';
import { attributeOf, ResourceDocument, ValueDocument } from '../../terraform/terraform-document';
import { policy } from '../policy-document';

/** What changes a key, never what it encrypts. No CreateGrant: it would hand out the use of the key. */
const ADMINISTRATION = [
  'kms:CancelKeyDeletion', 'kms:CreateAlias', 'kms:DeleteAlias', 'kms:DescribeKey', 'kms:DisableKey', 'kms:DisableKeyRotation', 'kms:EnableKey',
  'kms:EnableKeyRotation', 'kms:GetKeyPolicy', 'kms:GetKeyRotationStatus', 'kms:ListGrants', 'kms:ListKeyPolicies', 'kms:ListKeyRotations',
  'kms:ListResourceTags', 'kms:PutKeyPolicy', 'kms:RevokeGrant', 'kms:RotateKeyOnDemand', 'kms:ScheduleKeyDeletion', 'kms:TagResource',
  'kms:UntagResource', 'kms:UpdateAlias', 'kms:UpdateKeyDescription',
];

/** What S3 asks of a key: Encrypt when another bucket replicates into this one, the others for whoever reads and writes. */
const USE = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'];

/** The ARN of the key that encrypts the bucket, if one does. */
export function keyArn(plan: EncryptedBucketPlan): string | undefined {
  return ownsKey(plan) ? keyAttribute(plan, 'arn') : plan.encryption.keyArn;
}

/** The key of the bucket with its policy and its alias; nothing when the user named a key or wants none. */
export function keyDocuments(plan: S3StorePlan): ResourceDocument[] {
  return ownsKey(plan) ? [keyDocument(plan), keyPolicyDocument(plan), keyAliasDocument(plan)] : [];
}

/** The account that the key of the bucket is in, as an expression; nothing when the bucket has no key of its own. */
export function accountOfKey(plan: EncryptedBucketPlan): string | undefined {
  return ownsKey(plan) ? arnPart(key(plan), ArnPart.ACCOUNT) : undefined;
}

/** The parts of the ARN of the key: its policy reads partition and account from them. */
export function keyLocals(plan: S3StorePlan): ValueDocument[] {
  return ownsKey(plan)
    ? [arnParts('key-arn-parts', key(plan))]
    : [];
}

/** Every object is encrypted, asked for or not. The bucket key spares almost every request to KMS. */
export function encryptionDocument(plan: EncryptedBucketPlan): ResourceDocument {
  const byDefault = { sse_algorithm: plan.encryption.algorithm };
  return {
    id: 'encryption',
    type: 'aws_s3_bucket_server_side_encryption_configuration',
    name: `${plan.name}_encryption`,
    attributes: {
      bucket: bucketAttribute(plan, 'id'),
      rule: [
        plan.encryption.usesKms
          ? { apply_server_side_encryption_by_default: { ...byDefault, kms_master_key_id: keyArn(plan) }, bucket_key_enabled: true }
          : { apply_server_side_encryption_by_default: byDefault },
      ],
    },
  };
}

/** Objects without their key are lost: the key is protected as the bucket is, and a deletion can be taken back for as long as AWS allows. */
function keyDocument(plan: S3StorePlan): ResourceDocument {
  return {
    id: 'key',
    ...key(plan),
    attributes: {
      description: `Encrypts the objects in ${plan.bucketName}`,
      enable_key_rotation: true,
      deletion_window_in_days: 30,
      tags: plan.tags,
    },
    preventDestroy: true,
  };
}

/**
 * Who may do what with the key is for the IAM of the account to say, within bounds: it may administer the key, which includes this policy (else
 * AWS would refuse it), and have S3 use the key for this bucket. Nobody decrypts with it directly, for another bucket or by a grant.
 *
 * A resource of its own, because it names the account, and without asking AWS (a `data` source, which no plan without credentials
 * survives) only the ARN of the key knows that.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
 */
function keyPolicyDocument(plan: S3StorePlan): ResourceDocument {
  const account = { Effect: 'Allow', Principal: { AWS: `arn:${arnPart(key(plan), ArnPart.PARTITION)}:iam::${arnPart(key(plan), ArnPart.ACCOUNT)}:root` }, Resource: '*' };
  const bucket = bucketAttribute(plan, 'arn');
  return {
    id: 'key-policy',
    type: 'aws_kms_key_policy',
    name: `${plan.name}_key_policy`,
    attributes: {
      key_id: keyAttribute(plan, 'key_id'),
      policy: policy([
        { Sid: 'AccountAdministersByIam', ...account, Action: ADMINISTRATION },
        {
          Sid: 'AccountUsesByIamThroughBucket',
          ...account,
          Action: USE,
          Condition: {
            StringEquals: { 'kms:ViaService': plan.address },
            // S3 names the bucket where it uses a bucket key, and the object where a client has switched that off
            StringLike: { 'kms:EncryptionContext:aws:s3:arn': [bucket, `${bucket}/*`] },
          },
        },
      ]),
    },
  };
}

function keyAliasDocument(plan: S3StorePlan): ResourceDocument {
  return {
    id: 'key-alias',
    type: 'aws_kms_alias',
    name: `${plan.name}_key_alias`,
    attributes: { name: `alias/${plan.bucketName}`, target_key_id: keyAttribute(plan, 'key_id') },
  };
}

function ownsKey(plan: EncryptedBucketPlan): boolean {
  return plan.encryption.usesKms && plan.encryption.keyArn === undefined;
}

function key(plan: EncryptedBucketPlan): Pick<ResourceDocument, 'type' | 'name'> {
  return { type: 'aws_kms_key', name: `${plan.name}_key` };
}

function keyAttribute(plan: EncryptedBucketPlan, attribute: string): string {
  return attributeOf(key(plan), attribute);
}
