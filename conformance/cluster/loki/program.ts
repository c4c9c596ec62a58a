/**
 * The program of the library whose manifests run here: a whole Loki over a bucket that the harness plays, whose tenants have agents of their own that read the lines of
 * their namespaces.
 */
import { App, Chart, Size } from 'cdk8s';
import { POLICY } from './policy';
import { CollectorDaemonSet, LokiDistributed, LokiTenant } from '../../../lib';
import { streamLabels } from '../../../lib/loki/document/stream-labels';
import { HTTP_PORT } from '../../../lib/loki/places';
import { Manifest } from '../../judging/kubernetes-types';
import { temporaryFolder } from '../../judging/processes';
import { storeIn } from '../bucket-server';
import { Tenant, TenantContainer } from '../tenants';

export const LOKI_NAMESPACE = 'loki';
export const LOKI_BUCKET = 'acme-logs';
export const CLUSTER_NAME = 'prod';
export const INGESTER_NAME = 'loki-ingester';
export const INDEX_GATEWAY_NAME = 'loki-index-gateway';
export const GATEWAY_NAME = 'loki-gateway';
export const CANARY_NAME = 'loki-canary';

/** Whose lines are those of a namespace of the same name. */
export const NAMESPACES = ['shop', 'bank'] as const;

/** Who writes more than it may: so much in a second, and half as much more at once. */
export const NOISY = 'noisy';
export const NOISY_RATE = Size.kibibytes(64);

/** As many lines as a query here asks for: more than one run writes. */
export const MOST_LINES = 50_000;

/** Of whose lines the policy does not keep everything as it is. */
const TALKATIVE: TenantContainer = { name: 'talkative', command: ['write', '--format', 'volume'] };

/** Applications that write lines. */
export const WRITERS: readonly Tenant[] = [
  {
    kind: 'Deployment',
    namespace: 'shop',
    name: 'cart',
    containers: [{ name: 'app', command: ['write', '--format', 'text'] }, { name: 'worker', command: ['write', '--format', 'json'] }, TALKATIVE],
  },
  { kind: 'StatefulSet', namespace: 'bank', name: 'ledger', containers: [{ name: 'app', command: ['write', '--format', 'text'] }, TALKATIVE] },
];

/** As whom the canary writes: the tenant of a Loki that nobody names. */
export const CANARY_TENANT = 'default';

/** What to ask and where to write, as a pod would. */
export interface LokiProgram {
  readonly manifests: Manifest[];
  /** where a distributor is reached by who goes around the gateway; the door itself where there is none */
  readonly distributorUrl: string;
  readonly queryUrl: string;
  readonly otlpUrl: string;
  /** attributes that are labels of streams; all others are structured metadata */
  readonly indexLabels: readonly string[];
}

/** All of it together has less than 8 GiB. */
function makeLoki(chart: Chart, tenants: readonly LokiTenant[], hasGateway: boolean): LokiDistributed {
  const [small, middle, large] = [256, 512, 768].map((mebibytes) => ({ memoryLimit: Size.mebibytes(mebibytes) }));
  return new LokiDistributed(chart, 'loki', {
    cluster: { name: CLUSTER_NAME },
    objectStore: storeIn(LOKI_BUCKET),
    schema: [{ from: '2026-01-01' }],
    limits: { maxQueryLines: MOST_LINES },
    tenants: [...tenants, new LokiTenant(NOISY, { ingestionRate: NOISY_RATE })],
    distributor: { ...small, replicas: 2 },
    ingester: large,
    querier: { ...middle, replicas: 2 },
    queryFrontend: middle,
    queryScheduler: small,
    indexGateway: small,
    compactor: middle,
    ...hasGateway ? { gateway: {}, canary: {} } : {},
  });
}

/** @param hasGateway false on a machine that has no nginx: then there is no canary either, which writes and asks at one address */
export function lokiProgram(hasGateway: boolean): LokiProgram {
  const app = new App({ outdir: temporaryFolder('loki-cluster') });
  const charts = { loki: new Chart(app, 'loki', { namespace: LOKI_NAMESPACE }), agents: new Chart(app, 'agents', { namespace: 'observability' }) };
  const tenants = NAMESPACES.map((name) => new LokiTenant(name));
  const loki = makeLoki(charts.loki, tenants, hasGateway);
  tenants.forEach((tenant) => new CollectorDaemonSet(charts.agents, `agent-of-${tenant.name}`, {
    cluster: { name: CLUSTER_NAME },
    // the frames of a stack trace are one record with its first line
    containerLogs: { includeNamespaces: [tenant.name], multiline: { firstLine: '^\\S' } },
    logVolume: POLICY,
    logsTo: loki.otlpEndpointFor(tenant),
    memoryLimit: Size.mebibytes(384),
  }));
  const { url: queryUrl } = loki.queryEndpoint;
  const { url: otlpUrl } = loki.otlpEndpoint;
  const distributorUrl = `http://${loki.distributor.service.name}.${LOKI_NAMESPACE}.svc:${HTTP_PORT}`;
  app.synth();
  return {
    manifests: [...charts.loki.toJson(), ...charts.agents.toJson()] as Manifest[],
    distributorUrl,
    queryUrl,
    otlpUrl,
    indexLabels: streamLabels(),
  };
}
