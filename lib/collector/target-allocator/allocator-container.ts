import { k8s } from 'cdk8s-plus-30';
import { HTTP_PORT } from './allocator-document';
import { RunAs } from '../../kubernetes/hardening';
import { ContainerPlan } from '../../workload/pod-template';

/** The key of the ConfigMap and the name of the file. */
export const CONFIG_FILE = 'targetallocator.yaml';

export const CONFIG_MOUNT_PATH = '/etc/target-allocator';

/** The user of the image. */
export const ALLOCATOR_USER: RunAs = { user: 65532, group: 65532 };

/** It keeps nothing that it would have to finish. */
export const STOPPING_SECONDS = 5;

/** The allocator and its probes. It answers as soon as it has read the monitors, and is ready when it has jobs to hand out. */
export function allocatorContainer(image: string): ContainerPlan {
  const asked = (path: string) => ({ httpGet: { path, port: k8s.IntOrString.fromNumber(HTTP_PORT) } });
  return {
    name: 'target-allocator',
    image,
    args: [`--config-file=${CONFIG_MOUNT_PATH}/${CONFIG_FILE}`],
    probes: {
      startupProbe: { ...asked('/livez'), periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 60 },
      livenessProbe: { ...asked('/livez'), periodSeconds: 15, timeoutSeconds: 5, failureThreshold: 4 },
      readinessProbe: { ...asked('/readyz'), periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 2 },
    },
  };
}
