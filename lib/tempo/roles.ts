import { Size } from 'cdk8s';
import { PortExposure, StoreAccess } from '../wiring';
import { Stopping } from '../workload/grace-invariants';

/** What a process of Tempo runs as: `-target`. */
export type TempoTarget = 'all' | 'distributor' | 'ingester' | 'querier' | 'query-frontend' | 'compactor' | 'metrics-generator';

/** What a component is for, apart from how many there are of it. */
export interface TempoRole {
  /** Blocks of the document that its modules read, beside those that all read. */
  readonly reads: readonly string[];
  /** Whom it opens connections to, beside the ring. */
  readonly asks: readonly TempoTarget[];
  /** Whether spans of clients come in here. */
  readonly takesSpans?: boolean;
  /** Who reaches its server of HTTP. */
  readonly http: PortExposure;
  /** What it does in the store. */
  readonly access?: StoreAccess;
  /** Whether it reads through the cache. */
  readonly caches?: boolean;
  /** What it keeps on its volume, in words. */
  readonly keeps?: string;
  readonly defaults: { readonly cpu: number; readonly cpuLimit: number; readonly memory: Size };
  /** How long it may read what is on its volume before it is ready. */
  readonly loadingMinutes: number;
  /** How long it takes to stop, and why it may not be killed before. */
  readonly stopping: Stopping;
}

const ANSWERS = { seconds: 55, why: 'requests that it works on are killed before their timeout' };

/** Blocks that every process reads. */
export const READ_BY_ALL = [
  'multitenancy_enabled', 'server', 'memberlist', 'usage_report', 'overrides', 'memory', 'enable_go_runtime_metrics', 'span_profiling', 'stream_over_http_enabled',
];

/**
 * Which blocks are read and who asks whom is what the modules of Tempo depend on; sizes are those of its documentation and of its own manifests.
 *
 * Only the compactor and the one pod of a monolith delete in the store. What a process of its own keeps is with the others of its kind too, if there are enough of them.
 *
 * @see https://github.com/grafana/tempo/blob/v2.10.8/cmd/tempo/app/modules.go
 * @see https://grafana.com/docs/tempo/latest/set-up-for-tracing/setup-tempo/plan/size/
 */
export const ROLES: { readonly [target in TempoTarget]: TempoRole } = {
  'all': {
    reads: ['distributor', 'query_frontend', 'querier', 'metrics_generator', 'live_store', 'backend_worker', 'backend_scheduler', 'storage', 'cache'],
    asks: [],
    takesSpans: true,
    http: PortExposure.SERVICE_AND_SCRAPE,
    access: StoreAccess.COMPACT,
    caches: true,
    keeps: 'spans that are not in the store yet',
    defaults: { cpu: 1, cpuLimit: 4, memory: Size.gibibytes(4) },
    loadingMinutes: 30,
    stopping: { seconds: 145, why: 'it writes what is in memory to its log, ends a compaction and sends the metrics that wait: killed before, spans are lost' },
  },
  'distributor': {
    reads: ['distributor', 'ingester', 'ingester_client', 'metrics_generator', 'metrics_generator_client'],
    asks: ['ingester', 'metrics-generator'],
    takesSpans: true,
    http: PortExposure.SCRAPE,
    defaults: { cpu: 0.5, cpuLimit: 2, memory: Size.gibibytes(2) },
    loadingMinutes: 5,
    stopping: { seconds: 55, why: 'spans that it has taken are not handed on when it is killed before' },
  },
  'ingester': {
    reads: ['ingester', 'storage'],
    asks: [],
    http: PortExposure.SCRAPE,
    access: StoreAccess.WRITE,
    keeps: 'spans that are not in the store yet',
    defaults: { cpu: 1, cpuLimit: 4, memory: Size.gibibytes(5) },
    loadingMinutes: 30,
    stopping: { seconds: 1195, why: 'it writes all that it has to the store first: killed before, it reads its log again, and what does not come back is missing' },
  },
  'querier': {
    reads: ['querier', 'ingester', 'ingester_client', 'metrics_generator', 'metrics_generator_client', 'storage', 'cache'],
    asks: ['ingester', 'query-frontend', 'metrics-generator'],
    http: PortExposure.SCRAPE,
    access: StoreAccess.READ,
    caches: true,
    defaults: { cpu: 0.5, cpuLimit: 4, memory: Size.gibibytes(4) },
    loadingMinutes: 5,
    stopping: ANSWERS,
  },
  'query-frontend': {
    reads: ['query_frontend', 'storage', 'cache'],
    asks: [],
    http: PortExposure.SERVICE_AND_SCRAPE,
    access: StoreAccess.READ,
    caches: true,
    defaults: { cpu: 0.5, cpuLimit: 2, memory: Size.gibibytes(2) },
    loadingMinutes: 5,
    stopping: ANSWERS,
  },
  'compactor': {
    reads: ['compactor', 'storage'],
    asks: [],
    http: PortExposure.SCRAPE,
    access: StoreAccess.COMPACT,
    defaults: { cpu: 0.5, cpuLimit: 2, memory: Size.gibibytes(5) },
    loadingMinutes: 15,
    stopping: { seconds: 55, why: 'it leaves the ring last: killed before, others wait until it is forgotten' },
  },
  'metrics-generator': {
    reads: ['metrics_generator'],
    asks: [],
    http: PortExposure.SCRAPE,
    keeps: 'metrics that are not written yet',
    defaults: { cpu: 0.5, cpuLimit: 2, memory: Size.gibibytes(2) },
    loadingMinutes: 10,
    stopping: { seconds: 115, why: 'metrics that wait are sent first, for a minute: killed before, they are missing' },
  },
};
