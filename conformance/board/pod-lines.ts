/** What manifests say of their pods, as far as no scanner counts it or scanners disagree. */
import { count, Line, share } from './line';
import { budgetsOf, inSameNamespace, ofKind, Pod, podsOf, Selector, selects } from './pods';
import { Container, Manifest, SecurityContext } from '../judging/kubernetes-types';

interface NamedContainer {
  readonly pod: Pod;
  readonly container: Container;
}

interface Binding extends Manifest {
  readonly subjects?: ReadonlyArray<{ readonly kind: string; readonly name: string; readonly namespace?: string }>;
}

interface NetworkPolicy extends Manifest {
  readonly spec: {
    readonly podSelector?: Selector;
    readonly policyTypes?: readonly string[];
    readonly ingress?: readonly object[];
    readonly egress?: readonly object[];
  };
}

/** An empty rule lets everything through, so a policy that has one keeps nothing out. */
function narrows(policies: readonly NetworkPolicy[], type: 'Ingress' | 'Egress'): boolean {
  const about = policies.filter(({ spec }) => (spec.policyTypes ?? ['Ingress', ...spec.egress ? ['Egress'] : []]).includes(type));
  const rules = about.flatMap(({ spec }) => (type === 'Ingress' ? spec.ingress : spec.egress) ?? []);
  return about.length > 0 && rules.every((rule) => Object.keys(rule).length > 0);
}

/** A policy of ingress alone says nothing about what a pod that was broken into may reach. */
function narrowsBothWays(policies: readonly NetworkPolicy[], pod: Pod): boolean {
  const about = policies.filter((policy) => inSameNamespace(policy, pod) && selects(policy.spec.podSelector ?? {}, pod));
  return narrows(about, 'Ingress') && narrows(about, 'Egress');
}

function hasToken(manifests: readonly Manifest[], pod: Pod): boolean {
  const { serviceAccountName, automountServiceAccountToken } = pod.template.spec;
  const account = ofKind<Manifest & { readonly automountServiceAccountToken?: boolean }>(manifests, 'ServiceAccount')
    .find((each) => each.metadata.name === serviceAccountName && inSameNamespace(each, pod));
  return automountServiceAccountToken ?? account?.automountServiceAccountToken ?? true;
}

function hasRights(manifests: readonly Manifest[], { owner, template }: Pod): boolean {
  return ofKind<Binding>(manifests, 'RoleBinding', 'ClusterRoleBinding').some((binding) => (binding.subjects ?? []).some((subject) =>
    subject.kind === 'ServiceAccount' && subject.name === (template.spec.serviceAccountName ?? 'default')
    && (subject.namespace ?? binding.metadata.namespace) === owner.metadata.namespace));
}

/** What counts is the container's own word, then the pod's. */
function security({ pod, container }: NamedContainer): SecurityContext & { readonly runAsNonRoot?: boolean } {
  return { ...pod.template.spec.securityContext, ...container.securityContext };
}

export function podLines(manifests: readonly Manifest[]): Line[] {
  const pods = podsOf(manifests);
  const containers = pods.flatMap((pod) =>
    [...pod.template.spec.containers, ...pod.template.spec.initContainers ?? []].map((container) => ({ pod, container })));
  const replicated = pods.filter(({ owner }) => ['Deployment', 'StatefulSet'].includes(owner.kind));
  const policies = ofKind<NetworkPolicy>(manifests, 'NetworkPolicy');
  return [
    count('workloads', pods),
    share('containers with GOMEMLIMIT', containers, ({ container }) => (container.env ?? []).some(({ name }) => name === 'GOMEMLIMIT')),
    share('containers with a read-only root', containers, (each) => security(each).readOnlyRootFilesystem === true),
    share('containers that must not be root', containers, (each) => security(each).runAsNonRoot === true),
    share('containers without any capability', containers, ({ container }) => {
      const { add, drop } = container.securityContext?.capabilities ?? {};
      return (drop ?? []).includes('ALL') && (add ?? []).length === 0;
    }),
    share('images by digest', containers, ({ container }) => container.image.includes('@sha256:')),
    count('pods with a token and no rights to use it for', pods.filter((pod) => hasToken(manifests, pod) && !hasRights(manifests, pod))),
    share('pods that a NetworkPolicy narrows both ways', pods, (pod) => narrowsBothWays(policies, pod)),
    share('Deployments and StatefulSets with a disruption budget', replicated, (pod) => budgetsOf(manifests, pod).length > 0),
    share('pods that roll with their configuration', pods, ({ template }) =>
      Object.keys(template.metadata?.annotations ?? {}).some((key) => /checksum|hash/i.test(key))),
  ];
}
