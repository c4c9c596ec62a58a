/** What manifests say of Thanos Receive: how many copies of a sample there are, where they go, and who may take one away. */
import { Line, NOTHING, share } from './line';
import { budgetsOf, DisruptionBudget } from './pods';
import { documentOf, durationOf, isIngestor, isOn, isRouter, ThanosPod, valuesOf } from './thanos-pods';
import { Manifest } from '../judging/kubernetes-types';

interface Hashring {
  readonly endpoints: ReadonlyArray<string | { readonly address: string }>;
  readonly algorithm?: string;
}

interface Replicated extends Manifest {
  readonly spec: { readonly replicas?: number; readonly serviceName?: string };
}

/** What Kubernetes gives a pod that says nothing. */
export const DEFAULT_GRACE_SECONDS = 30;

function replicasOf({ owner }: ThanosPod): number {
  return (owner as Replicated).spec.replicas ?? 1;
}

function ringsOf(router: ThanosPod, manifests: readonly Manifest[]): Array<{ readonly algorithm: string; readonly members: readonly string[] }> {
  return ((documentOf(router, 'receive.hashrings', manifests) ?? []) as readonly Hashring[]).map(({ endpoints, algorithm }) => ({
    algorithm: algorithm ?? valuesOf(router, 'receive.hashrings-algorithm')[0] ?? 'hashmod',
    members: endpoints.map((endpoint) => typeof endpoint === 'string' ? endpoint : endpoint.address),
  }));
}

/** The names of the pods of a set of ingestors, and the port on which they take samples of routers. */
function addressesOf(ingestor: ThanosPod): RegExp[] {
  const { owner } = ingestor;
  const port = valuesOf(ingestor, 'grpc-address')[0]?.split(':').at(-1) ?? '10901';
  return Array.from({ length: replicasOf(ingestor) }, (_, index) =>
    new RegExp(`^${owner.metadata.name}-${index}\\.${(owner as Replicated).spec.serviceName}(\\.${owner.metadata.namespace}(\\.svc.*)?)?:${port}$`));
}

/** How many replicas a budget lets go at once; one that says nothing lets all go. */
function evictable({ spec: { minAvailable, maxUnavailable } }: DisruptionBudget, replicas: number): number {
  const amount = (value: number | string) => typeof value === 'number' ? value : Math.ceil(Number.parseFloat(value) / 100 * replicas);
  return maxUnavailable !== undefined ? amount(maxUnavailable) : minAvailable !== undefined ? replicas - amount(minAvailable) : replicas;
}

/** How many of the copies may be away while writes go on. */
function dispensable(copies: number): number {
  return copies - (copies === 2 ? 1 : Math.floor(copies / 2) + 1);
}

/** Sets are those of zones, and each zone has another copy: what one set loses at once is what a sample loses. */
function keepsQuorum(ingestor: ThanosPod, copies: number, manifests: readonly Manifest[]): boolean {
  const replicas = replicasOf(ingestor);
  return Math.min(replicas, ...budgetsOf(manifests, ingestor).map((budget) => evictable(budget, replicas))) <= dispensable(copies);
}

/** Labels that have another value in every pod. */
function copyLabels(ingestors: readonly ThanosPod[]): string[] {
  const varied = ingestors.flatMap((pod) => valuesOf(pod, 'label')).filter((label) => label.includes('$('));
  return [...new Set(varied.map((label) => label.split('=')[0] as string))];
}

function spread({ template: { spec } }: ThanosPod): boolean {
  return spec.affinity?.podAntiAffinity !== undefined || (spec.topologySpreadConstraints ?? []).some(({ topologyKey }) => topologyKey === 'kubernetes.io/hostname');
}

function hashringLines(routers: readonly ThanosPod[], ingestors: readonly ThanosPod[], manifests: readonly Manifest[]): Line[] {
  const rings = routers.flatMap((router) => ringsOf(router, manifests));
  const members = [...new Set(rings.flatMap((ring) => ring.members))];
  const addresses = routers.length === 0 ? [] : ingestors.flatMap(addressesOf);
  return [
    share('ingestors that are members of the hashring', addresses, (address) => members.some((member) => address.test(member))),
    share('members of the hashring that are ingestors', members, (member) => addresses.some((address) => address.test(member))),
    share('hashrings by ketama', rings, ({ algorithm }) => algorithm === 'ketama'),
  ];
}

export function receiveLines(pods: readonly ThanosPod[], manifests: readonly Manifest[]): Line[] {
  const receivers = pods.filter(({ component }) => component === 'receive');
  const [routers, ingestors] = [receivers.filter(isRouter), receivers.filter(isIngestor)];
  const numbers = [...new Set(routers.map((router) => Number(valuesOf(router, 'receive.replication-factor')[0] ?? 1)))];
  const copies = numbers.length === 0 ? 1 : Math.min(...numbers);
  const labels = copies > 1 ? copyLabels(ingestors) : [];
  const all = (component: string) => pods.filter((pod) => pod.component === component);
  const areToldOf = (told: readonly ThanosPod[], flag: string) => (label: string) =>
    told.length > 0 && told.every((pod) => valuesOf(pod, flag).includes(label));
  const seconds = ingestors.map(({ template }) => template.spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS);
  return [
    share('receivers that route or keep, not both', receivers, (pod) => isRouter(pod) !== isIngestor(pod)),
    { title: 'copies of a sample', value: numbers.join(', ') || NOTHING },
    ...hashringLines(routers, ingestors, manifests),
    share('labels of copies that Query leaves out', labels, areToldOf(all('query'), 'query.replica-label')),
    share('queries that fill one copy from the next (chain)', labels.length === 0 ? [] : all('query'), (pod) => valuesOf(pod, 'deduplication.func')[0] === 'chain'),
    share('labels of copies that the compactor merges', labels, areToldOf(all('compact'), 'deduplication.replica-label')),
    share('sets of ingestors whose evictions leave a quorum', routers.length === 0 ? [] : ingestors, (pod) => keepsQuorum(pod, copies, manifests)),
    share('sets of ingestors that are spread over nodes', ingestors, spread),
    { title: 'seconds that an ingestor has to end', value: seconds.length === 0 ? NOTHING : String(Math.min(...seconds)) },
    share('sets of ingestors that take late samples', ingestors, (pod) => durationOf(pod, 'tsdb.out-of-order.time-window', '0s') > 0),
  ];
}

/** One of its kind, that does not end when it has done its work once. */
export function isLastingCompactor(pod: ThanosPod): boolean {
  return isOn(pod, 'wait') && replicasOf(pod) === 1;
}
