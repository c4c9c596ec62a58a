/** The parts of Kubernetes objects that the judges read; everything else passes through untouched. */

export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
}

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
}

export interface ConfigMap extends Manifest {
  readonly data?: Record<string, string>;
}

export interface Secret extends Manifest {
  readonly data?: Record<string, string>;
  readonly stringData?: Record<string, string>;
}

export interface KeyReference {
  readonly name: string;
  readonly key: string;
  readonly optional?: boolean;
}

export interface EnvVar {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: {
    readonly fieldRef?: { readonly fieldPath: string };
    readonly resourceFieldRef?: { readonly resource: string; readonly divisor?: string };
    readonly secretKeyRef?: KeyReference;
    readonly configMapKeyRef?: KeyReference;
  };
}

export interface VolumeMount {
  readonly name: string;
  readonly mountPath: string;
  readonly subPath?: string;
  readonly readOnly?: boolean;
}

export interface KeyToPath {
  readonly key: string;
  readonly path: string;
  readonly mode?: number;
}

export interface ProjectedSource {
  readonly configMap?: { readonly name: string; readonly items?: readonly KeyToPath[] };
  readonly secret?: { readonly name: string; readonly items?: readonly KeyToPath[] };
  readonly serviceAccountToken?: { readonly path: string };
  readonly downwardAPI?: { readonly items?: ReadonlyArray<{ readonly path: string; readonly fieldRef?: { readonly fieldPath: string } }> };
}

export interface Volume {
  readonly name: string;
  readonly configMap?: { readonly name: string; readonly items?: readonly KeyToPath[]; readonly defaultMode?: number };
  readonly secret?: { readonly secretName: string; readonly items?: readonly KeyToPath[]; readonly defaultMode?: number };
  readonly projected?: { readonly sources: readonly ProjectedSource[]; readonly defaultMode?: number };
  readonly emptyDir?: object;
  readonly hostPath?: { readonly path: string; readonly type?: string };
  readonly persistentVolumeClaim?: object;
}

export interface SecurityContext {
  readonly runAsUser?: number;
  readonly runAsGroup?: number;
  readonly fsGroup?: number;
  readonly supplementalGroups?: readonly number[];
  readonly privileged?: boolean;
  readonly readOnlyRootFilesystem?: boolean;
  readonly allowPrivilegeEscalation?: boolean;
  readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] };
}

export interface Probe {
  readonly httpGet?: { readonly path?: string; readonly port: number | string; readonly scheme?: string };
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly EnvVar[];
  readonly ports?: ReadonlyArray<{ readonly name?: string; readonly containerPort: number }>;
  readonly resources?: { readonly limits?: Record<string, string | number>; readonly requests?: Record<string, string | number> };
  readonly volumeMounts?: readonly VolumeMount[];
  readonly securityContext?: SecurityContext;
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly startupProbe?: Probe;
}

export interface PodSpec {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly volumes?: readonly Volume[];
  readonly securityContext?: SecurityContext;
  readonly serviceAccountName?: string;
  readonly automountServiceAccountToken?: boolean;
  readonly hostNetwork?: boolean;
  readonly terminationGracePeriodSeconds?: number;
  readonly topologySpreadConstraints?: ReadonlyArray<{ readonly topologyKey: string }>;
  readonly affinity?: { readonly podAntiAffinity?: object };
}

export interface PodTemplate {
  readonly metadata?: Partial<Metadata>;
  readonly spec: PodSpec;
}

interface Workload extends Manifest {
  readonly spec?: {
    readonly template?: PodTemplate;
    readonly jobTemplate?: { readonly spec: { readonly template: PodTemplate } };
    readonly volumeClaimTemplates?: ReadonlyArray<{ readonly metadata: { readonly name: string } }>;
  };
}

const TEMPLATED = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job'];

/** The pod that a manifest makes, with claims replaced by what a pod can carry itself. */
export function podTemplate(manifest: Manifest): PodTemplate | undefined {
  const workload = manifest as Workload;
  if (manifest.kind === 'Pod') {
    return manifest as unknown as PodTemplate;
  }
  const template = TEMPLATED.includes(manifest.kind) ? workload.spec?.template
    : manifest.kind === 'CronJob' ? workload.spec?.jobTemplate?.spec.template : undefined;
  if (template === undefined) {
    return undefined;
  }
  const claims = (workload.spec?.volumeClaimTemplates ?? []).map(({ metadata }) => ({ name: metadata.name, emptyDir: {} }));
  return { ...template, spec: { ...template.spec, volumes: [...template.spec.volumes ?? [], ...claims] } };
}

/** Names of volumes that are claims: their owner and mode are those of a fresh disk, not of an emptyDir. */
export function claimNames(manifest: Manifest): string[] {
  const own = ((manifest as Workload).spec?.volumeClaimTemplates ?? []).map(({ metadata }) => metadata.name);
  const mounted = (podTemplate(manifest)?.spec.volumes ?? []).filter((volume) => volume.persistentVolumeClaim !== undefined);
  return [...own, ...mounted.map(({ name }) => name)];
}

export function objectName({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}
