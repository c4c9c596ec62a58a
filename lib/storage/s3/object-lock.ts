import { bucketAttribute, versioningDocument } from './bucket';
import { S3StorePlan } from './plan';
import { address, ResourceDocument } from '../../terraform/terraform-document';

/** Every new object is locked, asked for or not. */
export function objectLockDocuments(plan: S3StorePlan): ResourceDocument[] {
  return plan.objectLock === undefined
    ? []
    : [{
      id: 'object-lock',
      type: 'aws_s3_bucket_object_lock_configuration',
      name: `${plan.name}_object_lock`,
      attributes: {
        bucket: bucketAttribute(plan, 'id'),
        rule: { default_retention: { mode: plan.objectLock.mode, days: plan.objectLock.retention.toDays() } },
      },
      dependsOn: [address(versioningDocument(plan))],
    }];
}
