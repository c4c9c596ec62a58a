import { Construct, IConstruct } from 'constructs';
import { accountFindings, AccountRole } from './account-invariants';
import { AccountPlan, isSameAccount } from './account-plan';
import { roleBinding } from './binding';
import { associationDocuments, roleDocument, roleOutput, rolePolicyDocument } from './documents';
import { policyFindings } from './policy-invariants';
import { Grant } from './statements';
import { AWS } from '../../terraform/providers';
import { writtenAttributes } from '../../terraform/stack-document';
import { terraformWriter } from '../../terraform/terraform-writer';
import { fail, Finding, judgeAtSynth, TreeList } from '../../validation';
import { RoleBinding } from '../../wiring';

const ROLES = new TreeList<ServiceAccountRole>();

/** What is judged of a role at synth. */
interface RoleDocuments {
  readonly role: AccountRole;
  readonly earlier: readonly AccountRole[];
  readonly trust: unknown;
  readonly policy: unknown;
}

/**
 * The one role of a service account in a stack: what it may do is the sum of what the stores of the stack have granted to it.
 */
export class ServiceAccountRole extends Construct {
  /**
   * The role of a service account, made when the first store of a stack grants something to it.
   *
   * @param path of the store that grants
   */
  public static of(stack: IConstruct, plan: AccountPlan, path: string): ServiceAccountRole {
    const known = ROLES.of(stack).find((role) => role.stack === stack && isSameAccount(role.plan, plan));
    const finding = known && identityFinding(known.plan, plan);
    if (finding) {
      fail(path, finding);
    }
    return known ?? new ServiceAccountRole(stack as Construct, plan);
  }

  /** What makes the pods of the service account ones with this role. */
  public readonly binding: RoleBinding;
  private readonly grants: Grant[] = [];

  private constructor(private readonly stack: Construct, private readonly plan: AccountPlan) {
    super(stack, `role-of-${plan.clusterName}.${plan.namespace}.${plan.name}`);
    ROLES.add(this, this);
    this.binding = roleBinding(plan);
    const terraform = terraformWriter(stack, AWS);
    [roleDocument(plan), ...associationDocuments(plan)].forEach((document) => terraform.addResource(this, document));
    terraform.addLateResource(this, () => rolePolicyDocument(plan, this.grants));
    terraform.addOutput(this, roleOutput(plan));
    judgeAtSynth(this, () => this.documents(), roleFindings);
  }

  /** Adds what a store grants. */
  public add(grant: Grant): void {
    this.grants.push(grant);
  }

  private documents(): RoleDocuments {
    const roles = ROLES.of(this);
    const written = (id: string) => writtenAttributes(this.node.tryFindChild(id)) as { readonly [attribute: string]: unknown };
    return {
      role: this.asNeighbour,
      earlier: roles.slice(0, roles.indexOf(this)).map((role) => role.asNeighbour),
      trust: written('role').assume_role_policy,
      policy: written('policy').policy,
    };
  }

  private get asNeighbour(): AccountRole {
    return { stack: this.stack.node.path, roleName: this.plan.roleName };
  }
}

function roleFindings({ role, earlier, trust, policy }: RoleDocuments): Finding[] {
  return [
    ...accountFindings(role, earlier),
    ...policyFindings({ of: `the trust of role '${role.roleName}'`, text: trust }),
    ...policyFindings({ of: `the policy of role '${role.roleName}'`, text: policy }),
  ];
}

/** One pod authenticates in one way. */
function identityFinding(known: AccountPlan, plan: AccountPlan): Finding | undefined {
  const [first, second] = [known, plan].map(({ oidcProvider }) => oidcProvider?.arn ?? 'Pod Identity');
  return first === second ? undefined : {
    what: `service account '${plan.name}' of namespace '${plan.namespace}' has its identity by ${first} for one store and by ${second} for another`,
    why: 'it has one role, which trusts one of the two',
    fix: 'one value for both: const cluster = { name, region, identity }',
  };
}
