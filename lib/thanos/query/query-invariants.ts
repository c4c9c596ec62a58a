import { Duration } from 'cdk8s';
import { QueryPlan } from './flags';
import { outlivesRaw } from './instant-resolution';
import { ThanosQueryEngine, ThanosQueryMode } from './thanos-query-props';
import { prometheusDuration } from '../../policy/relabel/prometheus-duration';
import { Finding } from '../../validation';
import { ThanosRetention } from '../compactor/retention';

/** Judges how Query evaluates. */
export function queryFindings(plan: QueryPlan): Finding[] {
  return [...engineFindings(plan), ...partitionFindings(plan), ...timeoutFindings(plan)];
}

function engineFindings({ engine, mode }: QueryPlan): Finding[] {
  return mode !== ThanosQueryMode.DISTRIBUTED || engine !== ThanosQueryEngine.PROMETHEUS ? [] : [{
    what: 'the mode is distributed, and the engine prometheus',
    why: 'only the engine of Thanos hands parts of an expression on: Query would take it without a word',
    fix: 'engine: ThanosQueryEngine.THANOS, or leave it out',
  }];
}

function partitionFindings({ partitionLabels = [], replicaLabels }: QueryPlan): Finding[] {
  return partitionLabels.filter((label) => replicaLabels.includes(label)).map((label) => ({
    what: `${label} is a label of replicas and of partitions`,
    why: 'deduplication takes it away before the parts of an expression are put together: results would be wrong',
    fix: `take ${label} out of partitionLabels`,
  }));
}

function timeoutFindings({ timeout = Duration.minutes(2), storeResponseTimeout }: QueryPlan): Finding[] {
  const [whole, one] = [timeout, storeResponseTimeout].map((duration) => duration?.toMilliseconds() ?? 0);
  return one <= whole ? [] : [{
    what: `an endpoint has ${prometheusDuration(one)} to answer, and the whole query ${prometheusDuration(whole)}`,
    why: 'the query fails before one that does not answer is given up, and left out',
    fix: `storeResponseTimeout: shorter than ${prometheusDuration(whole)}`,
  }];
}

/** Judges whether everybody whom a Query asks can evaluate parts of an expression: in the mode `distributed` it asks nobody else. */
export function distributedFindings({ mode }: QueryPlan, stores: readonly string[]): Finding[] {
  return mode !== ThanosQueryMode.DISTRIBUTED || stores.length === 0 ? [] : [{
    what: `the mode is distributed, and ${stores.join(', ')} ${stores.length === 1 ? 'is' : 'are'} no Query`,
    why: 'Query hands every expression on to other Queries, and asks nobody else: what they have would be missing, and no error says so',
    fix: 'mode: ThanosQueryMode.LOCAL, or a Query of that mode between this one and them',
  }];
}

/** Judges whether labels of tenants are those under which receivers announce them. */
export function tenantLabelFindings({ tenancy }: Pick<QueryPlan, 'tenancy'>, announced = 'tenant_id'): Finding[] {
  const { label = 'tenant_id' } = tenancy ?? {};
  return tenancy === undefined || label === announced ? [] : [{
    what: `Query answers tenants by ${label}, and receivers announce them by ${announced}`,
    why: 'no series has the label: every tenant would see nothing',
    fix: `label: '${announced}' for both`,
  }];
}

/** The finest samples that are made of raw ones. */
const FIVE_MINUTES = Duration.minutes(5);

/** Judges whether queries of one moment find samples that are raw no more. */
export function instantResolutionFindings({ instantMaxSourceResolution }: Pick<QueryPlan, 'instantMaxSourceResolution'>, retention: ThanosRetention): Finding[] {
  const coarsest = instantMaxSourceResolution?.toMilliseconds() ?? 0;
  return !outlivesRaw(retention) || coarsest >= FIVE_MINUTES.toMilliseconds() ? [] : [{
    what: `raw samples are kept for ${prometheusDuration(retention.raw!.toMilliseconds())}, and queries of one moment take no others`,
    why: 'rules and panels with ranges of weeks would find nothing, though coarser samples are there',
    fix: 'instantMaxSourceResolution: Duration.hours(1)',
  }];
}
