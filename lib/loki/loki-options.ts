import { Duration, Size } from 'cdk8s';
import { CardinalityPolicy } from '../policy';
import { LokiLogLevel } from './document/loki-plan';
import { LokiSchemaPeriod } from './schema';
import { MemcachedEndpoint } from '../memcached';
import { IObjectStore } from '../storage';
import { VersionCatalog } from '../versions';
import { AlertmanagerEndpoint, ClusterIdentity, RemoteWriteEndpoint } from '../wiring';
import { WorkloadOptions } from '../workload';
import { LokiLimits } from './tenants/loki-limits';
import { LokiTenant } from './tenants/loki-tenant';

/** Which of its two kinds of clients Loki reads and writes objects with. */
export enum LokiStoreClient {
  /** Those that it shares with Thanos (`use_thanos_objstore`): the default of Loki 4, and the only ones with a prefix. */
  THANOS = 'thanos',
  /** Those of its own, the default of Loki 3: deprecated from 4.0 on. */
  LEGACY = 'legacy',
}

/** What becomes of the attributes of lines that come by OTLP. */
export interface LokiOtlpOptions {
  /**
   * What the platform says of labels: attributes whose label it takes from all series are no labels of streams either.
   *
   * @default - no policy
   */
  readonly policy?: CardinalityPolicy;

  /**
   * The attributes of the resource that are labels of streams; all others are kept as structured metadata. More than 15 fail.
   *
   * @default - what tells workloads apart, and neither pods nor instances
   */
  readonly indexLabels?: string[];
}

/** What every Loki has, however it runs. */
export interface LokiOptions {
  /** The cluster in which it runs. */
  readonly cluster: ClusterIdentity;

  /** Where chunks and index are kept. A folder, which every pod has for itself, is a problem; so is a bucket that is for something else. */
  readonly objectStore: IObjectStore;

  /**
   * With which clients the store is used.
   *
   * @default LokiStoreClient.THANOS
   */
  readonly storeClient?: LokiStoreClient;

  /**
   * From which day on, how data is kept. Once there is data, periods are added for days to come, and never changed.
   *
   * @default - from 2024-04-01 on, by schema v13
   */
  readonly schema?: LokiSchemaPeriod[];

  /**
   * How long lines are kept that no tenant says more of. Less than a day is a problem; so is more than the retention of the bucket.
   *
   * @default - for ever
   */
  readonly retention?: Duration;

  /**
   * What every tenant may do that says nothing else.
   *
   * @default - 4 MiB in a second, 5000 streams, and what else `LokiLimits` says
   */
  readonly limits?: LokiLimits;

  /**
   * Who writes and asks by itself. Two of one name are a problem.
   *
   * @default - the default tenant only
   */
  readonly tenants?: LokiTenant[];

  /**
   * Who writes when nobody is told apart: the tenant of `otlpEndpoint` and `queryEndpoint`.
   *
   * @default new LokiTenant('default')
   */
  readonly defaultTenant?: LokiTenant;

  /**
   * What becomes of attributes.
   *
   * @default - a few attributes of the resource are labels of streams
   */
  readonly otlp?: LokiOtlpOptions;

  /**
   * How many ingesters keep each line until it is in the store. More than there are is a problem.
   *
   * @default 3
   */
  readonly replicationFactor?: number;

  /**
   * How long a query may take. Timeouts of servers, and the time that pods have to stop, follow from it.
   *
   * @default Duration.minutes(5)
   */
  readonly queryTimeout?: Duration;

  /**
   * A cache of chunks. One that takes no items of 2 MiB is a problem.
   *
   * @default - 100 MiB in the memory of each pod
   */
  readonly chunksCache?: MemcachedEndpoint;

  /**
   * A cache of answers.
   *
   * @default - 100 MiB in the memory of each pod
   */
  readonly resultsCache?: MemcachedEndpoint;

  /**
   * Who evaluates the rules of tenants. Without rules it is a problem, and so are rules without it.
   *
   * @default - nobody
   */
  readonly ruler?: LokiRulerOptions;

  /**
   * Who writes lines all the time and looks for each of them again: `loki_canary_missing_entries_total` and its like tell what gets lost on the way. It writes and asks at one
   * address: a `LokiDistributed` with a canary and without a `gateway` is a problem. It is one of those who connect: whoever else does from outside is named among `clients`.
   *
   * @default - nobody; `{}` for one replica with 128 MiB
   * @see https://grafana.com/docs/loki/latest/operations/loki-canary/
   */
  readonly canary?: LokiCanaryOptions;

