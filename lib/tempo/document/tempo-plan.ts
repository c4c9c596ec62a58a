import { Duration } from 'cdk8s';
import { MemcachedEndpoint } from '../../memcached';
import { RemoteWriteEndpoint } from '../../wiring';
import { TempoLimits } from '../tenants/tempo-limits';

/** How much Tempo says of itself. */
export enum TempoLogLevel {
  /** Everything. */
  DEBUG = 'debug',
  /** What happens. */
  INFO = 'info',
  /** What may go wrong. */
  WARN = 'warn',
  /** What went wrong. */
  ERROR = 'error',
}

/** What metrics are made of spans. */
export enum TempoProcessor {
  /** Requests between services: `traces_service_graph_request_total` and its kin. */
  SERVICE_GRAPHS = 'service-graphs',
  /** Rate, errors and duration of every service and operation: `traces_spanmetrics_calls_total` and its kin. */
  SPAN_METRICS = 'span-metrics',
  /** Which hosts there are: `traces_host_info`. */
  HOST_INFO = 'host-info',
}

/** Metrics that are made of spans, and where they go. */
export interface GeneratorPlan {
  readonly remoteWriteTo: readonly RemoteWriteEndpoint[];
  readonly processors: readonly TempoProcessor[];
  /** Labels that all of them have. */
  readonly externalLabels: { readonly [label: string]: string };
}

/** How the components of microservices find each other. */
export interface MicroservicesPlan {
  /** `host:port` of all members of the ring. */
  readonly gossip: string;
  /** What the ring is called, so that it never mixes with another one. */
  readonly clusterLabel: string;
  /** `host:port` at which every frontend is found, ready or not. */
  readonly frontends: string;
  readonly replicationFactor: number;
}

/** What is known of a Tempo. */
export interface TempoPlan {
  /** Nothing where all components are one process. */
  readonly microservices?: MicroservicesPlan;
  /** The store in the words of Tempo. */
  readonly storage: { readonly trace: object };
  readonly retention: Duration;
  readonly limits: TempoLimits;
  readonly multitenancy: boolean;
  readonly cache?: MemcachedEndpoint;
  readonly generator?: GeneratorPlan;
  readonly logLevel: TempoLogLevel;
}
