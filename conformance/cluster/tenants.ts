/** The applications of the cluster, as manifests: pods that write logs, push OTLP and expose metrics, in the ways in which applications do. */
import { Endpoints } from './collectors';
import { Level, namespaceObject } from './namespaces';
import { Manifest } from '../judging/kubernetes-types';

/** The container that writes to stdout and stderr at once. */
export const BOTH_STREAMS = 'legacy';

/** The name under which pods ask for our own program. */
export const TELEMETRY_COUNT_IMAGE = 'localhost/telemetry-count:local';
/** Control APIs of a pod's containers listen from here on, in the order of the containers. */
export const FIRST_CONTROL_PORT = 8101;

/** By which an exposer is told that nobody is meant to scrape it. */
export const UNSCRAPED = '--unscraped';
/** Thousandths of a processor for each container: enough to be heard among collectors that work hard. */
const CPU_REQUEST_M = 10;

export interface TenantContainer {
  readonly name: string;
  /** the command of our program and its flags, without the address of the control API and the source */
  readonly command: readonly [string, ...string[]];
  readonly ports?: readonly number[];
}

export interface Tenant {
  readonly kind: 'Deployment' | 'StatefulSet' | 'Job';
  readonly namespace: string;
  readonly name: string;
  readonly replicas?: number;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly containers: readonly TenantContainer[];
  /** they end before the containers begin */
  readonly initContainers?: readonly TenantContainer[];
  /** false when none of its containers may be a target */
  readonly scraped?: boolean;
}

const SHOP = 'shop';
/** Whose pods are critical unless they say otherwise. */
const BANK = 'bank';

/** Who is scraped twice as often as others: the one says so, the other is where everybody is. */
export const CRITICAL = [`${SHOP}/declared-`, `${BANK}/path-`];

function scrape(port: number, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const wanted = { scrape: 'true', port: String(port), ...more };
  return Object.fromEntries(Object.entries(wanted).map(([key, value]) => [`prometheus.io/${key}`, value]));
}

function exposer(name: string, port: number, more: Partial<Tenant> & { readonly flags?: readonly string[] }): Tenant {
  const { flags = [], ...rest } = more;
  return { kind: 'Deployment', namespace: SHOP, name, containers: [{ name: 'app', command: ['expose', '--listen', `:${port}`, ...flags], ports: [port] }], ...rest };
}

function writersAndPushers(agent: Endpoints): Tenant[] {
  const push = (endpoint: string, protocol: 'grpc' | 'http'): TenantContainer =>
    ({ name: 'push', command: ['push', '--endpoint', endpoint, '--protocol', protocol, '--rate', '40', '--workers', '2'] });
  const text: TenantContainer = { name: 'app', command: ['write', '--format', 'text'] };
  const json: TenantContainer = { name: 'worker', command: ['write', '--format', 'json'] };
  const mixed: TenantContainer = { name: BOTH_STREAMS, command: ['write', '--format', 'mixed'] };
  return [
    { kind: 'Deployment', namespace: SHOP, name: 'cart', replicas: 2, containers: [text, json, mixed, push(agent.grpc, 'grpc')] },
    { kind: 'StatefulSet', namespace: BANK, name: 'ledger', containers: [text, push(agent.http, 'http')] },
  ];
}

