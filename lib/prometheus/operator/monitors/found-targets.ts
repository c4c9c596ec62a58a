import { ApiObject } from 'cdk8s';
import { Labels } from '../../../kubernetes/labels';
import { RelabelConfig } from '../../../policy';
import { RelabelAction } from '../../../policy/relabel/relabel-config';
import { LabelSelector } from '../selection/label-selector';

/** A port of targets: by the name by which endpoints know it, by its number in the container where it has none. */
export interface TargetPort {
  readonly name?: string;
  readonly number?: number;
}

/** The ports of an object of this program. */
export interface KnownPorts {
  /** The object in words: `Service 'web'`. */
  readonly of: string;
  readonly ports: readonly TargetPort[];
}

/** Where targets are, and which of what is found there they are. */
export interface FoundTargets {
  readonly selector: LabelSelector;
  /** That of the monitor when undefined. */
  readonly namespace?: string;
  /** What else has to be said for these targets to be found, and no others. */
  readonly relabelings: readonly RelabelConfig[];
}

/** What is read in a Service. */
export interface ServiceManifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Labels };
  readonly spec?: {
    readonly selector?: Labels;
    readonly ports?: readonly { readonly name?: string; readonly port: number; readonly targetPort?: number | string }[];
  };
}

/** What is read in a Deployment, a StatefulSet, a DaemonSet, a ReplicaSet or a Job. */
interface WorkloadManifest {
  readonly spec?: {
    readonly selector?: LabelSelector;
    readonly template?: { readonly spec?: { readonly containers?: readonly ContainerManifest[]; readonly initContainers?: readonly ContainerManifest[] } };
  };
}

interface ContainerManifest {
  readonly ports?: readonly { readonly name?: string; readonly containerPort: number }[];
}

/** Labels that change with every version: for a while after an upgrade, Service and monitor would have another one. */
const OF_VERSIONS = ['app.kubernetes.io/version', 'helm.sh/chart'];

/**
 * What is behind one Service, and behind no other with the same labels, such as the headless one beside it: targets would be scraped twice.
 *
 * It asks for metadata only: ports may depend on who scrapes.
 */
export function serviceTargets({ metadata }: ApiObject): FoundTargets {
  const { name, namespace, labels = {} } = metadata.toJson() as ServiceManifest['metadata'];
  return {
    selector: { matchLabels: Object.fromEntries(Object.entries(labels).filter(([label]) => !OF_VERSIONS.includes(label))) },
    namespace,
    relabelings: [{ action: RelabelAction.KEEP, sourceLabels: ['__meta_kubernetes_service_name'], regex: name }],
  };
}

/** The pods of a workload. */
export function workloadTargets(workload: ApiObject): FoundTargets {
  const { spec } = workload.toJson() as WorkloadManifest;
  return { selector: spec?.selector ?? {}, namespace: workload.metadata.namespace, relabelings: [] };
}

/** The ports of a Service. */
export function servicePorts(service: ApiObject): KnownPorts {
  const { spec } = service.toJson() as ServiceManifest;
  const ports = (spec?.ports ?? []).map(({ name, port, targetPort = port }) => (name === undefined ? { number: typeof targetPort === 'number' ? targetPort : undefined } : { name }));
  return { of: `${service.kind} '${service.name}'`, ports };
}

/** The ports of the containers of a workload. */
export function workloadPorts(workload: ApiObject): KnownPorts {
  const { containers = [], initContainers = [] } = (workload.toJson() as WorkloadManifest).spec?.template?.spec ?? {};
  const ports = [...containers, ...initContainers].flatMap((container) => container.ports ?? []).map(({ name, containerPort: number }) => ({ name, number }));
  return { of: `${workload.kind} '${workload.name}'`, ports };
}
