import { Duration, Size } from 'cdk8s';
import { PortExposure, StoreAccess } from '../wiring';
import { LokiWorkloadPlan } from './workload/loki-workload';

/** What components there are, by what Loki calls them. */
export type RoleName =
  'distributor' | 'ingester' | 'querier' | 'query-frontend' | 'query-scheduler' | 'index-gateway' | 'compactor' | 'ruler' | 'pattern-ingester';

/** What a component is for, apart from how many there are of it. */
export interface LokiRole extends Pick<LokiWorkloadPlan, 'defaults' | 'http' | 'keeps' | 'access' | 'loadingMinutes'> {
  /** Whom it opens connections to, beside the ring. */
  readonly asks: readonly RoleName[];
  readonly readsChunks?: boolean;
  readonly readsAnswers?: boolean;
}

const { SCRAPE, SERVICE_AND_SCRAPE } = PortExposure;
const size = (gibibytes: number) => Size.mebibytes(gibibytes * 1024);

/**
 * Sizes are those of ksonnet and of the documentation for less than 3 TB a day; who asks whom is what the modules of Loki depend on.
 *
 * @see https://github.com/grafana/loki/blob/v3.7.6/pkg/loki/loki.go
 * @see https://grafana.com/docs/loki/latest/setup/size/
 */
export const ROLES: { readonly [role in RoleName]: LokiRole } = {
  'distributor': {
    asks: ['ingester', 'pattern-ingester'], http: SERVICE_AND_SCRAPE, defaults: { cpu: 0.5, cpuLimit: 2, memory: size(0.5) }, loadingMinutes: 5,
  },
  'ingester': {
    asks: [],
    readsChunks: true,
    http: SCRAPE,
    access: StoreAccess.WRITE,
    keeps: 'the log of what is not in the store yet',
    defaults: { cpu: 1, cpuLimit: 4, memory: size(4) },
    loadingMinutes: 60,
  },
  'querier': {
    asks: ['ingester', 'query-scheduler', 'query-frontend', 'index-gateway', 'compactor', 'pattern-ingester'],
    readsChunks: true,
    http: SERVICE_AND_SCRAPE,
    access: StoreAccess.READ,
    defaults: { cpu: 1, cpuLimit: 4, memory: size(1) },
    loadingMinutes: 5,
  },
  'query-frontend': {
    asks: ['query-scheduler', 'compactor'], readsAnswers: true, http: SERVICE_AND_SCRAPE, defaults: { cpu: 0.5, cpuLimit: 2, memory: size(2) }, loadingMinutes: 5,
  },
  'query-scheduler': {
    // of a piece of a query that cannot be handed out, the frontend is told
    asks: ['query-frontend'], http: SCRAPE, defaults: { cpu: 0.5, cpuLimit: 2, memory: size(0.5) }, loadingMinutes: 5,
  },
  'index-gateway': {
    asks: [], http: SCRAPE, access: StoreAccess.READ, keeps: 'copies of the index', defaults: { cpu: 0.5, cpuLimit: 2, memory: size(2) }, loadingMinutes: 30,
  },
  'compactor': {
    asks: [],
    http: SCRAPE,
    access: StoreAccess.COMPACT,
    keeps: 'the tables that it works on, and what it has marked for deletion',
    defaults: { cpu: 1, cpuLimit: 2, memory: size(4) },
    loadingMinutes: 10,
  },
  'ruler': {
    asks: ['ingester', 'index-gateway', 'compactor', 'ruler'],
    readsChunks: true,
    http: SCRAPE,
    access: StoreAccess.READ,
    keeps: 'what it has recorded and not yet written',
    defaults: { cpu: 0.5, cpuLimit: 2, memory: size(1) },
    loadingMinutes: 10,
  },
  'pattern-ingester': {
    asks: [], http: SCRAPE, keeps: 'tokens of the ring', defaults: { cpu: 0.5, cpuLimit: 2, memory: size(2) }, loadingMinutes: 10,
  },
};

/** How long its server waits for requests when it is told to stop. */
const AROUND_REQUESTS = 30;

/** A query that runs may end. */
export function endsQueries(queryTimeout: Duration): LokiWorkloadPlan['stopping'] {
  return { seconds: Math.ceil(queryTimeout.toSeconds({ integral: false })) + AROUND_REQUESTS, why: 'queries that run are killed before their timeout' };
}

/** All that is in memory is written to the store. */
export const FLUSHES: LokiWorkloadPlan['stopping'] = {
  seconds: 295, why: 'it writes all that it has in memory to the store first: killed before, it reads its log again, and what does not come back is missing',
};

/** It leaves its log on its volume; what is asked of it before it is taken away may take longer. */
export const IS_PREPARED: LokiWorkloadPlan['stopping'] = {
  seconds: 4795, why: 'POST /ingester/prepare_shutdown has it write everything to the store when it ends: killed before, lines are missing for good',
};
