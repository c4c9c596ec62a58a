import { Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { WorkloadOptions } from './workload-options';
import { CONFIG_HASH_ANNOTATION } from '../kubernetes/config-hash';
import { containerSecurityContext, podSecurityContext, ROOT, ROOT_REASONS_ANNOTATION, RunAs } from '../kubernetes/hardening';
import { Labels } from '../kubernetes/labels';
import { quantity, sizeQuantity } from '../kubernetes/quantities';
import { ContainerBudget, resourceRequirements } from '../kubernetes/resources';
import { topologySpread } from '../kubernetes/spread';
import { HostPathNeed, MountNeed, Needs, VariableNeed } from '../wiring';

/** Services learn of a pod's end while it still answers. */
const PRE_STOP_SECONDS = 5;

/** The volume of what a program writes. */
export interface StateVolume {
  /** The name of the volume: of a claim template, unless it is a folder of the node or goes with the pod. */
  readonly name: string;
  readonly mountPath: string;
  /** The folder of the node; it is made when it is not there. */
  readonly hostPath?: string;
  /** How much it may hold that goes with the pod. */
  readonly emptyDir?: Size;
}

/** The ConfigMap that the program reads. */
export interface MountedConfig {
  readonly configMapName: string;
  readonly hash: string;
  readonly mountPath: string;
}

/** The program in the pod. */
export interface ContainerPlan {
  readonly name: string;
  readonly image: string;
  readonly args: readonly string[];
  readonly probes: Required<Pick<k8s.Container, 'startupProbe' | 'livenessProbe' | 'readinessProbe'>>;
}

/** A program with what it alone needs and may use: nobody else in the pod gets its variables and files. */
export interface PodContainer {
  readonly container: ContainerPlan;
  readonly needs: Required<Needs>;
  readonly budget: ContainerBudget;
}

/** Everything that a pod is made of. */
export interface PodPlan {
  /** The program that the workload is for, and those that stand by it. */
  readonly containers: readonly PodContainer[];
  readonly config?: MountedConfig;
  readonly serviceAccountName: string;
  readonly selector: Labels;
  readonly labels: Labels;
  /** What all its containers need together. */
  readonly needs: Required<Needs>;
  /** Its user, unless it must be root. */
  readonly runAs: RunAs;
  readonly graceSeconds: number;
  readonly options: WorkloadOptions;
  readonly state?: StateVolume;
  readonly placement: Placement;
  /** Whether its network is that of the node. */
  readonly hostNetwork?: boolean;
}

/** Whether there are replicas that are better apart, or one pod on each node anyway. */
export type Placement = 'replicas' | 'every node';

/** How long a pod must have at least to stop, given the time that its program needs. */
export function graceFor(programSeconds: number): number {
  return PRE_STOP_SECONDS + programSeconds;
}

/** The pods of a workload. */
export function podTemplate(plan: PodPlan): k8s.PodTemplateSpec {
  const { config, options, needs } = plan;
  return {
    metadata: {
      labels: plan.labels,
      annotations: {
        ...options.podAnnotations,
        ...(config ? { [CONFIG_HASH_ANNOTATION]: config.hash } : {}),
        ...(needs.rootReasons.length > 0 ? { [ROOT_REASONS_ANNOTATION]: needs.rootReasons.join('; ') } : {}),
      },
    },
    spec: {
      serviceAccountName: plan.serviceAccountName,
      automountServiceAccountToken: needs.clusterRules.length + needs.namespaceRules.length + needs.nonResourcePaths.length > 0,
      enableServiceLinks: false,
      ...(plan.hostNetwork ? { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' } : {}),
      terminationGracePeriodSeconds: plan.graceSeconds,
      ...(options.priorityClassName ? { priorityClassName: options.priorityClassName } : {}),
      ...(options.nodeSelector ? { nodeSelector: { ...options.nodeSelector } } : {}),
      ...(options.tolerations ? { tolerations: options.tolerations.map((taint) => ({ ...taint, operator: taint.value === undefined ? 'Exists' : 'Equal' })) } : {}),
      ...(options.imagePullSecrets ? { imagePullSecrets: options.imagePullSecrets.map((name) => ({ name })) } : {}),
      securityContext: podSecurityContext(userOf(plan)),
      ...(plan.placement === 'replicas' ? { topologySpreadConstraints: topologySpread(plan.selector) } : {}),
      containers: plan.containers.map((each) => container(each, plan)),
      volumes: volumes(plan),
    },
  };
}

function userOf({ needs, runAs }: PodPlan): RunAs {
  return needs.rootReasons.length > 0 ? ROOT : runAs;
}

function keepsState({ needs }: Pick<PodPlan, 'needs'>): boolean {
  return needs.directories.length > 0;
}

function container(own: PodContainer, plan: PodPlan): k8s.Container {
  const { needs, container: { name, image, args, probes } } = own;
  const { config } = plan;
  return {
    name,
    image,
    imagePullPolicy: 'IfNotPresent',
    args: [...args],
    env: needs.variables.map(variable),
    ports: needs.ports.map(({ name: portName, port, protocol }) => ({ name: portName, containerPort: port, protocol: protocol ?? 'TCP' })),
    resources: resourceRequirements(own.budget),
    securityContext: containerSecurityContext(userOf(plan)),
    lifecycle: { preStop: { sleep: { seconds: PRE_STOP_SECONDS } } },
    ...probes,
    volumeMounts: [
      ...(config ? [{ name: 'config', mountPath: config.mountPath, readOnly: true }] : []),
      ...(plan.state && keepsState(own) ? [{ name: plan.state.name, mountPath: plan.state.mountPath }] : []),
      ...needs.mounts.map(({ mountPath }) => ({ name: mountName(placeOf(mountPath, plan.needs.mounts)), mountPath, readOnly: true })),
      ...needs.hostPaths.map((need) => hostPathMount(need, placeOf(pathInPod(need), plan.needs.hostPaths.map((each) => ({ mountPath: pathInPod(each) }))))),
    ],
  };
}

/** Without those of claim templates, which the StatefulSet adds. */
function volumes(plan: PodPlan): k8s.Volume[] {
  const { config, needs, state } = plan;
  return [
    ...(config ? [{ name: 'config', configMap: { name: config.configMapName, defaultMode: 0o444 } }] : []),
    ...needs.mounts.map(mountedVolume),
    ...needs.hostPaths.map(({ path }, index) => ({ name: hostPathName(index), hostPath: { path } })),
    ...(state?.hostPath && keepsState(plan) ? [{ name: state.name, hostPath: { path: state.hostPath, type: 'DirectoryOrCreate' } }] : []),
    ...(state?.emptyDir && keepsState(plan) ? [{ name: state.name, emptyDir: { sizeLimit: quantity(sizeQuantity(state.emptyDir)) } }] : []),
  ];
}

function mountedVolume(mount: MountNeed, index: number): k8s.Volume {
  return mount.secretName
    ? { name: mountName(index), secret: { secretName: mount.secretName, defaultMode: 0o440 } }
    : { name: mountName(index), configMap: { name: mount.configMapName, defaultMode: 0o444 } };
}

function variable(need: VariableNeed): k8s.EnvVar {
  if (need.secretName) {
    return { name: need.name, valueFrom: { secretKeyRef: { name: need.secretName, key: need.secretKey! } } };
  }
  return need.fieldPath ? { name: need.name, valueFrom: { fieldRef: { fieldPath: need.fieldPath } } } : { name: need.name, value: need.value };
}

/** Volumes belong to the pod: where one of a container stands among those of all. */
function placeOf(path: string, mounts: readonly { readonly mountPath: string }[]): number {
  return mounts.findIndex(({ mountPath }) => mountPath === path);
}

function pathInPod({ path, mountPath }: HostPathNeed): string {
  return mountPath ?? path;
}

function mountName(index: number): string {
  return `files-${index}`;
}

function hostPathMount(need: HostPathNeed, index: number): k8s.VolumeMount {
  const { path, readOnly } = need;
  return {
    name: hostPathName(index),
    mountPath: pathInPod(need),
    readOnly: readOnly ?? true,
    // volumes that the node mounts later are seen too
    ...(path === '/' ? { mountPropagation: 'HostToContainer' } : {}),
  };
}

function hostPathName(index: number): string {
  return `host-${index}`;
}
