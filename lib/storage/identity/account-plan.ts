import { createHash } from 'crypto';
import { terraformName } from '../../terraform/terraform-name';
import { fail } from '../../validation';
import { ClusterIdentity, Identity, ServiceAccountRef } from '../../wiring';
import { requireClusterName } from '../../wiring/identity';
import { isNamespaceName, isObjectName } from '../../wiring/object-name';

/** An OIDC provider of IAM. */
export interface OidcProvider {
  readonly arn: string;
  readonly partition: string;
  readonly account: string;
  readonly issuer: string;
}

/** A service account, resolved: everything that its role is made of, but for what the role may do. */
export interface AccountPlan {
  readonly clusterName: string;
  readonly namespace: string;
  readonly name: string;
  /** What exchanges the tokens of the service account, with IRSA; nothing with Pod Identity. */
  readonly oidcProvider?: OidcProvider;
  /** The name of the role in IAM, known before Terraform runs. */
  readonly roleName: string;
  /** The beginning of every name in Terraform. */
  readonly terraformName: string;
}

/** The longest name of a role. */
const LONGEST_ROLE_NAME = 64;

/** Enough of a hash to tell names apart that were cut at the same place. */
const HASH_LENGTH = 8;

/**
 * Resolves a service account. Fails on names that Kubernetes or EKS refuse, and without a cluster.
 *
 * @param path of the store that is granted
 * @param ofStore the cluster of the store
 */
export function accountPlan(path: string, account: ServiceAccountRef, ofStore?: ClusterIdentity): AccountPlan {
  const cluster = account.cluster ?? ofStore ?? failWithoutCluster(path, account);
  const { namespace, name } = account;
  requireNames(path, account);
  const identity = cluster.identity ?? Identity.podIdentity();
  const clusterName = identity.clusterName ?? cluster.name;
  const oidcProvider = identity._provider && { arn: identity.oidcProviderArn!, ...identity._provider };
  if (oidcProvider === undefined) {
    requireClusterName(path, 'cluster', clusterName);
  }
  return {
    clusterName,
    namespace,
    name,
    oidcProvider,
    roleName: roleName(clusterName, namespace, name),
    // two underscores: neither namespaces nor clusters are confused with what stands before or behind them
    terraformName: [clusterName, namespace, name].map((part) => terraformName([part]).replace(/^_/, '')).join('__').replace(/^(?=\d)/, '_'),
  };
}

/** Whether two plans are about one service account. */
export function isSameAccount(one: AccountPlan, other: AccountPlan): boolean {
  return one.clusterName === other.clusterName && one.namespace === other.namespace && one.name === other.name;
}

/**
 * `prod.observability.gateway`. A dot is in no name of a cluster or namespace, so that no two service accounts have one name; a name that had to be
 * changed ends with a hash of what it was.
 */
function roleName(...parts: readonly string[]): string {
  const name = parts.join('.');
  const allowed = name.replace(/[^A-Za-z0-9_+=,.@-]/g, '-');
  if (allowed === name && name.length <= LONGEST_ROLE_NAME) {
    return name;
  }
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, HASH_LENGTH);
  return `${allowed.slice(0, LONGEST_ROLE_NAME - HASH_LENGTH - 1)}-${hash}`;
}

function requireNames(path: string, { namespace, name }: ServiceAccountRef): void {
  if (!isNamespaceName(namespace)) {
    fail(path, {
      what: `'${namespace}' is not the name of a namespace`,
      why: 'Kubernetes takes at most 63 lower-case letters, digits and -: no pod could ever have the role',
      fix: "{ namespace: 'loki', name: 'loki-compactor' }",
    });
  }
  if (!isObjectName(name)) {
    fail(path, {
      what: `'${name}' is not the name of a service account`,
      why: 'Kubernetes takes at most 253 lower-case letters, digits, - and . for one: no pod could ever have the role',
      fix: "{ namespace: 'loki', name: 'loki-compactor' }",
    });
  }
}

function failWithoutCluster(path: string, { namespace, name }: ServiceAccountRef): never {
  return fail(path, {
    what: `access for service account '${name}' of namespace '${namespace}', of no cluster`,
    why: 'every cluster may have one of that name, and only that of one cluster is trusted',
    fix: "cluster: { name: 'prod-us-east-1' } of the store, or of the service account",
  });
}
