/** Finds the pods that run a collector configuration, and describes what such a pod is to its collector. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { judge } from '../../judges';
import { ConfigMap, Container, Manifest, PodSpec, podTemplate, Probe, SecurityContext, Volume } from '../kubernetes-types';
import { temporaryFolder } from '../processes';
import { allocatorOf, PodAllocator } from './pod-allocator';
import { environment, expand, namespaceOf, NODE_ADDRESS, POD_ADDRESS, podAddress, PodIdentity } from './pod-environment';
import { prepareMounts } from './pod-volumes';
import { HttpProbe, Sandbox } from './sandbox';

export const CONFIGURATION_KEY = 'collector.yaml';

export interface CollectorPod {
  readonly identity: PodIdentity;
  readonly container: Container;
}

/** Credentials and the way to the API server that the pod runs with. */
export interface ClusterAccess {
  readonly certificate: string;
  readonly key: string;
  readonly token?: string;
  readonly socket: string;
  readonly address: string;
}

function usesConfigMap({ configMap, projected }: Volume, name: string): boolean {
  return configMap?.name === name || (projected?.sources ?? []).some((source) => source.configMap?.name === name);
}

function containersWith(spec: PodSpec, configMap: string): Container[] {
  const volumes = (spec.volumes ?? []).filter((volume) => usesConfigMap(volume, configMap)).map(({ name }) => name);
  const mounting = [...spec.containers, ...spec.initContainers ?? []]
    .filter(({ volumeMounts }) => (volumeMounts ?? []).some(({ name }) => volumes.includes(name)));
  // a reloader may mount the configuration too; the collector is the one that is told to read it
  const reading = mounting.filter(({ args, command }) => [...command ?? [], ...args ?? []].some((arg) => arg.includes('--config')));
  return reading.length > 0 ? reading : mounting.slice(0, 1);
}

/** Every container of the documents that runs this configuration. */
export function podsOf(configMap: ConfigMap, manifests: readonly Manifest[]): CollectorPod[] {
  return manifests.filter((manifest) => namespaceOf(manifest) === namespaceOf(configMap)).flatMap((workload) => {
    const template = podTemplate(workload);
    return template === undefined ? [] : containersWith(template.spec, configMap.metadata.name)
      .map((container) => ({ identity: { manifests, workload, template }, container }));
  });
}

/** A value that the place where it is used accepts. */
function standInValue(name: string, text: string): string {
  if (new RegExp(`(endpoint|hostname|address):\\s*["']?\\$\\{env:${name}\\}["']?\\s*[,}\\n]`).test(text)) {
    return 'backend.example:4317';
  }
  return /_IP$/.test(name) ? POD_ADDRESS : 'dummy';
}

/** For a configuration that no pod here runs (a user's own pod does): only its text is judged, with everything it names in place. */
export function standInPod(configMap: ConfigMap, manifests: readonly Manifest[]): CollectorPod {
  const text = configMap.data?.[CONFIGURATION_KEY] ?? '';
  const names = [...text.matchAll(/\$\{env:([A-Za-z0-9_]+)/g)].map(([, name]) => name as string);
  const container: Container = {
    name: 'collector',
    image: 'stand-in',
    args: [`--config=/conf/${CONFIGURATION_KEY}`],
    env: [...new Set(names)].map((name) => ({ name, value: standInValue(name, text) })),
    volumeMounts: [{ name: 'configuration', mountPath: '/conf' }],
  };
  const template = { spec: { containers: [container], volumes: [{ name: 'configuration', configMap: { name: configMap.metadata.name } }] } };
  const workload = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'stand-in', namespace: configMap.metadata.namespace }, ...template };
  return { identity: { manifests, workload, template }, container };
}

const DEFAULT_CAPABILITIES = [
  'chown', 'dac_override', 'fowner', 'fsetid', 'kill', 'setgid', 'setuid', 'setpcap', 'net_bind_service', 'net_raw', 'sys_chroot', 'mknod', 'audit_write',
  'setfcap',
];

