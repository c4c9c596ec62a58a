/**
 * Everything around the gateway that the manifests take for granted, as Kubernetes objects: the namespaces, Secrets and files that they refer
 * to, and the destinations that they name. Behind every destination stands the counting sink on the node.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Authority, KeyPair } from './certificates';
import { Destination, destinationsOf, Signal, SIGNALS } from './collector-config';
import { Gateway, namespaceOf, plainVariables, Reference } from './gateway-manifests';
import { NODE_IP } from './node-files';
import { Manifest } from '../judging/kubernetes-types';

/** Where containers look for the roots that they trust. */
export const SYSTEM_ROOTS = '/etc/ssl/certs/ca-certificates.crt';
const FIRST_SINK_PORT = 20_000;
const OUTSIDE = 'outside';

/** One host and port that the gateway sends to. */
export interface Route {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly sinkPort: number;
  readonly protocol: 'grpc' | 'http';
  readonly tls: boolean;
  readonly signals: readonly Signal[];
  readonly headers: ReadonlyArray<readonly [string, string]>;
}

export interface World {
  readonly routes: readonly Route[];
  /** what at least one route receives */
  readonly signals: readonly Signal[];
  /** what DNS says of names outside the cluster; there before any pod */
  readonly base: readonly object[];
  readonly manifests: readonly object[];
  /** the root of every certificate, as PEM */
  readonly roots: string;
  readonly sinkCertificate: KeyPair;
}

function object(apiVersion: string, kind: string, name: string, namespace: string | undefined, rest: object = {}): object {
  return { apiVersion, kind, ...rest, metadata: { name, namespace, ...(rest as { metadata?: object }).metadata } };
}

function routesOf(destinations: readonly Destination[]): Route[] {
  const byAddress = new Map<string, Destination[]>();
  destinations.forEach((one) => byAddress.set(`${one.host}:${one.port}`, [...byAddress.get(`${one.host}:${one.port}`) ?? [], one]));
  return [...byAddress].map(([name, shared], index) => {
    const [first, ...others] = shared as [Destination, ...Destination[]];
    if (others.some(({ protocol, tls }) => protocol !== first.protocol || tls !== first.tls)) {
      throw new Error(`${name} is spoken to in two ways: ${shared.map(({ exporter }) => exporter).join(', ')}`);
    }
    return {
      name,
      host: first.host,
      port: first.port,
      sinkPort: FIRST_SINK_PORT + index,
      protocol: first.protocol,
      tls: first.tls,
      signals: [...new Set(shared.flatMap(({ signals }) => signals))],
      headers: shared.flatMap(({ headers }) => Object.entries(headers)),
    };
  });
}

/** Name and namespace of a Service in the cluster; undefined for names of the world outside. */
function inCluster(host: string): { readonly name: string; readonly namespace: string } | undefined {
  const [, name, namespace] = /^([a-z0-9-]+)\.([a-z0-9-]+)\.svc(?:\.cluster\.local)?\.?$/.exec(host) ?? [];
  return name === undefined || namespace === undefined ? undefined : { name, namespace };
}

/** A Service without pods: its one endpoint is the sink's port on the node. */
function serviceTo(name: string, namespace: string, clusterIP: string | undefined, routes: readonly Route[]): object[] {
  const portName = ({ port }: Route) => `port-${port}`;
  return [
    object('v1', 'Service', name, namespace, { spec: { clusterIP, ports: routes.map((route) => ({ name: portName(route), port: route.port })) } }),
    object('discovery.k8s.io/v1', 'EndpointSlice', name, namespace, {
      metadata: { labels: { 'kubernetes.io/service-name': name } },
      addressType: 'IPv4',
      ports: routes.map((route) => ({ name: portName(route), port: route.sinkPort, protocol: 'TCP' })),
      endpoints: [{ addresses: [NODE_IP], conditions: { ready: true } }],
    }),
  ];
}

function destinationObjects(routes: readonly Route[], known: readonly string[]): { manifests: object[]; hosts: string } {
  const hosts = [...new Set(routes.map(({ host }) => host))];
  const places = hosts.map((host, index) => ({
    host,
    routes: routes.filter((route) => route.host === host),
    address: inCluster(host) === undefined ? `10.96.200.${index + 1}` : undefined,
    ...inCluster(host) ?? { name: host.replace(/[^a-z0-9]+/gi, '-').toLowerCase(), namespace: OUTSIDE },
  }));
  const namespaces = [...new Set(places.map(({ namespace }) => namespace))].filter((name) => !known.includes(name));
  return {
    manifests: [
      ...namespaces.map((name) => object('v1', 'Namespace', name, undefined)),
      ...places.flatMap((place) => serviceTo(place.name, place.namespace, place.address, place.routes)),
    ],
    hosts: places.filter(({ address }) => address !== undefined).map(({ address, host }) => `${address} ${host}\n`).join(''),
  };
}

