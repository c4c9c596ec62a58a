import { k8s } from 'cdk8s-plus-30';
import { RunAs } from '../kubernetes/hardening';
import { ContainerPlan } from '../workload/pod-template';

/** The container that runs the collector. */
export const COLLECTOR_CONTAINER = 'collector';

/** The key of the ConfigMap and the name of the file. */
export const CONFIG_FILE = 'collector.yaml';

export const CONFIG_MOUNT_PATH = '/etc/otelcol';

/** Where the volume of queues and positions is mounted. */
export const STATE_MOUNT_PATH = '/var/lib/otelcol';

/** The user of the collector's images. */
export const COLLECTOR_USER: RunAs = { user: 10001, group: 10001 };

/** What the collector's container is made of. */
export interface CollectorContainerPlan {
  readonly image: string;
  readonly featureGates: readonly string[];
  /** The port and path that tell whether the process lives. */
  readonly health: { readonly port: number; readonly path: string };
  /** The port that tells whether it takes telemetry; the health port when it takes none. */
  readonly readyPort?: number;
}

/** The collector and its probes. */
export function collectorContainer(plan: CollectorContainerPlan): ContainerPlan {
  return {
    name: COLLECTOR_CONTAINER,
    image: plan.image,
    args: [
      `--config=${CONFIG_MOUNT_PATH}/${CONFIG_FILE}`,
      ...(plan.featureGates.length > 0 ? [`--feature-gates=${plan.featureGates.join(',')}`] : []),
    ],
    probes: probes(plan),
  };
}

/**
 * Three questions, three answers. Has it started? The health endpoint, with time to compact queues. Does it take telemetry? The port on which
 * it takes it, which opens last and closes first; where it takes none, the health endpoint, which says whether pipelines run. Does it live?
 * What was not asked yet, patiently: a restart loses what is in memory.
 */
function probes(plan: CollectorContainerPlan): ContainerPlan['probes'] {
  const health = { httpGet: { path: plan.health.path, port: k8s.IntOrString.fromNumber(plan.health.port) } };
  const listens = { tcpSocket: { port: k8s.IntOrString.fromNumber(plan.readyPort ?? plan.health.port) } };
  const [live, ready] = plan.readyPort === undefined ? [listens, health] : [health, listens];
  return {
    startupProbe: { ...health, periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 60 },
    livenessProbe: { ...live, periodSeconds: 15, timeoutSeconds: 5, failureThreshold: 4 },
    readinessProbe: { ...ready, periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 2 },
  };
}