function capabilities({ capabilities: own }: SecurityContext): string[] {
  const dropped = (own?.drop ?? []).map((name) => name.toLowerCase());
  const kept = DEFAULT_CAPABILITIES.filter((name) => !dropped.includes('all') && !dropped.includes(name));
  return [...kept, ...(own?.add ?? []).map((name) => name.toLowerCase())];
}

function httpProbes({ ports, livenessProbe, readinessProbe, startupProbe }: Container): HttpProbe[] {
  const named: Array<[string, Probe | undefined]> = [['livenessProbe', livenessProbe], ['readinessProbe', readinessProbe], ['startupProbe', startupProbe]];
  return named.flatMap(([name, probe]) => {
    const http = probe?.httpGet;
    const port = typeof http?.port === 'string' ? ports?.find((each) => each.name === http.port)?.containerPort : http?.port;
    return http === undefined || port === undefined ? [] : [{ name, port, path: http.path ?? '/' }];
  });
}

/** The binary of the image is its entry point; a command replaces it and may carry flags of its own. */
function argumentsOf({ command, args }: Container, env: Readonly<Record<string, string>>): string[] {
  return [...(command ?? []).slice(1), ...args ?? []].map((arg) => expand(arg, env));
}

/** What is under /etc in every pod: the image brings the certificates, the kubelet the rest. */
function writeSystemFiles(root: string, hostname: string, address: string, access: ClusterAccess, asked?: PodAllocator): void {
  mkdirSync(join(root, 'etc', 'ssl', 'certs'), { recursive: true });
  writeFileSync(join(root, 'etc', 'ssl', 'certs', 'ca-certificates.crt'), access.certificate);
  writeFileSync(join(root, 'etc', 'hostname'), `${hostname}\n`);
  writeFileSync(join(root, 'etc', 'hosts'), [
    '127.0.0.1 localhost', `${address} ${hostname}`, `${access.address} kubernetes.default.svc kubernetes.default`,
    ...asked === undefined ? [] : [`${asked.allocator.address} ${asked.host}`], '',
  ].join('\n'));
  // no other name resolves here: a collector must come up before its backends do
  writeFileSync(join(root, 'etc', 'resolv.conf'), 'nameserver 127.0.0.1\n');
}

export function sandboxFor({ identity, container }: CollectorPod, configMap: ConfigMap, text: string, access: ClusterAccess): Sandbox {
  const folder = temporaryFolder('pod');
  const root = join(folder, 'root');
  mkdirSync(root, { mode: 0o755 });
  const asked = allocatorOf(text, identity.manifests);
  writeSystemFiles(root, `${identity.workload.metadata.name}-0`, podAddress(identity.template), access, asked);
  const own = container.securityContext ?? {};
  const pod = identity.template.spec.securityContext ?? {};
  const env = environment(identity, container);
  const user = own.runAsUser ?? pod.runAsUser ?? 10001;
  return {
    root,
    env,
    user,
    program: judge('otelcol'),
    args: argumentsOf(container, env),
    mounts: prepareMounts({
      identity,
      container,
      folder,
      configMap: configMap.metadata.name,
      data: { ...configMap.data, [CONFIGURATION_KEY]: text },
      certificate: access.certificate,
      key: access.key,
      ...access.token === undefined ? {} : { token: access.token },
    }),
    readOnlyRoot: own.readOnlyRootFilesystem === true,
    group: own.runAsGroup ?? pod.runAsGroup ?? (user === 10001 ? 10001 : 0),
    supplementalGroups: [...pod.fsGroup === undefined ? [] : [pod.fsGroup], ...pod.supplementalGroups ?? []],
    capabilities: capabilities(own),
    noNewPrivileges: own.allowPrivilegeEscalation === false,
    podAddress: podAddress(identity.template),
    nodeAddress: NODE_ADDRESS,
    apiSocket: access.socket,
    apiAddress: access.address,
    ...asked === undefined ? {} : { allocator: asked.allocator },
    probes: httpProbes(container),
    validateOnly: container.image === 'stand-in' || asked?.encrypted === true,
  };
}
