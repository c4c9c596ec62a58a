/** Finds the gateway in a folder of manifests, and what it refers to: its configuration, its Services, Secrets and files. */
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

export interface Gateway {
  readonly workload: Manifest;
  readonly namespace: string;
  readonly configMap: ConfigMap;
  readonly configKey: string;
  readonly config: CollectorConfig;
  readonly references: readonly Reference[];
  /** `host:port` by protocol, as another pod would write it */
  readonly endpoints: { readonly grpc: string; readonly http: string };
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

/** The variables of a container that are not references to Secrets; what only a running pod knows gets a stand-in. */
export function plainVariables(manifest: Manifest): Map<string, string> {
  const variables = (podTemplate(manifest)?.spec.containers ?? []).flatMap(({ env }) => env ?? []);
  const standIn = (fieldPath?: string) => fieldPath === 'status.podIP' || fieldPath === 'status.hostIP' ? '192.0.2.1' : 'of-the-pod';
  return new Map(variables.filter(({ valueFrom }) => !valueFrom?.secretKeyRef && !valueFrom?.configMapKeyRef)
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

function collectorOf(manifests: readonly Manifest[], workload: Manifest): Omit<Gateway, 'endpoints'> & { readonly container: Container } | undefined {
  const spec = podTemplate(workload)?.spec;
  for (const container of spec?.containers ?? []) {
    const path = container.args?.map((arg) => /^--config=(?:file:)?(\/.*)$/.exec(arg)?.[1]).find((match) => match !== undefined);
    const source = path === undefined ? undefined : sourceOfFile(spec!, container, path);
    const configMap = manifests.find((one): one is ConfigMap => one.kind === 'ConfigMap' && one.metadata.name === source?.name && namespaceOf(one) === namespaceOf(workload));
    const text = configMap?.data?.[source?.key ?? ''];
    if (configMap !== undefined && text !== undefined) {
      const config = parseCollectorConfig(text);
      return {
        workload,
        namespace: namespaceOf(workload),
        configMap,
        configKey: source!.key,
        config,
        container,
        references: referencesOf(spec!, container, config),
      };
    }
  }
  return undefined;
}

/** The one workload that other pods send OTLP to. */
export function findGateway(manifests: readonly Manifest[]): Gateway {
  const found = manifests.flatMap((workload): Gateway[] => {
    const collector = collectorOf(manifests, workload);
    if (collector === undefined) {
      return [];
    }
    const { container, ...gateway } = collector;
    const labels = podTemplate(workload)?.metadata?.labels ?? {};
    const services = manifests.filter((one): one is Service => one.kind === 'Service' && namespaceOf(one) === gateway.namespace)
      .filter(({ spec }) => spec?.selector !== undefined && Object.entries(spec.selector).every(([key, value]) => labels[key] === value));
    const variables = plainVariables(workload);
    const [grpc, http] = (['grpc', 'http'] as const).map((protocol) => endpointOf(services, container, publicOtlpPort(gateway.config, protocol, variables)));
    return grpc === undefined || http === undefined ? [] : [{ ...gateway, endpoints: { grpc, http } }];
  });
  if (found[0] === undefined || found.length > 1) {
    throw new Error(`expected one workload with a Service for OTLP over gRPC and HTTP, found ${found.length}`);
  }
  return found[0];
}
