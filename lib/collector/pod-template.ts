import { k8s } from 'cdk8s-plus-30';
import { CollectorWorkloadOptions } from './workload-options';
import { CONFIG_HASH_ANNOTATION } from '../kubernetes/config-hash';
import { containerSecurityContext, podSecurityContext, ROOT, ROOT_REASONS_ANNOTATION, RunAs } from '../kubernetes/hardening';
import { Labels } from '../kubernetes/labels';
import { ContainerBudget, resourceRequirements } from '../kubernetes/resources';
import { topologySpread } from '../kubernetes/spread';
import { HostPathNeed, MountNeed, Needs, VariableNeed } from '../wiring';

/** The container that runs the collector. */
export const COLLECTOR_CONTAINER = 'collector';

/** The key of the ConfigMap and the name of the file. */
export const CONFIG_FILE = 'collector.yaml';

/** Where the volume of queues and positions is mounted. */
export const STATE_MOUNT_PATH = '/var/lib/otelcol';

/** The user of the collector's images. */
export const COLLECTOR_USER: RunAs = { user: 10001, group: 10001 };

/** Services learn of a pod's end while it still answers. */
const PRE_STOP_SECONDS = 5;

const CONFIG_MOUNT_PATH = '/etc/otelcol';

/** The volume of queues and positions. */
export interface StateVolume {
  /** The name of the volume: of a claim template, unless it is a folder of the node. */
  readonly name: string;
  /** The folder of the node; it is made when it is not there. */
  readonly hostPath?: string;
}

/** Everything that a collector's pod is made of. */
export interface PodPlan {
  readonly image: string;
  readonly configMapName: string;
  readonly configHash: string;
  readonly serviceAccountName: string;
  readonly selector: Labels;
  readonly labels: Labels;
  readonly needs: Required<Needs>;
  readonly budget: ContainerBudget;
  readonly graceSeconds: number;
  readonly options: CollectorWorkloadOptions;
  readonly state?: StateVolume;
  /** Whether replicas are spread: a DaemonSet has one on each node anyway. */
  readonly spread: boolean;
  /** The port and path that tell whether the process lives. */
  readonly health: { readonly port: number; readonly path: string };
  /** The port that tells whether it takes telemetry; the health port when it takes none. */
  readonly readyPort?: number;
}

/** How long a pod must have at least to stop, given the time that its collector needs. */
export function graceFor(drainSeconds: number): number {
  return PRE_STOP_SECONDS + drainSeconds;
}

/** The pods of a collector workload. */
export function collectorPodTemplate(plan: PodPlan): k8s.PodTemplateSpec {
  const { options, needs } = plan;
  return {
    metadata: {
      labels: plan.labels,
      annotations: {
        ...options.podAnnotations,
        [CONFIG_HASH_ANNOTATION]: plan.configHash,
        ...(needs.rootReasons.length > 0 ? { [ROOT_REASONS_ANNOTATION]: needs.rootReasons.join('; ') } : {}),
      },
    },
    spec: {
      serviceAccountName: plan.serviceAccountName,
      automountServiceAccountToken: needs.clusterRules.length + needs.namespaceRules.length > 0,
      enableServiceLinks: false,
      terminationGracePeriodSeconds: plan.graceSeconds,
      ...(options.priorityClassName ? { priorityClassName: options.priorityClassName } : {}),
      ...(options.nodeSelector ? { nodeSelector: { ...options.nodeSelector } } : {}),
      ...(options.tolerations ? { tolerations: options.tolerations.map((taint) => ({ ...taint, operator: taint.value === undefined ? 'Exists' : 'Equal' })) } : {}),
      ...(options.imagePullSecrets ? { imagePullSecrets: options.imagePullSecrets.map((name) => ({ name })) } : {}),
      securityContext: podSecurityContext(userOf(plan)),
      ...(plan.spread ? { topologySpreadConstraints: topologySpread(plan.selector) } : {}),
      containers: [container(plan)],
      volumes: [
        { name: 'config', configMap: { name: plan.configMapName, defaultMode: 0o444 } },
        ...needs.mounts.map(mountedVolume),
        ...needs.hostPaths.map(({ path }, index) => ({ name: hostPathName(index), hostPath: { path } })),
        ...(plan.state?.hostPath && keepsState(plan) ? [{ name: plan.state.name, hostPath: { path: plan.state.hostPath, type: 'DirectoryOrCreate' } }] : []),
      ],
    },
  };
}

function userOf({ needs }: PodPlan): RunAs {
  return needs.rootReasons.length > 0 ? ROOT : COLLECTOR_USER;
}

function keepsState({ needs }: PodPlan): boolean {
  return needs.directories.length > 0;
}

function container(plan: PodPlan): k8s.Container {
  const { needs } = plan;
  return {
    name: COLLECTOR_CONTAINER,
    image: plan.image,
    imagePullPolicy: 'IfNotPresent',
    args: [
      `--config=${CONFIG_MOUNT_PATH}/${CONFIG_FILE}`,
      ...(needs.featureGates.length > 0 ? [`--feature-gates=${needs.featureGates.join(',')}`] : []),
    ],
    env: needs.variables.map(variable),
    ports: needs.ports.map(({ name, port, protocol }) => ({ name, containerPort: port, protocol: protocol ?? 'TCP' })),
    resources: resourceRequirements(plan.budget),
    securityContext: containerSecurityContext(userOf(plan)),
    lifecycle: { preStop: { sleep: { seconds: PRE_STOP_SECONDS } } },
    ...probes(plan),
    volumeMounts: [
      { name: 'config', mountPath: CONFIG_MOUNT_PATH, readOnly: true },
      ...(plan.state && keepsState(plan) ? [{ name: plan.state.name, mountPath: STATE_MOUNT_PATH }] : []),
      ...needs.mounts.map(({ mountPath }, index) => ({ name: mountName(index), mountPath, readOnly: true })),
      ...needs.hostPaths.map(hostPathMount),
    ],
  };
}

/**
 * Three questions, three answers. Has it started? The health endpoint, with time to compact queues. Does it take telemetry? The port on which
 * it takes it, which opens last and closes first; where it takes none, the health endpoint, which says whether pipelines run. Does it live?
 * What was not asked yet, patiently: a restart loses what is in memory.
 */
function probes(plan: PodPlan): Pick<k8s.Container, 'startupProbe' | 'livenessProbe' | 'readinessProbe'> {
  const health = { httpGet: { path: plan.health.path, port: k8s.IntOrString.fromNumber(plan.health.port) } };
  const listens = { tcpSocket: { port: k8s.IntOrString.fromNumber(plan.readyPort ?? plan.health.port) } };
  const [live, ready] = plan.readyPort === undefined ? [listens, health] : [health, listens];
  return {
    startupProbe: { ...health, periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 60 },
    livenessProbe: { ...live, periodSeconds: 15, timeoutSeconds: 5, failureThreshold: 4 },
    readinessProbe: { ...ready, periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 2 },
  };
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

function mountName(index: number): string {
  return `files-${index}`;
}

function hostPathMount({ path, mountPath, readOnly }: HostPathNeed, index: number): k8s.VolumeMount {
  return {
    name: hostPathName(index),
    mountPath: mountPath ?? path,
    readOnly: readOnly ?? true,
    // volumes that the node mounts later are seen too
    ...(path === '/' ? { mountPropagation: 'HostToContainer' } : {}),
  };
}

function hostPathName(index: number): string {
  return `host-${index}`;
}
