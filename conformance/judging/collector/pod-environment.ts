/** The environment that the kubelet would give to a container, with made-up values for what only a cluster knows. */
import { Container, EnvVar, KeyReference, Manifest, Metadata, PodTemplate, Secret } from '../kubernetes-types';

export const POD_ADDRESS = '10.244.0.10';
export const NODE_ADDRESS = '10.0.0.4';

export interface PodIdentity {
  readonly manifests: readonly Manifest[];
  readonly workload: Manifest;
  readonly template: PodTemplate;
}

export function namespaceOf({ metadata }: Manifest): string {
  return metadata.namespace ?? 'default';
}

/** A ConfigMap or Secret among the documents, decoded. */
export function findData(identity: PodIdentity, kind: 'ConfigMap' | 'Secret', name: string): Record<string, string> | undefined {
  const found = identity.manifests.find((manifest) =>
    manifest.kind === kind && manifest.metadata.name === name && namespaceOf(manifest) === namespaceOf(identity.workload)) as Secret | undefined;
  if (found === undefined) {
    return undefined;
  }
  const decoded = Object.entries(found.data ?? {}).map(([key, value]) => [key, kind === 'Secret' ? Buffer.from(value, 'base64').toString('utf8') : value]);
  return { ...Object.fromEntries(decoded) as Record<string, string>, ...found.stringData };
}

/** The value of a downward API field such as `metadata.labels['app']` or `status.podIP`. */
export function fieldValue({ workload, template }: PodIdentity, path: string): string {
  const keyed = /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(path);
  if (keyed !== null) {
    const metadata: Partial<Metadata> = template.metadata ?? {};
    return metadata[keyed[1] as 'labels' | 'annotations']?.[keyed[2] as string] ?? '';
  }
  const values: Record<string, string> = {
    'metadata.name': `${workload.metadata.name}-0`,
    'metadata.namespace': namespaceOf(workload),
    'metadata.uid': '5d7d7d0e-5a34-4c5e-9d0a-0d3c2f6f8a11',
    'spec.nodeName': 'node1',
    'spec.serviceAccountName': template.spec.serviceAccountName ?? 'default',
    'status.podIP': podAddress(template),
    'status.podIPs': podAddress(template),
    'status.hostIP': NODE_ADDRESS,
    'status.hostIPs': NODE_ADDRESS,
  };
  return values[path] ?? '';
}

export function podAddress({ spec }: PodTemplate): string {
  return spec.hostNetwork ? NODE_ADDRESS : POD_ADDRESS;
}

const FACTORS: Record<string, number> = {
  '': 1, 'm': 1e-3, 'k': 1e3, 'M': 1e6, 'G': 1e9, 'T': 1e12, 'Ki': 2 ** 10, 'Mi': 2 ** 20, 'Gi': 2 ** 30, 'Ti': 2 ** 40,
};

function quantity(text: string): number {
  const [, number, suffix] = /^([0-9.]+)([A-Za-z]*)$/.exec(text) ?? [];
  return Number(number) * (FACTORS[suffix ?? ''] ?? NaN);
}

function resourceValue({ resources }: Container, resource: string, divisor = '1'): string {
  const [kind, name] = resource.split('.') as ['limits' | 'requests', string];
  const divide = divisor === '0' ? 1 : quantity(divisor);
  return String(Math.ceil(quantity(String(resources?.[kind]?.[name] ?? '0')) / divide));
}

function keyValue(identity: PodIdentity, kind: 'ConfigMap' | 'Secret', { name, key, optional }: KeyReference): string | undefined {
  const data = findData(identity, kind, name);
  if (data !== undefined) {
    return data[key];
  }
  return optional ? undefined : `dummy-${key}`;
}

function rawValue(identity: PodIdentity, container: Container, { value, valueFrom }: EnvVar): string | undefined {
  if (valueFrom?.fieldRef !== undefined) {
    return fieldValue(identity, valueFrom.fieldRef.fieldPath);
  }
  if (valueFrom?.resourceFieldRef !== undefined) {
    return resourceValue(container, valueFrom.resourceFieldRef.resource, valueFrom.resourceFieldRef.divisor);
  }
  if (valueFrom?.secretKeyRef !== undefined) {
    return keyValue(identity, 'Secret', valueFrom.secretKeyRef);
  }
  return valueFrom?.configMapKeyRef === undefined ? value ?? '' : keyValue(identity, 'ConfigMap', valueFrom.configMapKeyRef);
}

/** `$(NAME)` stands for a variable that was defined before; `$$` for a dollar sign. */
export function expand(text: string, env: Readonly<Record<string, string>>): string {
  return text.replace(/\$\$|\$\(([^)]+)\)/g, (match, name: string | undefined) => match === '$$' ? '$' : env[name as string] ?? match);
}

export function environment(identity: PodIdentity, container: Container): Record<string, string> {
  const env: Record<string, string> = {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOSTNAME: `${identity.workload.metadata.name}-0`,
    KUBERNETES_SERVICE_HOST: '10.96.0.1',
    KUBERNETES_SERVICE_PORT: '443',
    // the cloud's identity webhook would put credentials here; without them its library asks an address that is not reachable
    AWS_ACCESS_KEY_ID: 'dummy',
    AWS_SECRET_ACCESS_KEY: 'dummy',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  for (const variable of container.env ?? []) {
    const value = rawValue(identity, container, variable);
    if (value !== undefined) {
      env[variable.name] = variable.value === undefined ? value : expand(value, env);
    }
  }
  return env;
}
