/** What the ServiceAccounts of collectors may do: what their roles say, and nothing else. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Checks } from './checks';
import { Collector } from './collectors';
import { ClusterNode } from './node';
import { Right, rightText, unusedRights } from './used-rights';
import { Manifest, podTemplate } from '../judging/kubernetes-types';

interface Rule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly verbs: readonly string[];
}

interface Role extends Manifest {
  readonly rules?: readonly Rule[];
}

interface Binding extends Manifest {
  readonly roleRef?: { readonly kind: string; readonly name: string };
  readonly subjects?: ReadonlyArray<{ readonly kind: string; readonly name: string; readonly namespace?: string }>;
}

/** Something that is done once a minute, cAdvisor's scrape for example, is done within this time. */
const LONGEST_INTERVAL_S = 75;

/** Rules taken apart into what can be compared. */
function rightsOf(rules: readonly Rule[]): Array<Right & { readonly name: string }> {
  return rules.flatMap(({ verbs, apiGroups = [], resources = [], resourceNames = [] }) => verbs.flatMap((verb) => apiGroups.flatMap((group) =>
    resources.flatMap((resource) => (resourceNames.length > 0 ? resourceNames : ['']).map((name) => ({ verb, group, resource, name }))))));
}

function texts(rules: readonly Rule[]): string[] {
  return [
    ...rules.flatMap(({ verbs, nonResourceURLs = [] }) => verbs.flatMap((verb) => nonResourceURLs.map((url) => `${verb} ${url}`))),
    ...rightsOf(rules).map(({ name, ...right }) => `${rightText(right)} ${name}`.trim()),
  ];
}

/** What somebody may do in a namespace, by the word of the API server; it is what `kubectl auth can-i --list` asks. */
async function allowed(node: ClusterNode, user: string, namespace: string): Promise<Set<string>> {
  const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview', spec: { namespace } };
  const answer = await node.kubectl([`--as=${user}`, 'create', '--validate=false', '--output', 'json', '-f', '-'], JSON.stringify(review));
  const { status } = JSON.parse(answer) as { status: { resourceRules: Rule[]; nonResourceRules: Rule[] } };
  return new Set(texts([...status.resourceRules, ...status.nonResourceRules]));
}

/** The rules that are bound to an account in a namespace. */
function granted(account: string, own: string, namespace: string, manifests: readonly Manifest[]): Rule[] {
  const bindings = manifests.filter((one): one is Binding => one.kind === 'ClusterRoleBinding' || (one.kind === 'RoleBinding' && one.metadata.namespace === namespace))
    .filter(({ subjects }) => subjects?.some((subject) => subject.kind === 'ServiceAccount' && subject.name === account && subject.namespace === own));
  return bindings.flatMap(({ roleRef, metadata }) => {
    const role = manifests.find((one): one is Role => one.kind === roleRef?.kind && one.metadata.name === roleRef.name
      && (one.kind === 'ClusterRole' || one.metadata.namespace === metadata.namespace));
    return role?.rules ?? [];
  });
}

/** @param namespaces where it is asked */
export async function expectRights(
  node: ClusterNode, checks: Checks, collectors: readonly Collector[], manifests: readonly Manifest[], namespaces: readonly string[],
): Promise<void> {
  for (const { name, namespace: own, workload } of collectors) {
    const account = podTemplate(workload)?.spec.serviceAccountName ?? 'default';
    const user = `system:serviceaccount:${own}:${account}`;
    const wrong: string[] = [];
    for (const namespace of namespaces) {
      const may = await allowed(node, user, namespace);
      const everybody = await allowed(node, 'system:serviceaccount:default:nobody', namespace);
      const should = new Set([...everybody, ...texts(granted(account, own, namespace, manifests))]);
      wrong.push(...[...may].filter((right) => !should.has(right)).map((right) => `may ${right} in ${namespace}`),
        ...[...should].filter((right) => !may.has(right)).map((right) => `may not ${right} in ${namespace}`));
    }
    checks.expect(`rights: the ServiceAccount of ${name} may do what its roles say, and otherwise what everybody may`, wrong.length === 0, wrong.join(', '));
    const unused = await unusedAtLast(node, user, rightsOf(granted(account, own, own, manifests)));
    checks.expect(`rights: ${name} used every right that it has`, unused.length === 0, unused.map(rightText).join(', '));
  }
}

/** Rights that are still unused when everything that is done once in a while has been done. */
async function unusedAtLast(node: ClusterNode, user: string, rights: readonly Right[]): Promise<Right[]> {
  const deadline = Date.now() + LONGEST_INTERVAL_S * 1_000;
  let unused = unusedRights(node.state, user, rights);
  while (unused.length > 0 && Date.now() < deadline) {
    await sleep(1_000);
    unused = unusedRights(node.state, user, rights);
  }
  return unused;
}
