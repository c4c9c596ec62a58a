import { Duration, Size } from 'cdk8s';
import { RulerPlan } from './ruler-block';
import { MemcachedEndpoint } from '../../memcached';
import { LokiSchemaPeriod } from '../schema';
import { LokiLimits } from '../tenants/loki-limits';

/** How much Loki says of itself. */
export enum LokiLogLevel {
  /** Everything. */
  DEBUG = 'debug',
  /** What happens. */
  INFO = 'info',
  /** What may go wrong. */
  WARN = 'warn',
  /** What went wrong. */
  ERROR = 'error',
}

/** Where components find each other that no ring tells of: each is `host:port`, as Loki looks it up. */
export interface LokiAddresses {
  /** One of the pods that find each other by gossip. */
  readonly gossip: string;
  readonly compactor: string;
  readonly indexGateway: string;
  /** Who follows lines as they come, by URL. */
  readonly tail: string;
}

/** Everything that is known of a Loki before its document is written. */
export interface LokiPlan {
  /** The addresses of components; only the one for gossip when every pod is all of them. */
  readonly addresses: Pick<LokiAddresses, 'gossip'> & Partial<LokiAddresses>;
  /** What gossip of this Loki is told apart by from that of another. */
  readonly clusterLabel: string;
  readonly logLevel: LokiLogLevel;
  readonly replicationFactor: number;
  /** `storage_config` in the words of the store's client. */
  readonly storage: { readonly storage_config: object };
  /** What Loki calls the kind of the store. */
  readonly storeKind: string;
  readonly usesThanosClients: boolean;
  readonly schema: readonly LokiSchemaPeriod[];
  readonly retention?: Duration;
  /** Whether anything is ever deleted: for all, or for a tenant. */
  readonly deletes: boolean;
  readonly limits: LokiLimits;
  /** `limits_config.otlp_config`. */
  readonly otlp: object;
  readonly queryTimeout: Duration;
  readonly chunksCache?: MemcachedEndpoint;
  readonly resultsCache?: MemcachedEndpoint;
  readonly ingester: IngesterPlan;
  /** Whether patterns of lines are recognised. */
  readonly patterns: boolean;
  readonly ruler?: RulerPlan;
}

/** What is known of who keeps lines before they are in the store. */
export interface IngesterPlan {
  /** The memory of a pod that is an ingester. */
  readonly memory: Size;
  readonly flushOnShutdown: boolean;
  readonly zoneAware: boolean;
}
