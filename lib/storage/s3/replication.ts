import { ArnPart, arnPart, arnParts } from './arn-parts';
import { bucketAttribute, versioningDocument } from './bucket';
import { keyArn } from './encryption';
import { ReplicaPlan, S3StorePlan } from './plan';
import { address, attributeOf, ResourceDocument, ValueDocument } from '../../terraform/terraform-document';
import { policy, Statement } from '../policy-document';

/** The role that S3 takes on, what it may do, and the rule that has it copy. */
export function replicationDocuments(plan: S3StorePlan): ResourceDocument[] {
  const { replica } = plan;
  return replica === undefined
    ? []
    : [roleDocument(plan, replica), rolePolicyDocument(plan, replica), configurationDocument(plan, replica)];
}

/** The parts of the ARN of the role: it knows partition and account, in which the second bucket and its key are too. */
export function replicationLocals(plan: S3StorePlan): ValueDocument[] {
  return plan.replica === undefined
    ? []
    : [arnParts('replication-role-arn-parts', role(plan))];
}

function roleDocument(plan: S3StorePlan, replica: ReplicaPlan): ResourceDocument {
  return {
    id: 'replication-role',
    ...role(plan),
    attributes: {
      // the whole name of a bucket would not fit into that of a role
      name_prefix: 's3-replication-',
      description: `Copies ${plan.bucketName} to ${replica.bucketName}`,
      assume_role_policy: policy([{ Sid: 'S3', Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' }, Action: 'sts:AssumeRole' }]),
      tags: plan.tags,
    },
  };
}

/**
 * Reads versions here, writes replicas there, with the one key and the other; nothing else.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html
 */
function rolePolicyDocument(plan: S3StorePlan, replica: ReplicaPlan): ResourceDocument {
  const source = bucketAttribute(plan, 'arn');
  return {
    id: 'replication-policy',
    type: 'aws_iam_role_policy',
    name: `${plan.name}_replication_policy`,
    attributes: {
      name: 'replication',
      role: attributeOf(role(plan), 'id'),
      policy: policy([
        allow('ReadBucket', ['s3:GetReplicationConfiguration', 's3:ListBucket'], source),
        allow('ReadVersions', ['s3:GetObjectVersionAcl', 's3:GetObjectVersionForReplication', 's3:GetObjectVersionTagging'], `${source}/*`),
        allow('WriteReplicas', ['s3:ReplicateDelete', 's3:ReplicateObject', 's3:ReplicateTags'], `${replicaArn(plan, replica)}/*`),
        ...keyStatements(plan, replica),
      ]),
    },
  };
}

function keyStatements(plan: S3StorePlan, replica: ReplicaPlan): Statement[] {
  const sourceKey = keyArn(plan);
  if (sourceKey === undefined) {
    return [];
  }
  const within = (host: string, bucket: string) => ({
    Condition: { StringEquals: { 'kms:ViaService': host }, StringLike: { 'kms:EncryptionContext:aws:s3:arn': [bucket, `${bucket}/*`] } },
  });
  return [
    { ...allow('DecryptVersions', ['kms:Decrypt'], keyBehind(sourceKey)), ...within(plan.address, bucketAttribute(plan, 'arn')) },
    {
      ...allow('EncryptReplicas', ['kms:Encrypt', 'kms:GenerateDataKey'], keyBehind(replicaKeyArn(plan, replica))),
      ...within(replica.address, replicaArn(plan, replica)),
    },
  ];
}

function allow(sid: string, actions: readonly string[], resource: string): Statement {
  return { Sid: sid, Effect: 'Allow', Action: actions, Resource: resource };
}

function configurationDocument(plan: S3StorePlan, replica: ReplicaPlan): ResourceDocument {
  const usesKms = keyArn(plan) !== undefined;
  return {
    id: 'replication',
    type: 'aws_s3_bucket_replication_configuration',
    name: `${plan.name}_replication`,
    attributes: {
      bucket: bucketAttribute(plan, 'id'),
      role: attributeOf(role(plan), 'arn'),
      rule: [{
        id: 'replicate',
        status: 'Enabled',
        priority: 1,
        filter: {},
        // what a compactor deletes here has to go there too
        delete_marker_replication: { status: 'Enabled' },
        ...usesKms ? { source_selection_criteria: { sse_kms_encrypted_objects: { status: 'Enabled' } } } : {},
        destination: {
          bucket: replicaArn(plan, replica),
          ...usesKms ? { encryption_configuration: { replica_kms_key_id: replicaKeyArn(plan, replica) } } : {},
        },
      }],
    },
    dependsOn: [address(versioningDocument(plan)), address(rolePolicyDocument(plan, replica))],
  };
}

function replicaArn(plan: S3StorePlan, { bucketName }: ReplicaPlan): string {
  return `arn:${arnPart(role(plan), ArnPart.PARTITION)}:s3:::${bucketName}`;
}

/** The key of the second bucket: the one it was given, else the one that carries its name. */
function replicaKeyArn(plan: S3StorePlan, { bucketName, region, encryption }: ReplicaPlan): string {
  return encryption.keyArn ?? `arn:${arnPart(role(plan), ArnPart.PARTITION)}:kms:${region}:${arnPart(role(plan), ArnPart.ACCOUNT)}:alias/${bucketName}`;
}

/** IAM does not know aliases: the keys of that account and region, which the encryption context narrows to those of one bucket. */
function keyBehind(arn: string): string {
  return arn.replace(/:alias\/.*$/, ':key/*');
}

function role(plan: S3StorePlan): Pick<ResourceDocument, 'type' | 'name'> {
  return { type: 'aws_iam_role', name: `${plan.name}_replication_role` };
}
