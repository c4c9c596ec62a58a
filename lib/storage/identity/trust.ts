import { AccountPlan, OidcProvider } from './account-plan';

/** A statement that says who may assume a role. */
type TrustStatement = {
  readonly Effect: 'Allow';
  readonly Principal: { readonly [kind: string]: string };
  readonly Action: readonly string[];
  readonly Condition: { readonly StringEquals: { readonly [key: string]: string } };
};

/** Who may assume the role: the pods of one service account of one cluster, and nobody else. */
export function trustStatement(plan: AccountPlan): TrustStatement {
  return plan.oidcProvider === undefined ? podIdentityTrust(plan) : webIdentityTrust(plan, plan.oidcProvider);
}

/**
 * EKS says in tags of the session for whom it asks.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 */
function podIdentityTrust({ clusterName, namespace, name }: AccountPlan): TrustStatement {
  return {
    Effect: 'Allow',
    Principal: { Service: 'pods.eks.amazonaws.com' },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
    Condition: {
      StringEquals: {
        'aws:RequestTag/eks-cluster-name': clusterName,
        'aws:RequestTag/kubernetes-namespace': namespace,
        'aws:RequestTag/kubernetes-service-account': name,
      },
    },
  };
}

/** @see https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html */
function webIdentityTrust({ namespace, name }: AccountPlan, { arn, issuer }: OidcProvider): TrustStatement {
  return {
    Effect: 'Allow',
    Principal: { Federated: arn },
    Action: ['sts:AssumeRoleWithWebIdentity'],
    Condition: { StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com', [`${issuer}:sub`]: `system:serviceaccount:${namespace}:${name}` } },
  };
}
