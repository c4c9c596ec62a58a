/**
 * Everything around the collectors that the manifests take for granted, as Kubernetes objects: the namespaces, Secrets and files that they refer
 * to, and the destinations that they name. Behind every destination stands the counting sink on the node.
 */
import { join } from 'node:path';
import { Authority, KeyPair } from './certificates';
import { Destination, destinationsOf, Signal, SIGNALS } from './collector-config';
import { Collector, namespaceOf } from './collectors';
import { ownNamespaces } from './namespaces';
import { serviceOnNode } from './node-service';
import { ReferencedObjects } from './referenced-objects';
import { Manifest } from '../judging/kubernetes-types';

/** Where containers look for the roots that they trust. */
export const SYSTEM_ROOTS = '/etc/ssl/certs/ca-certificates.crt';
const FIRST_SINK_PORT = 20_000;
const OUTSIDE = 'outside';

/** One host and port that collectors send to. */
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
      ...places.flatMap(({ name, namespace, address, routes: behind }) => serviceOnNode({
        name, namespace, clusterIP: address, ports: behind.map(({ port, sinkPort }) => ({ port, target: sinkPort })),
      })),
    ],
    hosts: places.filter(({ address }) => address !== undefined).map(({ address, host }) => `${address} ${host}\n`).join(''),
  };
}

/** Whether the manifests themselves bring what is behind a name. */
function isBrought(host: string, manifests: readonly Manifest[]): boolean {
  const place = inCluster(host);
  return place !== undefined && manifests.some((one) => one.kind === 'Service' && one.metadata.name === place.name && namespaceOf(one) === place.namespace);
}

/** What DNS says of names outside the cluster, as a file of hosts. */
export function outsideNames(hosts: string): object {
  return object('v1', 'ConfigMap', 'outside-names', 'kube-system', { data: { hosts } });
}

export async function buildWorld(folder: string, collectors: readonly Collector[], manifests: readonly Manifest[]): Promise<World> {
  const authority = await Authority.create(join(folder, 'world'));
  const referenced = await ReferencedObjects.create(authority, manifests);
  const destinations = collectors.flatMap((collector) => {
    const { variables, files } = referenced.valuesFor(collector);
    return destinationsOf(collector.config, new Map([...collector.variables, ...variables]), files);
  });
  const routes = routesOf(destinations.filter(({ host }) => !isBrought(host, manifests)));
  const places = destinationObjects(routes, [...new Set(manifests.map(namespaceOf))]);
  const signals = SIGNALS.filter((signal) => routes.some((route) => route.signals.includes(signal)));
  if (signals.length === 0) {
    throw new Error(`nothing that ${collectors.map(({ name }) => name).join(', ')} receive leaves them to a destination that the sink could play`);
  }
  return {
    routes,
    signals,
    base: [outsideNames(places.hosts)],
    manifests: [...ownNamespaces(manifests), ...places.manifests, ...referenced.manifests],
    roots: authority.certificate,
    sinkCertificate: await authority.issueServer('sink', ['sink', ...routes.filter(({ tls }) => tls).map(({ host }) => host)]),
  };
}
