import { IConstruct } from 'constructs';
import type { ClusterIdentity } from './cluster-identity';
import type { EgressNeed } from './needs';

/** What somebody does with the objects of a store. */
export enum StoreAccess {
  /** Adds objects and never looks at one: archives. */
  WRITE_ONLY = 'write-only',
  /** Lists and reads objects: queriers and gateways of stores. */
  READ = 'read',
  /** Lists, reads and adds objects: whoever ships blocks and chunks. */
  WRITE = 'write',
  /** Lists, reads, adds and deletes objects: compactors, which alone delete. */
  COMPACT = 'compact',
}

/** A service account of Kubernetes, by its name. */
export interface ServiceAccountRef {
  /** Its namespace. A name that Kubernetes refuses fails. */
  readonly namespace: string;

  /** Its name. A name that Kubernetes refuses fails. */
  readonly name: string;

  /**
   * The cluster that it is in.
   *
   * @default - the cluster of the store
   */
  readonly cluster?: ClusterIdentity;
}

/** What makes the pods of a service account one with a role of IAM. */
export interface RoleBinding {
  /** The name of the role. */
  readonly roleName: string;

  /** The ARN of the role, as an expression of Terraform. */
  readonly roleArn: string;

  /** Annotations that the service account has to have: none with Pod Identity. */
  readonly annotations: { readonly [name: string]: string };

  /** Connections by which its pods get credentials. */
  readonly egress: EgressNeed[];
}

/** A store whose rights this program gives: a bucket that it makes. */
export interface IStoreGrantor extends IConstruct {
  /**
   * Gives the pods of a service account access to the objects of this store.
   *
   * @param account the service account
   * @param access what they do with objects
   */
  grantTo(account: ServiceAccountRef, access: StoreAccess): RoleBinding;
}

/** A store that a pod uses. */
export interface StoreNeed {
  /** The store. */
  readonly store: IStoreGrantor;

  /** What the pod does with its objects. */
  readonly access: StoreAccess;
}
