/** Finds the collectors in a folder of manifests, and what each refers to: its configuration, its Services, Secrets and files. */
import { CollectorConfig, parseCollectorConfig, publicOtlpPort } from './collector-config';
import { Container, KeyToPath, Manifest, PodSpec, podTemplate, Volume } from '../judging/kubernetes-types';

interface Service extends Manifest {
  readonly spec?: {
    readonly clusterIP?: string;
    readonly selector?: Record<string, string>;
    readonly ports?: ReadonlyArray<{ readonly name?: string; readonly port: number; readonly targetPort?: number | string }>;
  };
}

interface ConfigMap extends Manifest {
  readonly data?: Readonly<Record<string, string>>;
}

/** A Secret or ConfigMap that a pod refers to. */
export interface Reference {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly name: string;
  readonly key: string;
  /** the variable or the file in which the pod finds the value */
  readonly variable?: string;
  readonly file?: string;
}

/** `host:port` of an OTLP receiver by protocol, as another pod would write it. */
export interface Endpoints {
  readonly grpc: string;
  readonly http: string;
}

export interface Collector {
  readonly workload: Manifest;
  readonly name: string;
  readonly namespace: string;
  readonly configMap: ConfigMap;
  readonly configKey: string;
  readonly config: CollectorConfig;
  readonly references: readonly Reference[];
  /** of its container, without references; what only a running pod knows has a stand-in */
  readonly variables: ReadonlyMap<string, string>;
  /** undefined when no Service leads to an OTLP receiver */
  readonly endpoints: Endpoints | undefined;
}

export function namespaceOf({ metadata }: Manifest): string {
  return metadata.namespace ?? 'default';
}

interface FileSource {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly name: string;
  readonly items?: readonly KeyToPath[];
}

/** What a volume shows as files; a projected one is taken apart. */
function fileSources({ configMap, secret, projected }: Volume): FileSource[] {
  return [
    ...configMap ? [{ kind: 'ConfigMap' as const, ...configMap }] : [],
    ...secret ? [{ kind: 'Secret' as const, name: secret.secretName, items: secret.items }] : [],
    ...(projected?.sources ?? []).flatMap((source) => [
      ...source.configMap ? [{ kind: 'ConfigMap' as const, ...source.configMap }] : [],
      ...source.secret ? [{ kind: 'Secret' as const, ...source.secret }] : [],
    ]),
  ];
}

/** Where a path of a container comes from; undefined when no Secret or ConfigMap is mounted there. */
function sourceOfFile(spec: PodSpec, container: Container, path: string): Reference | undefined {
  const mount = [...container.volumeMounts ?? []].sort((a, b) => b.mountPath.length - a.mountPath.length)
    .find(({ mountPath }) => path === mountPath || path.startsWith(`${mountPath}/`));
  const volume = spec.volumes?.find(({ name }) => name === mount?.name);
  if (mount === undefined || volume === undefined) {
    return undefined;
  }
  const file = mount.subPath ?? path.slice(mount.mountPath.length + 1);
  for (const { kind, name, items } of fileSources(volume)) {
    const key = items === undefined ? file : items.find((item) => item.path === file)?.key;
    if (key !== undefined) {
      return { kind, name, key, file: path };
    }
  }
  return undefined;
}