  /**
   * How much it says of itself.
   *
   * @default LokiLogLevel.INFO
   */
  readonly logLevel?: LokiLogLevel;

  /**
   * Further configuration, in Loki's own keys. A key that Loki does not know, one that the library writes, and one that the version no longer has are problems.
   *
   * @default - none
   * @see https://grafana.com/docs/loki/latest/configure/
   */
  readonly extraConfig?: { readonly [block: string]: unknown };

  /**
   * What the names of its objects begin with.
   *
   * @default - the id of the construct
   */
  readonly name?: string;

  /**
   * Which versions run, wherever an option does not say another one.
   *
   * @default VersionCatalog.tested()
   */
  readonly versions?: VersionCatalog;
}

/** Options of a component that keeps nothing. */
export interface LokiComponentOptions extends WorkloadOptions {
  /**
   * How many replicas there are. Less than one is a problem.
   *
   * @default - 3 for distributors and queriers, 2 for others
   */
  readonly replicas?: number;
}

/** Options of who watches a Loki by writing to it. */
export interface LokiCanaryOptions extends WorkloadOptions {
  /**
   * How many replicas there are, each with a stream of its own. Less than one is a problem.
   *
   * @default 1
   */
  readonly replicas?: number;

  /**
   * As whom it writes and asks. One that is none of the tenants of its Loki fails.
   *
   * @default - the default tenant
   */
  readonly tenant?: LokiTenant;
}

/** Options of a component that has a volume. */
export interface LokiStatefulOptions extends WorkloadOptions {
  /**
   * How many replicas there are. Less than one is a problem.
   *
   * @default - 3 for pattern ingesters, 2 for index gateways and rulers
   */
  readonly replicas?: number;

  /**
   * The volume of each replica.
   *
   * @default - 50 GiB for an index gateway, 10 GiB for others
   */
  readonly volume?: Size;

  /**
   * The class of the volumes.
   *
   * @default - the default class of the cluster
   */
  readonly storageClassName?: string;
}

/** Options of the one compactor. */
export interface LokiCompactorOptions extends WorkloadOptions {
  /**
   * Its volume: the tables that it works on, and what it has marked for deletion.
   *
   * @default Size.gibibytes(20)
   */
  readonly volume?: Size;

  /**
   * The class of the volume.
   *
   * @default - the default class of the cluster
   */
  readonly storageClassName?: string;
}

/** Options of those that keep lines until they are in the store. */
export interface LokiIngesterOptions extends WorkloadOptions {
  /**
   * How many there are, over all zones. Less than the replication factor is a problem, and so is a number that zones cannot share.
   *
   * @default 3
   */
  readonly replicas?: number;

  /**
   * The zones in which they run, each with a StatefulSet of its own; every copy of a line is in another zone. Fewer than three fail, and so do two of one name. Their pods
   * are replaced when they are deleted: by the rollout-operator, which finds them by the label `rollout-group`, or by hand.
   *
   * @default - wherever there is place, spread over zones
   * @see https://github.com/grafana/rollout-operator
   */
  readonly zones?: string[];

  /**
   * The volume of each, for the log from which it reads again what it had in memory.
   *
   * @default Size.gibibytes(50)
   */
  readonly volume?: Size;

  /**
   * The class of the volumes.
   *
   * @default - the default class of the cluster
   */
  readonly storageClassName?: string;

  /**
   * Whether everything is written to the store when a pod ends, so that nothing is left on the volume of one that does not come back. Without it a pod has 80 minutes to
   * end, for `POST /ingester/prepare_shutdown` before it is taken away.
   *
   * @default true
   */
  readonly flushOnShutdown?: boolean;
}

/** Options of those that evaluate rules. */
export interface LokiRulerOptions extends LokiStatefulOptions {
  /**
   * Who is told of alerts: every replica by its own URL. Alerts without anybody who is told are a problem, and so are Alertmanagers of different TLS and a headless name,
   * which Loki looks up once only.
   *
   * @default - nobody
   */
  readonly alertmanagers?: AlertmanagerEndpoint[];

  /**
   * Where recorded metrics are written to. Recording rules without anybody are a problem.
   *
   * @default - nobody
   */
  readonly remoteWriteTo?: RemoteWriteEndpoint[];

  /**
   * How often rules are evaluated whose group says nothing else.
   *
   * @default Duration.minutes(1)
   */
  readonly evaluationInterval?: Duration;

  /**
   * Where people look an expression up that an alert links to: the URL of Grafana.
   *
   * @default - links have no host
   */
  readonly externalUrl?: string;
}
