import { Size } from 'cdk8s';
import { PodPeer } from './peer';
import type { StoreNeed } from './store-access';

/** Who reaches a port. */
export enum PortExposure {
  /** Clients: the port is on the Services and in the NetworkPolicy. */
  SERVICE = 'service',
  /** Scrapers of the pod's own telemetry: in the NetworkPolicy, on no Service but the headless one. */
  SCRAPE = 'scrape',
  /** Both: one port serves an API and the pod's own telemetry. */
  SERVICE_AND_SCRAPE = 'service-and-scrape',
  /** Other pods of the same program only: the port is in the NetworkPolicy for those that are known to connect, and never for clients. */
  MEMBERS = 'members',
  /** The kubelet or somebody with port-forward only. */
  POD = 'pod',
}

/** A port on which a component listens. */
export interface PortNeed {
  /** The name of the port, at most 15 characters. */
  readonly name: string;
  /** The number of the port. */
  readonly port: number;
  /**
   * TCP or UDP.
   *
   * @default 'TCP'
   */
  readonly protocol?: string;
  /**
   * What is spoken, for service meshes, for example `grpc` or `http`.
   *
   * @default - not said
   */
  readonly appProtocol?: string;
  /**
   * Who reaches it.
   *
   * @default PortExposure.SERVICE
   */
  readonly exposure?: PortExposure;
}

/** An environment variable that a component reads. Exactly one of its sources is given. */
export interface VariableNeed {
  /** The name of the variable. */
  readonly name: string;
  /**
   * The Secret that holds its value. Goes with `secretKey`.
   *
   * @default - the value is not secret
   */
  readonly secretName?: string;
  /**
   * The key within the Secret.
   *
   * @default - the value is not secret
   */
  readonly secretKey?: string;
  /**
   * A field of the pod, for example `spec.nodeName`.
   *
   * @default - not a field
   */
  readonly fieldPath?: string;
  /**
   * The value itself. Never a credential.
   *
   * @default - no literal value
   */
  readonly value?: string;
}

/** A Secret or ConfigMap that a component reads as files. Exactly one of the two names is given. */
export interface MountNeed {
  /** Where it is mounted, read-only. */
  readonly mountPath: string;
  /**
   * The Secret.
   *
   * @default - not a Secret
   */
  readonly secretName?: string;
  /**
   * The ConfigMap.
   *
   * @default - not a ConfigMap
   */
  readonly configMapName?: string;
}

/** A folder of the node that a component reads or writes. */
export interface HostPathNeed {
  /** The path on the node. */
  readonly path: string;
  /**
   * Where the pod finds it.
   *
   * @default - at the same path
   */
  readonly mountPath?: string;
  /**
   * Whether the component only reads.
   *
   * @default true
   */
  readonly readOnly?: boolean;
}

/** A folder that must survive a restart of the pod. */
export interface PersistentDirectoryNeed {
  /** Its path in the pod, below the mount of the volume. */
  readonly path: string;
  /** What it holds, in words, for the error when it does not fit. */
  readonly holds: string;
  /**
   * How much it may hold. The volume is checked against the sum.
   *
   * @default - as much as the configuration of the component says
   */
  readonly size?: Size;
}

/** Something that a ServiceAccount may do. */
export interface AccessRule {
  /** API groups; the core group is the empty string. */
  readonly apiGroups: string[];
  /** Resources in plural, lower case. */
  readonly resources: string[];
  /** Verbs. Wildcards are a problem. */
  readonly verbs: string[];
  /**
   * The only objects, by their names. Who lists or watches has to ask for one by its name.
   *
   * @default - every object
   * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources
   */
  readonly resourceNames?: string[];
}

/** Something that a ServiceAccount may do in one namespace. */
export interface NamespaceAccessRule extends AccessRule {
  /**
   * The namespace.
   *
   * @default - that of the pod
   */
  readonly namespace?: string;
}

/** A connection that a component opens. */
export interface EgressNeed {
  /**
   * The port of the pods at the other end, which is not always the port of their Service.
   *
   * @default - every port
   */
  readonly port?: number;
  /**
   * The pods at the other end.
   *
   * @default - any address, inside the cluster or outside
   */
  readonly peer?: PodPeer;
  /**
   * Addresses at the other end that are no pods, for example `169.254.170.23/32`. Together with `peer` it is a problem at synth.
   *
   * @default - `peer` says who is there
   */
  readonly cidr?: string;
}

/**
 * What a component needs from the pod that runs it. The workload sums the needs of its components by key: two that need the same thing
 * get it once, two that need different things under one name are a problem.
 */
export interface Needs {
  /**
   * Ports on which it listens.
   *
   * @default - none
   */
  readonly ports?: PortNeed[];
  /**
   * Environment variables that it reads.
   *
   * @default - none
   */
  readonly variables?: VariableNeed[];
  /**
   * Secrets and ConfigMaps that it reads as files.
   *
   * @default - none
   */
  readonly mounts?: MountNeed[];
  /**
   * Folders of the node.
   *
   * @default - none
   */
  readonly hostPaths?: HostPathNeed[];
  /**
   * Folders that must survive a restart.
   *
   * @default - none
   */
  readonly directories?: PersistentDirectoryNeed[];
  /**
   * Access to the Kubernetes API in every namespace.
   *
   * @default - none
   */
  readonly clusterRules?: AccessRule[];
  /**
   * Access to the Kubernetes API in the namespace of the pod, or in another one.
   *
   * @default - none
   */
  readonly namespaceRules?: NamespaceAccessRule[];
  /**
   * Paths of the API server that are no resources, which it may read, for example `/metrics`. Others ask the API server about them too: whoever
   * shows them a token has to have the right.
   *
   * @default - none
   */
  readonly nonResourcePaths?: string[];
  /**
   * Feature gates of the program, for example `+exporter.example.Gate`.
   *
   * @default - none
   */
  readonly featureGates?: string[];
  /**
   * Connections that it opens.
   *
   * @default - none
   */
  readonly egress?: EgressNeed[];
  /**
   * Stores whose objects it uses, with what it does with them: from these follow its role, its policy and the identity of its service account.
   *
   * @default - none
   */
  readonly stores?: StoreNeed[];
  /**
   * Why the pod must run as root: each reason says what only root may do. It keeps no capability, whatever the reason.
   *
   * @default - it need not
   */
  readonly rootReasons?: string[];
}
