import { k8s } from 'cdk8s-plus-30';
import { ContainerPlan } from './pod-template';

/** What a server of HTTP is asked for. */
export interface HttpProbePaths {
  readonly port: number;
  /** Answers well once everything is loaded, and as long as there may be traffic. */
  readonly ready: string;
  /** Answers as soon as there is a server. */
  readonly alive: string;
}

/**
 * Loading is waited for by the endpoint that says that it is over; afterwards that one decides about traffic, and whether it lives is asked patiently.
 *
 * @param loadingMinutes how long it may load what it has; it loads nothing when undefined
 */
export function httpProbes({ port, ready, alive }: HttpProbePaths, loadingMinutes?: number): ContainerPlan['probes'] {
  const asked = (path: string) => ({ httpGet: { path, port: k8s.IntOrString.fromNumber(port) } });
  return {
    startupProbe: loadingMinutes === undefined
      ? { ...asked(alive), periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 30 }
      : { ...asked(ready), periodSeconds: 10, timeoutSeconds: 5, failureThreshold: loadingMinutes * 6 },
    livenessProbe: { ...asked(alive), periodSeconds: 30, timeoutSeconds: 5, failureThreshold: 8 },
    readinessProbe: { ...asked(ready), periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 3 },
  };
}
