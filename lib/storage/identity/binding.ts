import { AccountPlan } from './account-plan';
import { roleAttribute } from './documents';
import { EgressNeed, RoleBinding } from '../../wiring';

/**
 * Where the agent of Pod Identity answers on every node, by IPv4 and IPv6.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html
 */
const AGENT: EgressNeed[] = [{ port: 80, cidr: '169.254.170.23/32' }, { port: 80, cidr: 'fd00:ec2::23/128' }];

/** STS, which exchanges tokens for credentials. */
const STS: EgressNeed[] = [{ port: 443 }];

/** What ties a service account of Kubernetes to its role. Names only: no manifest waits for what Terraform will know. */
export function roleBinding(plan: AccountPlan): RoleBinding {
  const { roleName, oidcProvider: provider } = plan;
  return {
    roleName,
    roleArn: roleAttribute(plan, 'arn'),
    annotations: provider ? { 'eks.amazonaws.com/role-arn': `arn:${provider.partition}:iam::${provider.account}:role/${roleName}` } : {},
    egress: provider ? STS : AGENT,
  };
}
