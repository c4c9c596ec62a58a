import { ThanosRetention } from './compactor/retention';
import { ThanosCompactorOptions } from './compactor/thanos-compactor-props';
import { MemberCluster } from './member-cluster';
import { MemcachedProps } from '../memcached';
import { IObjectStore } from '../storage';
import { VersionCatalog } from '../versions';
import { ClusterIdentity, StoreApi } from '../wiring';
import { ThanosQueryOptions } from './query/thanos-query-props';
import { ThanosQueryFrontendOptions } from './query-frontend/thanos-query-frontend-props';
import { ThanosReceiveOptions } from './receive/thanos-receive-props';
import { ThanosRulerOptions } from './ruler/thanos-ruler-props';
import { ThanosStoreGatewayOptions } from './store-gateway/thanos-store-gateway-props';

/** What a Thanos is made of. */
export interface ThanosStackProps {
  /** The cluster in which it runs. */
  readonly cluster: ClusterIdentity;

  /** Where blocks are kept: the one store of all components. A folder, which every pod has for itself, is a problem. */
  readonly objectStore: IObjectStore;

  /**
   * How long samples are kept, by their resolution.
   *
   * @default - for ever
   */
  readonly retention?: ThanosRetention;

  /**
   * Takes remote write. Without it, metrics come from the sidecars of Prometheus.
   *
   * @default - nobody writes
   */
  readonly receive?: ThanosReceiveOptions;

  /**
   * Who is asked beside the components of this stack: sidecars of Prometheus in this cluster.
   *
   * @default - nobody
   */
  readonly storeApis?: StoreApi[];

  /**
   * Other clusters, whose metrics are asked for from here. Two of one name are a problem.
   *
   * @default - none
   */
  readonly members?: MemberCluster[];

  /**
   * Query.
   *
   * @default - 2 replicas
   */
  readonly query?: ThanosQueryOptions;

  /**
   * The frontend before Query.
   *
   * @default - 2 replicas, whose answers are in `memcached` if there is one, else in their memory
   */
  readonly queryFrontend?: ThanosQueryFrontendOptions;

  /**
   * Store gateways. Several, each with a window, share samples by their age; where two windows leave a gap it is a problem. Several without a
   * window, or with windows of one name, fail.
   *
   * @default - one with 2 replicas, for all samples
   */
  readonly storeGateways?: ThanosStoreGatewayOptions[];

  /**
   * The compactor.
   *
   * @default - one, with a volume of 100 GiB
   */
  readonly compactor?: ThanosCompactorOptions;

  /**
   * Evaluates rules over everything. Without `remoteWriteTo`, its results are in the store of the stack.
   *
   * @default - no rules
   */
  readonly ruler?: ThanosRulerOptions;

  /**
   * Servers of memcached for answers, indexes and chunks, wherever an option does not name another cache.
   *
   * @default - caches are in the memory of each replica, and chunks are not cached
   */
  readonly memcached?: MemcachedProps;

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
