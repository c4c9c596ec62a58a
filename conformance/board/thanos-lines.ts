/** What manifests say of Thanos: of each component, and of what holds between them. No scanner reads it. */
import { Line, share } from './line';
import { inSameNamespace } from './pods';
import { DEFAULT_GRACE_SECONDS, isLastingCompactor, receiveLines } from './receive-lines';
import { durationOf, hasDocument, isIngestor, isOn, textsOf, ThanosPod, thanosPods } from './thanos-pods';
import { thanosArguments } from '../../lib/thanos/flags/thanos-arguments';
import { Manifest } from '../judging/kubernetes-types';

interface Service extends Manifest {
  readonly spec: { readonly clusterIP?: string; readonly ports?: ReadonlyArray<{ readonly name?: string }> };
}

const RETENTIONS = ['retention.resolution-raw', 'retention.resolution-5m', 'retention.resolution-1h'];
const DEFAULT_SERVER_GRACE = '2m';
const WITHOUT_GRPC = ['compact', 'query-frontend'];
/** A flag that is still there: what else the arguments have is refused. */
const DEPRECATED = / is deprecated in /;

/** Servers are closed one after the other, and each waits for its requests. */
function endsInTime(pod: ThanosPod): boolean {
  const flags = ['http-grace-period', ...WITHOUT_GRPC.includes(pod.component) ? [] : ['grpc-grace-period']];
  const milliseconds = flags.reduce((sum, flag) => sum + durationOf(pod, flag, DEFAULT_SERVER_GRACE), 0);
  return (pod.template.spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS) * 1000 > milliseconds;
}

/** A ratio of the limit is one of the node where there is no limit. */
function knowsItsMemory(pod: ThanosPod): boolean {
  const { env = [], resources } = pod.container;
  return env.some(({ name }) => name === 'GOMEMLIMIT') || (isOn(pod, 'enable-auto-gomemlimit') && resources?.limits?.memory !== undefined);
}

/** Names of Services of these manifests that are looked up for the addresses of their pods, with what is looked up. */
function lookups(pods: readonly ThanosPod[], manifests: readonly Manifest[]): Array<{ readonly port: string; readonly service: Service }> {
  const found = pods.flatMap((pod) => textsOf(pod, manifests)).flatMap((text) => [...text.matchAll(/dnssrv(?:noa)?\+_([\w-]+)\._tcp\.([\w-]+)\.([\w-]+)\.svc/g)]);
  const unique = new Map(found.map(([whole, port, name, namespace]) => [whole.replace('noa+', '+'), { port: port!, name: name!, namespace }]));
  return [...unique.values()].flatMap(({ port, name, namespace }) => manifests
    .filter(({ kind, metadata }) => kind === 'Service' && metadata.name === name && metadata.namespace === namespace)
    .map((service) => ({ port, service: service as Service })));
}

function answersWithPods({ port, service: { spec } }: { readonly port: string; readonly service: Service }): boolean {
  return spec.clusterIP === 'None' && (spec.ports ?? []).some(({ name }) => name === port);
}

/** What a pod does with the bucket: routers and ingestors are one program and two components. */
function roleOf(pod: ThanosPod): string {
  return pod.component === 'receive' ? `receive ${isIngestor(pod)}` : pod.component;
}

function sharesAccount(one: ThanosPod, other: ThanosPod): boolean {
  return inSameNamespace(other.owner, one)
    && (one.template.spec.serviceAccountName ?? 'default') === (other.template.spec.serviceAccountName ?? 'default');
}

function faults({ component, version, args }: ThanosPod): string[] {
  return version === undefined ? ['a version that nobody knows'] : thanosArguments({ component, version, values: {}, extraArgs: args }).findings.map(({ what }) => what);
}

export function thanosLines(manifests: readonly Manifest[]): Line[] {
  const pods = thanosPods(manifests);
  const all = (component: string) => pods.filter((pod) => pod.component === component);
  return [
    ...receiveLines(pods, manifests),
    share('queries that take samples as coarse as a step allows', all('query'), (pod) => isOn(pod, 'query.auto-downsampling')),
    share('compactors that stay, and are one', all('compact'), isLastingCompactor),
    share('resolutions with a retention', all('compact').flatMap((pod) => RETENTIONS.map((flag) => durationOf(pod, flag, '0d'))), (each) => each > 0),
    share('Services of pods looked up that are headless', lookups(pods, manifests), answersWithPods),
    share('pods of Thanos that end when their requests are done', pods, endsInTime),
    share('pods of Thanos that know their memory', pods, knowsItsMemory),
    share('pods of Thanos with a startup probe', pods, ({ container }) => container.startupProbe !== undefined),
    share('pods of Thanos whose flags it takes', pods, (pod) => faults(pod).every((what) => DEPRECATED.test(what))),
    share('pods of Thanos without flags that will go', pods, (pod) => !faults(pod).some((what) => DEPRECATED.test(what))),
    share('pods at the bucket whose account no other component has', pods.filter((pod) => hasDocument(pod, 'objstore.config')), (pod) =>
      pods.every((other) => roleOf(other) === roleOf(pod) || !sharesAccount(pod, other))),
  ];
}