/** Pods that expose metrics: those who ask to be scraped in every way, and those who do not. */
export function exposers(): Tenant[] {
  return [
    exposer('declared', 9102, { annotations: scrape(9102, { tier: 'critical' }) }),
    exposer('undeclared', 9103, { annotations: scrape(9103), containers: [{ name: 'app', command: ['expose', '--listen', ':9103'] }] }),
    exposer('path', 9104, { namespace: BANK, annotations: scrape(9104, { path: '/custom/metrics' }), flags: ['--path', '/custom/metrics'] }),
    exposer('secure', 9105, { annotations: scrape(9105, { scheme: 'https', tier: 'unheard-of' }), flags: ['--tls'] }),
    exposer('pair', 9106, {
      annotations: scrape(9106),
      containers: [
        { name: 'first', command: ['expose', '--listen', ':9106'], ports: [9106] },
        { name: 'second', command: ['expose', '--listen', ':9107', UNSCRAPED], ports: [9107, 9108] },
      ],
    }),
    exposer('every-port', 9112, {
      annotations: { 'prometheus.io/scrape': 'true' },
      containers: [
        { name: 'first', command: ['expose', '--listen', ':9112'], ports: [9112] },
        { name: 'second', command: ['expose', '--listen', ':9113'], ports: [9113] },
      ],
      // declares a port at which nobody answers any more
      initContainers: [{ name: 'before', command: ['expose', '--listen', ':9114', '--lifetime', '1ms'], ports: [9114] }],
    }),
    exposer('silent', 9109, { scraped: false, flags: [UNSCRAPED] }),
    exposer('declined', 9110, { scraped: false, annotations: scrape(9110, { scrape: 'false' }), flags: [UNSCRAPED] }),
    exposer('done', 9111, { scraped: false, kind: 'Job', annotations: scrape(9111), flags: ['--lifetime', '1s'] }),
  ];
}

/** @param agent where they push to */
export function tenantsOf(agent: Endpoints): Tenant[] {
  return [...writersAndPushers(agent), ...exposers()];
}

function container({ name, command: [program, ...flags], ports = [] }: TenantContainer, index: number): object {
  return {
    name,
    image: TELEMETRY_COUNT_IMAGE,
    imagePullPolicy: 'IfNotPresent',
    args: [program, `:${FIRST_CONTROL_PORT + index}`, '--source', `$(POD_NAMESPACE)/$(POD_NAME)/${name}`, ...flags],
    env: [
      { name: 'POD_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
      { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    ],
    ports: ports.map((containerPort) => ({ containerPort })),
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true },
    resources: { requests: { cpu: `${CPU_REQUEST_M}m`, memory: '16Mi' }, limits: { memory: '128Mi' } },
  };
}

/** @param labels by which the pods of a tenant are known besides */
function tenantManifest(tenant: Tenant, labels: Readonly<Record<string, string>>): object {
  const { kind, name, namespace, annotations, replicas } = tenant;
  const app = { app: name };
  const template = {
    metadata: { labels: { ...labels, ...app }, annotations },
    spec: {
      containers: tenant.containers.map((one, index) => container(one, index)),
      initContainers: tenant.initContainers?.map((one) => container(one, 0)),
      securityContext: { runAsNonRoot: true, runAsUser: 65535, seccompProfile: { type: 'RuntimeDefault' } },
      automountServiceAccountToken: false,
      terminationGracePeriodSeconds: 1,
      restartPolicy: kind === 'Job' ? 'Never' : 'Always',
    },
  };
  const spec = kind === 'Job' ? { template } : { replicas: replicas ?? 1, selector: { matchLabels: app }, template };
  return { apiVersion: kind === 'Job' ? 'batch/v1' : 'apps/v1', kind, metadata: { name, namespace }, spec: kind === 'StatefulSet' ? { ...spec, serviceName: name } : spec };
}

/** What the requests of all pods of tenants are together, in processors. */
export function cpuOf(tenants: readonly Tenant[]): number {
  return tenants.reduce((sum, { containers, replicas = 1 }) => sum + containers.length * replicas * CPU_REQUEST_M, 0) / 1000;
}

/** The value that a tenant gives to every label that the platform was told to keep. */
export function chosenValue({ namespace, name }: Pick<Tenant, 'namespace' | 'name'>): string {
  return `of-${namespace}-${name}`;
}

export function tenantManifests(tenants: readonly Tenant[], chosenLabels: readonly string[]): Manifest[] {
  const restricted: Level = 'restricted';
  const namespaces = [...new Set(tenants.map(({ namespace }) => namespace))];
  return [
    ...namespaces.map((name) => namespaceObject(name, restricted)),
    ...tenants.map((tenant) => tenantManifest(tenant, Object.fromEntries(chosenLabels.map((label) => [label, chosenValue(tenant)])))),
  ] as Manifest[];
}
