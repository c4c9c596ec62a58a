import { k8s } from 'cdk8s-plus-30';
import { WEB_PORT } from './prometheus-plan';
import { RunAs } from '../kubernetes/hardening';
import { ContainerPlan } from '../workload/pod-template';

/** The user of its image; a sidecar runs as the same, because both write into one folder. */
export const PROMETHEUS_USER: RunAs = { user: 65534, group: 65534 };

/** How long it may read its log again before it is ready. */
export const STARTING_MINUTES = 15;

/** How long it may take to end: queries are answered, and what is in memory is written. */
export const STOPPING_SECONDS = 595;

/** Prometheus and its probes. It lives while it reads its log; it is ready when it has read it. */
export function prometheusContainer(image: string, args: readonly string[]): ContainerPlan {
  const asked = (path: string) => ({ httpGet: { path, port: k8s.IntOrString.fromNumber(WEB_PORT) } });
  return {
    // also that of the operator
    name: 'prometheus',
    image,
    args,
    probes: {
      startupProbe: { ...asked('/-/ready'), periodSeconds: 15, timeoutSeconds: 3, failureThreshold: STARTING_MINUTES * 4 },
      livenessProbe: { ...asked('/-/healthy'), periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 6 },
      readinessProbe: { ...asked('/-/ready'), periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 3 },
    },
  };
}
