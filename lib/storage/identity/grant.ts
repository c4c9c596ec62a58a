import { IConstruct } from 'constructs';
import { accountPlan } from './account-plan';
import { ServiceAccountRole } from './service-account-role';
import { GrantedStore } from './statements';
import { fail } from '../../validation';
import { ClusterIdentity, RoleBinding, ServiceAccountRef, StoreAccess } from '../../wiring';

/** A store that gives access: a bucket that Terraform makes. */
interface GrantingStore extends GrantedStore {
  /** Where it is in the tree. */
  readonly path: string;
  /** The cluster of service accounts that name none. */
  readonly cluster?: ClusterIdentity;
}

/** Gives a service account access to a store of a stack. */
export function grantOn(stack: IConstruct, store: GrantingStore, account: ServiceAccountRef, access: StoreAccess): RoleBinding {
  const { path, cluster } = store;
  requireKey(path, store.keyArn);
  const role = ServiceAccountRole.of(stack, accountPlan(path, account, cluster), path);
  role.add({ store, access });
  return role.binding;
}

function requireKey(path: string, keyArn = ''): void {
  if (/:alias\//.test(keyArn)) {
    fail(path, {
      what: `access to objects that are encrypted with '${keyArn}', an alias`,
      why: 'IAM knows keys by their ARN: a policy that names an alias gives no right to use its key',
      fix: `S3Encryption.kms() with the ARN of the key: aws kms describe-key --key-id ${keyArn.slice(keyArn.indexOf('alias/'))} shows it`,
    });
  }
}
