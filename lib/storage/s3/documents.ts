import { bucketPolicyDocument, ownershipDocument, publicAccessBlockDocument } from './access';
import { bucketAttribute, bucketDocument, versioningDocument } from './bucket';
import { encryptionDocument, keyArn, keyDocuments, keyLocals } from './encryption';
import { lifecycleDocument } from './lifecycle';
import { objectLockDocuments } from './object-lock';
import { S3StorePlan } from './plan';
import { replicationDocuments, replicationLocals } from './replication';
import { ResourceDocument, ValueDocument } from '../../terraform/terraform-document';

/** Every resource of a store. */
export function resourceDocuments(plan: S3StorePlan): ResourceDocument[] {
  return [
    bucketDocument(plan),
    publicAccessBlockDocument(plan),
    ownershipDocument(plan),
    versioningDocument(plan),
    lifecycleDocument(plan),
    ...objectLockDocuments(plan),
    ...keyDocuments(plan),
    encryptionDocument(plan),
    bucketPolicyDocument(plan),
    ...replicationDocuments(plan),
  ];
}

/** Every local of a store. */
export function localDocuments(plan: S3StorePlan): ValueDocument[] {
  return [...keyLocals(plan), ...replicationLocals(plan)];
}

/** What other stacks and people want to know of a store. */
export function outputDocuments(plan: S3StorePlan): ValueDocument[] {
  const key = keyArn(plan);
  return [
    {
      id: 'bucket-name',
      name: `${plan.name}_bucket_name`,
      value: bucketAttribute(plan, 'id'),
      description: `The name of the bucket ${plan.bucketName}`,
    },
    {
      id: 'bucket-arn',
      name: `${plan.name}_bucket_arn`,
      value: bucketAttribute(plan, 'arn'),
      description: `The ARN of the bucket ${plan.bucketName}`,
    },
    ...(key === undefined
      ? []
      : [{ id: 'key-arn', name: `${plan.name}_key_arn`, value: key, description: `The ARN of the key that encrypts ${plan.bucketName}` }]),
  ];
}
