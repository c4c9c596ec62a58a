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

/** Who has rights by its ServiceAccount. */
export interface Holder {
  readonly name: string;
  readonly namespace: string;
  readonly workload: Manifest;
}

function accountOf({ workload }: Holder): string {
  return podTemplate(workload)?.spec.serviceAccountName ?? 'default';
}

function userOf(holder: Holder): string {
  return `system:serviceaccount:${holder.namespace}:${accountOf(holder)}`;
}

/** @param namespaces where it is asked */
export async function expectAllowed(
  node: ClusterNode, checks: Checks, holder: Holder, manifests: readonly Manifest[], namespaces: readonly string[],
): Promise<void> {
  const wrong: string[] = [];
  for (const namespace of namespaces) {
    const may = await allowed(node, userOf(holder), namespace);
    const everybody = await allowed(node, 'system:serviceaccount:default:nobody', namespace);
    const should = new Set([...everybody, ...texts(granted(accountOf(holder), holder.namespace, namespace, manifests))]);
    wrong.push(...[...may].filter((right) => !should.has(right)).map((right) => `may ${right} in ${namespace}`),
      ...[...should].filter((right) => !may.has(right)).map((right) => `may not ${right} in ${namespace}`));
  }
  checks.expect(`rights: the ServiceAccount of ${holder.name} may do what its roles say, and otherwise what everybody may`, wrong.length === 0, wrong.join(', '));
}

/**
 * @param namespaces where the rights are that are asked for, besides those in the whole cluster
 * @param unasked rights of which it is known that nobody uses them
 */
export async function expectUsed(
  node: ClusterNode, checks: Checks, holder: Holder, manifests: readonly Manifest[], namespaces: readonly string[], unasked: readonly string[] = [],
): Promise<void> {
  const rights = namespaces.flatMap((namespace) => rightsOf(granted(accountOf(holder), holder.namespace, namespace, manifests)));
  const unused = await unusedAtLast(node, userOf(holder), rights.filter((right) => !unasked.includes(rightText(right))));
  const exception = unasked.length === 0 ? '' : `, but for ${unasked.join(' and ')}`;
  checks.expect(`rights: ${holder.name} used every right that it has${exception}`, unused.length === 0, [...new Set(unused.map(rightText))].join(', '));
}

/** @param namespaces where it is asked */
export async function expectRights(
  node: ClusterNode, checks: Checks, collectors: readonly Collector[], manifests: readonly Manifest[], namespaces: readonly string[],
): Promise<void> {
  for (const collector of collectors) {
    await expectAllowed(node, checks, collector, manifests, namespaces);
    await expectUsed(node, checks, collector, manifests, [collector.namespace]);
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
