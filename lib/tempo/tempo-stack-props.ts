import { Duration } from 'cdk8s';
import { TempoLogLevel } from './document/tempo-plan';
import { TempoMetricsGeneratorProps, TempoMicroservicesOptions, TempoMonolithOptions } from './tempo-options';
import { MemcachedEndpoint } from '../memcached';
import { IObjectStore } from '../storage';
import { VersionCatalog } from '../versions';
import { ClusterIdentity } from '../wiring';
import { TempoLimits } from './tenants/tempo-limits';
import { TempoTenant } from './tenants/tempo-tenant';

/** What a Tempo is made of. */
export interface TempoStackProps {
  /** The cluster in which it runs. */
  readonly cluster: ClusterIdentity;

  /** Where blocks are kept. A folder, which every pod has for itself, is a problem; so is a bucket that is for something else. */
  readonly objectStore: IObjectStore;

  /**
   * How long traces are kept that no tenant says more of. Less than an hour is a problem; so is more than the retention of the bucket.
   *
   * @default Duration.days(14)
   */
  readonly retention?: Duration;

  /**
   * What every tenant may do that says nothing else.
   *
   * @default - 30 MiB in a second, traces of 5 MiB, and what else `TempoLimits` says
   */
  readonly limits?: TempoLimits;

  /**
   * Whether writers and readers are told apart by the header X-Scope-OrgID. Then a request without one is refused, and everybody takes `otlpEndpointFor` and
   * `queryEndpointFor`.
   *
   * @default false
   */
  readonly multitenancy?: boolean;

  /**
   * Who may do something else than the others. Two of one name are a problem, and so are tenants without `multitenancy`.
   *
   * @default - everybody may do the same
   */
  readonly tenants?: TempoTenant[];

  /**
   * The one pod in which all components are. It cannot have replicas: what a pod has not written to the store yet no other pod knows of. Together with `microservices` it
   * fails.
   *
   * @default - one pod, unless there are `microservices`
   */
  readonly monolith?: TempoMonolithOptions;

  /**
   * Components as processes of their own. Fails with Tempo 3 and later, whose components write to each other through Kafka.
   *
   * @default - all components are one pod
   */
  readonly microservices?: TempoMicroservicesOptions;

  /**
   * Makes metrics of spans.
   *
   * @default - nobody does
   */
  readonly metricsGenerator?: TempoMetricsGeneratorProps;

  /**
   * A cache of what is read again and again: blooms, the ends of blocks, pages of columns, and answers of searches.
   *
   * @default - everything is read from the store
   */
  readonly cache?: MemcachedEndpoint;

  /**
   * How much it says of itself.
   *
   * @default TempoLogLevel.INFO
   */
  readonly logLevel?: TempoLogLevel;

  /**
   * Further configuration, in Tempo's own keys. A key that this version of Tempo does not know, a value of another type, a block that no component reads, and a key that the
   * library writes are problems.
   *
   * @default - none
   * @see https://grafana.com/docs/tempo/latest/configuration/
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
