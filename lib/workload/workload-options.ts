import { Duration, Size } from 'cdk8s';
import { VersionCatalog } from '../versions';
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
   * Its effect: `NoSchedule`, `PreferNoSchedule` or `NoExecute`. Another one is a problem.
   *
   * @default - every effect
   */
  readonly effect?: string;
}

/** What every workload has. */
export interface WorkloadOptions {
  /**
   * The name of its objects: at most 52 lower-case letters, digits and `-`, beginning with a letter. Anything else fails; the name of another workload
   * of the namespace is a problem.
   *
   * @default - the id of the construct
   */
  readonly name?: string;

  /**
   * Memory that the container gets, and its limit; none fails. GOMEMLIMIT follows from it, and the memory limiter of a collector.
   *
   * @default - for Loki what `LokiDistributed` and `LokiMonolithic` say; 192 MiB for a node exporter; 512 MiB for an agent, a cluster collector, a Target Allocator
   * and kube-state-metrics; 1 GiB for memcached, a router, a frontend and a ruler; 2 GiB for a gateway and Query; 4 GiB for Prometheus, an ingestor, a store
   * gateway and a compactor; what its load needs for a tail sampler
   */
  readonly memoryLimit?: Size;

  /**
   * Cores that are set aside. Zero fails, and so does more than `cpuLimit`.
   *
   * @default - 0.1 for an agent, a cluster collector, a Target Allocator, exporters and memcached; 0.2 for a frontend and a ruler of Thanos; 1 for an ingestor, a
   * compactor, a tail sampler, and an ingester, a querier and a monolith of Loki; 0.5 for others
   */
  readonly cpu?: number;

  /**
   * Cores that it may use at most. Less than `cpu` fails.
   *
   * @default - 1 for an agent, a cluster collector, a Target Allocator, exporters and memcached; 2 for a gateway, a router, a tail sampler, a frontend, a ruler, a
   * compactor, and what of Loki is no ingester, querier or monolith; 4 for others; `cpu` when that is more
   */
  readonly cpuLimit?: number;

  /**
   * Disk outside its volumes: its logs on the node. None fails.
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
   * Secrets with which images are pulled. What cannot be the name of one is a problem.
   *
   * @default - none
   */
  readonly imagePullSecrets?: string[];

  /**
   * The PriorityClass of its pods. What cannot be the name of one is a problem.
   *
   * @default - for agents and node exporters a PriorityClass of their own, so that every node has one; for others the default priority of the cluster
   */
  readonly priorityClassName?: string;

  /**
   * Labels of the nodes on which it runs. What cannot be a label is a problem.
   *
   * @default - any node
   */
  readonly nodeSelector?: { readonly [name: string]: string };

  /**
   * Taints that its pods put up with.
   *
   * @default - every taint for agents and node exporters, none for others
   */
  readonly tolerations?: Toleration[];

  /**
   * Annotations of its pods. A key that Kubernetes refuses is a problem.
   *
   * @default - the hash of the configuration only
   */
  readonly podAnnotations?: { readonly [name: string]: string };

  /**
   * Who connects to it from outside this program.
   *
   * @default - every pod of the cluster, unless workloads of this program connect to it
   */
  readonly clients?: NetworkPeer[];

  /**
   * Who scrapes its own metrics.
   *
   * @default - every pod of the cluster
   */
  readonly scrapers?: NetworkPeer[];

  /**
   * How long a pod has to stop. Less than it needs is a problem.
   *
   * @default - derived from what it has to finish
   */
  readonly terminationGracePeriod?: Duration;
}