/** Every text of a configuration. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

function referencesOf(spec: PodSpec, container: Container, config: CollectorConfig): Reference[] {
  const variables = (container.env ?? []).flatMap(({ name: variable, valueFrom }): Reference[] => [
    ...valueFrom?.secretKeyRef ? [{ kind: 'Secret' as const, ...valueFrom.secretKeyRef, variable }] : [],
    ...valueFrom?.configMapKeyRef ? [{ kind: 'ConfigMap' as const, ...valueFrom.configMapKeyRef, variable }] : [],
  ]);
  const files = [...new Set(texts(config).filter((text) => text.startsWith('/')))];
  return [...variables, ...files.flatMap((path) => sourceOfFile(spec, container, path) ?? [])];
}

function plainVariables({ env }: Container): Map<string, string> {
  const standIn = (fieldPath?: string) => fieldPath === 'status.podIP' || fieldPath === 'status.hostIP' ? '192.0.2.1' : 'of-the-pod';
  return new Map((env ?? []).filter(({ valueFrom }) => !valueFrom?.secretKeyRef && !valueFrom?.configMapKeyRef)
    .map(({ name, value, valueFrom }) => [name, value ?? standIn(valueFrom?.fieldRef?.fieldPath)]));
}

function portNumber(container: Container, target: number | string | undefined, port: number): number | undefined {
  return typeof target === 'string' ? container.ports?.find(({ name }) => name === target)?.containerPort : target ?? port;
}

/** The address of a Service port that leads to a port of the pod; one with an address of its own before a headless one. */
function endpointOf(services: readonly Service[], container: Container, podPort: number | undefined): string | undefined {
  const isHeadless = ({ spec }: Service) => Number(spec?.clusterIP === 'None');
  for (const service of [...services].sort((a, b) => isHeadless(a) - isHeadless(b))) {
    const found = service.spec?.ports?.find(({ port, targetPort }) => portNumber(container, targetPort, port) === podPort);
    if (found !== undefined) {
      return `${service.metadata.name}.${namespaceOf(service)}.svc.cluster.local:${found.port}`;
    }
  }
  return undefined;
}

function endpointsOf(manifests: readonly Manifest[], workload: Manifest, container: Container, config: CollectorConfig): Endpoints | undefined {
  const labels = podTemplate(workload)?.metadata?.labels ?? {};
  const services = manifests.filter((one): one is Service => one.kind === 'Service' && namespaceOf(one) === namespaceOf(workload))
    .filter(({ spec }) => spec?.selector !== undefined && Object.entries(spec.selector).every(([key, value]) => labels[key] === value));
  const [grpc, http] = (['grpc', 'http'] as const)
    .map((protocol) => endpointOf(services, container, publicOtlpPort(config, protocol, plainVariables(container))));
  return grpc === undefined || http === undefined ? undefined : { grpc, http };
}

function collectorOf(manifests: readonly Manifest[], workload: Manifest): Collector[] {
  const spec = podTemplate(workload)?.spec;
  return (spec?.containers ?? []).flatMap((container) => {
    const path = container.args?.map((arg) => /^--config=(?:file:)?(\/.*)$/.exec(arg)?.[1]).find((match) => match !== undefined);
    const source = path === undefined ? undefined : sourceOfFile(spec!, container, path);
    const configMap = manifests.find((one): one is ConfigMap => one.kind === 'ConfigMap' && one.metadata.name === source?.name && namespaceOf(one) === namespaceOf(workload));
    const text = configMap?.data?.[source?.key ?? ''];
    if (configMap === undefined || text === undefined) {
      return [];
    }
    const config = parseCollectorConfig(text);
    return [{
      workload,
      name: workload.metadata.name,
      namespace: namespaceOf(workload),
      configMap,
      configKey: source!.key,
      config,
      references: referencesOf(spec!, container, config),
      variables: plainVariables(container),
      endpoints: endpointsOf(manifests, workload, container, config),
    }];
  });
}

export function findCollectors(manifests: readonly Manifest[]): Collector[] {
  return manifests.flatMap((workload) => collectorOf(manifests, workload));
}

/** A collector that other pods send OTLP to. */
export type Receiving = Collector & { readonly endpoints: Endpoints };

function receives(collector: Collector): collector is Receiving {
  return collector.endpoints !== undefined;
}

/** The one collector that receives for the whole cluster. */
export function gatewayAmong(collectors: readonly Collector[]): Receiving {
  const found = collectors.filter(receives).filter(({ workload }) => workload.kind !== 'DaemonSet');
  if (found[0] === undefined || found.length > 1) {
    throw new Error(`expected one workload with a Service for OTLP over gRPC and HTTP, found ${found.length}`);
  }
  return found[0];
}

/** The collector that runs on every node and receives for it; undefined when there is none. */
export function agentAmong(collectors: readonly Collector[]): Receiving | undefined {
  return collectors.filter(receives).find(({ workload }) => workload.kind === 'DaemonSet');
}