/** What a reference must hold, told by the setting that names its file; whatever is no certificate is a credential. */
function valueOf(reference: Reference, gateway: Gateway, authority: Authority, client: KeyPair): string {
  const settings = JSON.stringify(gateway.config);
  const isSetTo = (setting: string) => reference.file !== undefined && settings.includes(`"${setting}":${JSON.stringify(reference.file)}`);
  if (isSetTo('ca_file')) {
    return authority.certificate;
  }
  if (isSetTo('cert_file') || isSetTo('key_file')) {
    return readFileSync(isSetTo('cert_file') ? client.certificate : client.key, 'utf8');
  }
  return randomBytes(16).toString('hex');
}

async function referencedValues(gateway: Gateway, manifests: readonly Manifest[], authority: Authority): Promise<Map<Reference, string>> {
  const client = await authority.issueClient('gateway', '/CN=gateway');
  const values = new Map<Reference, string>();
  const byKey = new Map<string, string>();
  for (const reference of gateway.references) {
    const { kind, name, key } = reference;
    const brought = manifests.find((one) => one.kind === kind && one.metadata.name === name && namespaceOf(one) === gateway.namespace);
    const known = byKey.get(`${kind} ${name} ${key}`) ?? (brought as { data?: Record<string, string> } | undefined)?.data?.[key];
    const value = known ?? valueOf(reference, gateway, authority, client);
    byKey.set(`${kind} ${name} ${key}`, value);
    values.set(reference, value);
  }
  return values;
}

function referencedObjects(values: ReadonlyMap<Reference, string>, gateway: Gateway, manifests: readonly Manifest[]): object[] {
  const names = new Map([...values.keys()].map(({ kind, name }) => [`${kind} ${name}`, { kind, name }]));
  return [...names.values()]
    .filter(({ kind, name }) => !manifests.some((one) => one.kind === kind && one.metadata.name === name && namespaceOf(one) === gateway.namespace))
    .map(({ kind, name }) => {
      const data = Object.fromEntries([...values].filter(([one]) => one.kind === kind && one.name === name).map(([one, value]) => [one.key, value]));
      return object('v1', kind, name, gateway.namespace, kind === 'Secret' ? { stringData: data } : { data });
    });
}

/** Namespaces that no manifest brings, under the strictest Pod Security level. */
function ownNamespaces(manifests: readonly Manifest[]): object[] {
  const brought = manifests.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
  const used = [...new Set(manifests.map(({ metadata }) => metadata.namespace).filter((name): name is string => name !== undefined))];
  return used.filter((name) => !brought.includes(name)).map((name) => object('v1', 'Namespace', name, undefined, {
    metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
  }));
}

export async function buildWorld(folder: string, gateway: Gateway, manifests: readonly Manifest[]): Promise<World> {
  const authority = await Authority.create(join(folder, 'world'));
  const values = await referencedValues(gateway, manifests, authority);
  const entries = [...values];
  const variables = new Map([...plainVariables(gateway.workload), ...entries.flatMap(([{ variable }, value]) => variable ? [[variable, value] as const] : [])]);
  const files = new Map(entries.flatMap(([{ file }, value]) => file ? [[file, value] as const] : []));
  const routes = routesOf(destinationsOf(gateway.config, variables, files));
  const namespaces = ownNamespaces(manifests);
  const destinations = destinationObjects(routes, [...new Set(manifests.map(namespaceOf))]);
  const signals = SIGNALS.filter((signal) => routes.some((route) => route.signals.includes(signal)));
  if (signals.length === 0) {
    throw new Error(`nothing that ${gateway.workload.metadata.name} receives leaves it to a destination that the sink could play`);
  }
  return {
    routes,
    signals,
    base: [object('v1', 'ConfigMap', 'outside-names', 'kube-system', { data: { hosts: destinations.hosts } })],
    manifests: [...namespaces, ...destinations.manifests, ...referencedObjects(values, gateway, manifests)],
    roots: authority.certificate,
    sinkCertificate: await authority.issueServer('sink', ['sink', ...routes.filter(({ tls }) => tls).map(({ host }) => host)]),
  };
}
