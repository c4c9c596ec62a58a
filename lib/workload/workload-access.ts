import { ApiObject, Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { clusterScopedName, outOfNamespace } from '../kubernetes/cluster-scope';
import { Labels } from '../kubernetes/labels';
import { ClusterIdentity, EgressNeed, Needs, RoleBinding } from '../wiring';
import { NamespaceAccess, rolesOf } from '../wiring/needs-roles';

/** Who may do what, and as whom. */
export interface AccessPlan {
  readonly name: string;
  readonly namespace?: string;
  readonly labels: Labels;
  readonly serviceAccount: ApiObject;
  /** The cluster that it is in, if the program says so. */
  readonly cluster?: ClusterIdentity;
  readonly needs: () => Required<Needs>;
}

/** The roles of a ServiceAccount. Their rules are rendered at synth; whether they exist is known as soon as a component needs one. */
export class WorkloadAccess {
  private cluster = false;
  private readonly namespaces = new Set<string | undefined>();
  private readonly bindings = new Map<string, RoleBinding>();

  public constructor(private readonly scope: Construct, private readonly plan: AccessPlan) {}

  /** Whether there is anything that it may do. */
  public get exists(): boolean {
    return this.cluster || this.namespaces.size > 0;
  }

  /** Connections by which it gets credentials for the stores that it uses. */
  public get credentialEgress(): EgressNeed[] {
    return [...this.bindings.values()].flatMap(({ egress }) => egress);
  }

  /** Makes the roles that are needed by now. Called whenever components were added. */
  public grant(): void {
    if (this.clusterRules.length > 0 && !this.cluster) {
      this.cluster = true;
      this.grantInCluster();
    }
    this.roles.filter(({ namespace }) => !this.namespaces.has(namespace)).forEach(({ namespace }) => {
      this.namespaces.add(namespace);
      this.grantIn(namespace);
    });
    this.bind();
  }

  /** Each store gives its access once. Without a namespace nobody knows to whom. */
  private bind(): void {
    const { namespace, serviceAccount, cluster } = this.plan;
    for (const { store, access } of namespace === undefined ? [] : this.plan.needs().stores) {
      const key = `${access} ${store.node.path}`;
      if (!this.bindings.has(key)) {
        const binding = store.grantTo({ namespace: namespace!, name: serviceAccount.name, cluster }, access);
        this.bindings.set(key, binding);
        Object.entries(binding.annotations).forEach(([name, value]) => serviceAccount.metadata.addAnnotation(name, value));
      }
    }
  }

  private get clusterRules(): object[] {
    const { clusterRules, nonResourcePaths } = this.plan.needs();
    return [...clusterRules, ...nonResourcePaths.length > 0 ? [{ nonResourceUrLs: nonResourcePaths, verbs: ['get'] }] : []];
  }

  private get roles(): NamespaceAccess[] {
    return rolesOf(this.plan.needs().namespaceRules, this.plan.namespace);
  }

  private grantInCluster(): void {
    const { namespace, labels } = this.plan;
    const metadata = { name: clusterScopedName(this.plan.name, namespace), labels };
    const role = new k8s.KubeClusterRole(this.scope, 'cluster-role', {
      metadata,
      rules: Lazy.any({ produce: () => this.clusterRules }) as k8s.PolicyRule[],
    });
    const binding = new k8s.KubeClusterRoleBinding(this.scope, 'cluster-role-binding', {
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role.name },
      subjects: [this.subject],
    });
    [role, binding].forEach((object) => outOfNamespace(object, namespace));
  }

  /** In a namespace of others the name says whose role it is. */
  private grantIn(namespace?: string): void {
    const own = namespace === this.plan.namespace;
    const id = own ? '' : `-in-${namespace}`;
    const metadata = own
      ? { name: this.plan.name, labels: this.plan.labels }
      : { name: clusterScopedName(this.plan.name, this.plan.namespace), namespace, labels: this.plan.labels };
    const role = new k8s.KubeRole(this.scope, `role${id}`, {
      metadata,
      rules: Lazy.any({ produce: () => this.roles.find((each) => each.namespace === namespace)?.rules ?? [] }) as k8s.PolicyRule[],
    });
    new k8s.KubeRoleBinding(this.scope, `role-binding${id}`, {
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: role.name },
      subjects: [this.subject],
    });
  }

  private get subject(): k8s.Subject {
    return { kind: 'ServiceAccount', name: this.plan.serviceAccount.name, namespace: this.plan.namespace };
  }
}
