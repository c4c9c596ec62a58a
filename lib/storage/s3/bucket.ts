import { BucketPlan } from './plan';
import { attributeOf, ResourceDocument } from '../../terraform/terraform-document';

const TYPE = 'aws_s3_bucket';

/** An attribute of the bucket, as an expression. */
export function bucketAttribute(plan: BucketPlan, attribute: string): string {
  return attributeOf({ type: TYPE, name: bucketResourceName(plan) }, attribute);
}

/** The bucket. Neither `terraform destroy` nor a renamed construct may take the data with it. */
export function bucketDocument(plan: BucketPlan): ResourceDocument {
  return {
    id: 'bucket',
    type: TYPE,
    name: bucketResourceName(plan),
    attributes: { bucket: plan.bucketName, force_destroy: false, object_lock_enabled: plan.objectLock && true, tags: plan.tags },
    preventDestroy: true,
  };
}

/** Versions: an object that was deleted or overwritten by mistake can be brought back until its version expires. */
export function versioningDocument(plan: BucketPlan): ResourceDocument {
  return {
    id: 'versioning',
    type: 'aws_s3_bucket_versioning',
    name: `${plan.name}_versioning`,
    attributes: { bucket: bucketAttribute(plan, 'id'), versioning_configuration: { status: 'Enabled' } },
  };
}

function bucketResourceName(plan: BucketPlan): string {
  return `${plan.name}_bucket`;
}
