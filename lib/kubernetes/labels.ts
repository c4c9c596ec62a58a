import { isObjectName } from '../wiring/object-name';

/** Who a workload is. */
export interface WorkloadIdentity {
  /** The name of its objects, for example `gateway`. */
  readonly name: string;
  /** The program, for example `opentelemetry-collector`. */
  readonly program: string;
  /** What it does in the platform, for example `gateway`. */
  readonly component: string;
  /** The version of the program. */
  readonly version: string;
}

export type Labels = { [name: string]: string };

/**
 * The labels that select the pods of a workload. Never the version: a selector is immutable, an upgrade would be refused.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function selectorLabels(identity: Omit<WorkloadIdentity, 'version'>): Labels {
  return {
    'app.kubernetes.io/name': identity.program,
    'app.kubernetes.io/instance': identity.name,
    'app.kubernetes.io/component': identity.component,
  };
}

/** The labels of every object of a workload. */
export function objectLabels(identity: WorkloadIdentity): Labels {
  return { ...selectorLabels(identity), 'app.kubernetes.io/version': identity.version };
}

/** Whether Kubernetes takes this as the key of a label or an annotation: a name, with or without a domain before it. */
export function isLabelKey(key: string): boolean {
  const [name, domain, ...more] = key.split('/').reverse();
  return more.length === 0 && (domain === undefined || isObjectName(domain)) && name !== '' && isLabelValue(name!);
}

/** Whether Kubernetes takes this as the value of a label. */
export function isLabelValue(value: string): boolean {
  return /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/.test(value);
}
