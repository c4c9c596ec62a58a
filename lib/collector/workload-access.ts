import { ApiObject, Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { clusterScopedName, outOfNamespace } from '../kubernetes/cluster-scope';
import { Labels } from '../kubernetes/labels';
import { Needs } from '../wiring';

/** Who may do what, and as whom. */
export interface AccessPlan {
  readonly name: string;
  readonly namespace?: string;
  readonly labels: Labels;
  readonly serviceAccount: ApiObject;
  readonly needs: () => Required<Needs>;
}

/** The roles of a ServiceAccount. Their rules are rendered at synth; whether they exist is known as soon as a component needs one. */
export class WorkloadAccess {
  private cluster = false;
  private namespaced = false;

  public constructor(private readonly scope: Construct, private readonly plan: AccessPlan) {}

  /** Whether there is anything that it may do. */
  public get exists(): boolean {
    return this.cluster || this.namespaced;
  }

  /** Makes the roles that are needed by now. Called whenever components were added. */
  public grant(): void {
    const { clusterRules, namespaceRules } = this.plan.needs();
    if (clusterRules.length > 0 && !this.cluster) {
      this.cluster = true;
      this.grantInCluster();
    }
    if (namespaceRules.length > 0 && !this.namespaced) {
      this.namespaced = true;
      this.grantInNamespace();
    }
  }

  private grantInCluster(): void {
    const { namespace, labels } = this.plan;
    const metadata = { name: clusterScopedName(this.plan.name, namespace), labels };
    const role = new k8s.KubeClusterRole(this.scope, 'cluster-role', {
      metadata,
      rules: Lazy.any({ produce: () => this.plan.needs().clusterRules }) as k8s.PolicyRule[],
    });
    const binding = new k8s.KubeClusterRoleBinding(this.scope, 'cluster-role-binding', {
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role.name },
      subjects: [this.subject],
    });
    [role, binding].forEach((object) => outOfNamespace(object, namespace));
  }

  private grantInNamespace(): void {
    const metadata = { name: this.plan.name, labels: this.plan.labels };
    const role = new k8s.KubeRole(this.scope, 'role', {
      metadata,
      rules: Lazy.any({ produce: () => this.plan.needs().namespaceRules }) as k8s.PolicyRule[],
    });
    new k8s.KubeRoleBinding(this.scope, 'role-binding', {
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: role.name },
      subjects: [this.subject],
    });
  }

  private get subject(): k8s.Subject {
    return { kind: 'ServiceAccount', name: this.plan.serviceAccount.name, namespace: this.plan.namespace };
  }
}
