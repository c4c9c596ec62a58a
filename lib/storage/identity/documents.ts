import { AccountPlan } from './account-plan';
import { accessStatements, Grant } from './statements';
import { trustStatement } from './trust';
import { attributeOf, ResourceDocument, ValueDocument } from '../../terraform/terraform-document';
import { policy } from '../policy-document';

const ROLE = 'aws_iam_role';

/** An attribute of the role, as an expression. */
export function roleAttribute(plan: AccountPlan, attribute: string): string {
  return attributeOf({ type: ROLE, name: roleResourceName(plan) }, attribute);
}

/** The role of a service account. */
export function roleDocument(plan: AccountPlan): ResourceDocument {
  return {
    id: 'role',
    type: ROLE,
    name: roleResourceName(plan),
    attributes: {
      name: plan.roleName,
      description: `Object storage of service account ${plan.name} in namespace ${plan.namespace} of cluster ${plan.clusterName}`,
      assume_role_policy: policy([trustStatement(plan)]),
    },
  };
}

/** What the role may do by what was granted so far. */
export function rolePolicyDocument(plan: AccountPlan, grants: readonly Grant[]): ResourceDocument {
  return {
    id: 'policy',
    type: 'aws_iam_role_policy',
    name: `${plan.terraformName}_policy`,
    attributes: {
      name: 'object-storage',
      role: roleAttribute(plan, 'name'),
      policy: policy(accessStatements(grants)),
    },
  };
}

/** What ties the service account to the role, with Pod Identity. An annotation does so otherwise. */
export function associationDocuments(plan: AccountPlan): ResourceDocument[] {
  return plan.oidcProvider !== undefined ? [] : [{
    id: 'association',
    type: 'aws_eks_pod_identity_association',
    name: `${plan.terraformName}_association`,
    attributes: {
      cluster_name: plan.clusterName,
      namespace: plan.namespace,
      service_account: plan.name,
      role_arn: roleAttribute(plan, 'arn'),
    },
  }];
}

/** What charts of others, and people, want to know of the role. */
export function roleOutput(plan: AccountPlan): ValueDocument {
  return {
    id: 'role-arn',
    name: `${plan.terraformName}_role_arn`,
    value: roleAttribute(plan, 'arn'),
    description: `The ARN of the role of service account ${plan.name} in namespace ${plan.namespace} of cluster ${plan.clusterName}`,
  };
}

function roleResourceName(plan: AccountPlan): string {
  return `${plan.terraformName}_role`;
}
