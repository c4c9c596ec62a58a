import { Duration, Size } from 'cdk8s';
import { ThanosSidecarOptions } from './sidecar-options';
import { ScrapeLimits } from '../policy';
import { IObjectStore } from '../storage';
import { AlertmanagerEndpoint, ClusterIdentity, RemoteWriteEndpoint } from '../wiring';
import { WorkloadOptions } from '../workload';

/**
 * What every Prometheus is told, whoever runs it.
 *
 * By default each replica gets 4 GiB of memory and from 0.5 to 4 cores.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/
 */
export interface PrometheusOptions extends WorkloadOptions {
  /**
   * The cluster in which it runs: the external labels `cluster` and `region`. Without a region, a sidecar and remote write are problems: whoever gets
   * the series of several clusters tells them apart by both.
   */
  readonly cluster: ClusterIdentity;

  /**
   * How many replicas there are. Each scrapes everything, so that one may be away. Less than one is a problem.
   *
   * @default 2
   */
  readonly replicas?: number;

  /**
   * The external label by which replicas differ: the name of the pod. Thanos Query takes it away, and so do alerts. `cluster`, `region`
   * and an empty one are problems.
   *
   * @default 'prometheus_replica'
   */
  readonly replicaLabel?: string;

  /**
   * Further labels of everything that leaves this Prometheus. Text is literal. `cluster`, `region` and the label of replicas are problems.
   *
   * @default - none
   */
  readonly externalLabels?: { readonly [name: string]: string };

  /**
   * How long samples are kept. With an object store, less than six hours is a problem: blocks would be deleted before they are uploaded.
   * Without one, less than two hours is.
   *
   * @default - 24 hours with an object store, 15 days without
   */
  readonly retention?: Duration;

  /**
   * How large blocks and logs together may become before the oldest blocks are deleted. More than 85 % of the volume is a
   * problem, and so is nothing at all.
   *
   * @default - 80 % of the volume
   */
  readonly retentionSize?: Size;

  /**
   * The volume of each replica.
   *
   * @default Size.gibibytes(50)
   */
  readonly volume?: Size;

  /**
   * The class of the volume. NFS and its kin are no place for a Prometheus.
   *
   * @default - the default class of the cluster
   */
  readonly storageClassName?: string;

  /**
   * How often targets are scraped that do not say otherwise. Zero is a problem.
   *
   * @default Duration.seconds(30)
   */
  readonly scrapeInterval?: Duration;

  /**
   * How long a target may take that does not say otherwise. Zero, and longer than `scrapeInterval`, are problems.
   *
   * @default - 10 seconds, or `scrapeInterval` when it is shorter
   */
  readonly scrapeTimeout?: Duration;

  /**
   * How often rules are evaluated that do not say otherwise. Zero is a problem.
   *
   * @default - `scrapeInterval`
   */
  readonly evaluationInterval?: Duration;

  /**
   * Limits of every target that does not say otherwise. A target beyond them counts as down.
   *
   * @default - no limits
   */
  readonly limits?: ScrapeLimits;

  /**
   * Where samples are sent besides. Credentials reach Prometheus as files: `Authorization` with a prefix such as `'Bearer '`, and headers whose value is
   * all secret. Two of one name are a problem, and so are headers that Prometheus sets itself.
   *
   * @default - nowhere
   */
  readonly remoteWriteTo?: RemoteWriteEndpoint[];

  /**
   * Whether others may send samples by remote write. With several replicas it is a problem: each would get some of them.
   *
   * @default false
   */
  readonly remoteWriteReceiver?: boolean;

  /**
   * How much older than the newest sample of its series a sample may be.
   *
   * @default - samples have to come in order
   */
  readonly outOfOrderTimeWindow?: Duration;

  /**
   * How many exemplars are kept in memory. Zero is a problem.
   *
   * @default - none
   */
  readonly maxExemplars?: number;

  /**
   * Alertmanagers that get every alert: all replicas of them.
   *
   * @default - alerts are evaluated and sent to nobody
   */
  readonly alertmanagers?: AlertmanagerEndpoint[];

  /**
   * The URL under which people find it: alerts link there.
   *
   * @default - the name of the pod
   */
  readonly externalUrl?: string;

  /**
   * Where a Thanos sidecar uploads blocks. An `S3ObjectStore` gives its pods a role that may add objects.
   *
   * @default - blocks stay on the volume
   */
  readonly objectStore?: IObjectStore;

  /**
   * The Thanos sidecar.
   *
   * @default - one with `objectStore`, none without
   */
  readonly sidecar?: ThanosSidecarOptions;
}
