import { IConstruct } from 'constructs';
import { fail } from '../../validation';
import { ClusterIdentity, RoleBinding, ServiceAccountRef, StoreAccess } from '../../wiring';
import type { S3Location } from '../s3-location';
import { accountPlan } from './account-plan';
import { ServiceAccountRole } from './service-account-role';

/** A store that can give access: a bucket that Terraform makes. */
export interface GrantingStore extends IConstruct {
  readonly cluster?: ClusterIdentity;
  readonly bucketArn: string;
  readonly prefix?: string;
  readonly keyArn?: string;
  readonly s3?: S3Location;
}

/** Gives a service account access to a store of a stack. */
export function grantOn(store: GrantingStore, stack: IConstruct, account: ServiceAccountRef, access: StoreAccess): RoleBinding {
  const { path } = store.node;
  requireKey(path, store.keyArn);
  const role = ServiceAccountRole.of(stack, accountPlan(path, account, store.cluster), path);
  const { bucketArn, prefix, keyArn } = store;
  role.add({ store: { bucketArn, prefix, keyArn, address: store.s3!.address }, access });
  return role.binding;
}

function requireKey(path: string, keyArn: string | undefined): void {
  if (/:alias\//.test(keyArn ?? '')) {
    fail(path, {
      what: `access to objects that are encrypted with '${keyArn}', an alias`,
      why: 'IAM knows keys by their ARN: a policy that names an alias gives no right to use its key',
      fix: `S3Encryption.kms() with the ARN of the key: aws kms describe-key --key-id ${keyArn!.slice(keyArn!.indexOf('alias/'))} shows it`,
    });
  }
}
