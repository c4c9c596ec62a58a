import { Duration, Size } from 'cdk8s';
import { CollectorDistribution, VersionCatalog } from '../versions';
import { NetworkPeer } from '../wiring';

/** A taint that pods put up with. */
export interface Toleration {
  /**
   * The key of the taint.
   *
   * @default - every key
   */
  readonly key?: string;
  /**
   * Its value.
   *
   * @default - every value
   */
  readonly value?: string;
  /**
   * Its effect: `NoSchedule`, `PreferNoSchedule` or `NoExecute`.
   *
   * @default - every effect
   */
  readonly effect?: string;
}

/** How much the collector says of itself. */
export enum CollectorLogLevel {
  /** Everything. */
  DEBUG = 'debug',
  /** What happens. */
  INFO = 'info',
  /** What may go wrong. */
  WARN = 'warn',
  /** What went wrong. */
  ERROR = 'error',
}

/** What every collector workload has. */
export interface CollectorWorkloadOptions {
  /**
   * The name of its objects, at most 52 characters.
   *
   * @default - the id of the construct
   */
  readonly name?: string;

  /**
   * Memory that the container gets, and its limit. GOMEMLIMIT and the memory limiter follow from it.
   *
   * @default - 2 GiB for a gateway, 512 MiB for an agent and for a cluster collector
   */
  readonly memoryLimit?: Size;

  /**
   * Cores that are set aside.
   *
   * @default - 0.5 for a gateway, 0.1 for an agent and for a cluster collector
   */
  readonly cpu?: number;

  /**
   * Cores that it may use at most. Less than `cpu` fails.
   *
   * @default - 2 for a gateway, 1 for an agent and for a cluster collector
   */
  readonly cpuLimit?: number;

  /**
   * Disk outside its volumes: its logs on the node.
   *
   * @default Size.mebibytes(256)
   */
  readonly ephemeralStorage?: Size;

  /**
   * Which versions run, and where their images come from.
   *
   * @default VersionCatalog.tested()
   */
  readonly versions?: VersionCatalog;

  /**
   * The build of the collector. One that lacks a component in use is a problem that names what has it.
   *
   * @default - the smallest that has every component in use
   */
  readonly distribution?: CollectorDistribution;

  /**
   * Secrets with which images are pulled.
   *
   * @default - none
   */
  readonly imagePullSecrets?: string[];

  /**
   * How much the collector says of itself.
   *
   * @default CollectorLogLevel.INFO
   */
  readonly logLevel?: CollectorLogLevel;

  /**
   * The priority of its pods.
   *
   * @default - for agents a PriorityClass of their own, so that every node has one; for others the default priority of the cluster
   */
  readonly priorityClassName?: string;

  /**
   * Labels of the nodes on which it runs.
   *
   * @default - any node
   */
  readonly nodeSelector?: { readonly [name: string]: string };

  /**
   * Taints that its pods put up with.
   *
   * @default - every taint for agents, none for others
   */
  readonly tolerations?: Toleration[];

  /**
   * Annotations of its pods.
   *
   * @default - the hash of the configuration only
   */
  readonly podAnnotations?: { readonly [name: string]: string };

  /**
   * Who sends to it from outside this program.
   *
   * @default - every pod of the cluster, unless workloads of this program send to it
   */
  readonly clients?: NetworkPeer[];

  /**
   * Who scrapes its own metrics on port 8888.
   *
   * @default - every pod of the cluster
   */
  readonly scrapers?: NetworkPeer[];

  /**
   * How long a pod has to stop. Less than its drain takes is a problem.
   *
   * @default - derived from the timeouts of its exporters
   */
  readonly terminationGracePeriod?: Duration;
}
