import { QueryFrontendPlan, QuerySplitting } from './flags';
import { Finding } from '../../validation';
import { ThanosTenancy } from '../tenancy';

/**
 * Judges how queries are split and cached.
 *
 * @see https://github.com/thanos-io/thanos/blob/v0.42.4/pkg/queryfrontend/config.go
 */
export function queryFrontendFindings(plan: QueryFrontendPlan): Finding[] {
  return [
    ...urlFindings(plan),
    ...cacheFindings('ranges', plan.ranges),
    ...cacheFindings('labels', plan.labels),
    ...rangeFindings(plan),
  ];
}

/** Whom the frontend takes whoever names no tenant for, whatever it is told. */
const FRONTED_TENANT = 'default-tenant';

/**
 * Judges how the Query behind a frontend tells tenants apart.
 *
 * @see https://github.com/thanos-io/thanos/blob/v0.42.4/pkg/tenancy/tenancy.go
 */
export function frontedTenantFindings({ defaultTenant = FRONTED_TENANT }: ThanosTenancy = {}): Finding[] {
  return defaultTenant === FRONTED_TENANT ? [] : [{
    what: `Query takes whoever names no tenant for '${defaultTenant}', and the frontend before it for '${FRONTED_TENANT}'`,
    why: 'the frontend names a tenant in every query: what is asked without one is answered as if nobody had ever written it',
    fix: `leave defaultTenant out, and have the proxy before the frontend name '${defaultTenant}'`,
  }];
}

function urlFindings({ downstreamUrl }: QueryFrontendPlan): Finding[] {
  return /^https?:\/\/[^/]+/.test(downstreamUrl) ? [] : [{
    what: `the downstream URL is '${downstreamUrl}'`,
    why: 'Query Frontend does not start, or sends no query on',
    fix: "downstreamUrl: 'http://thanos-query.monitoring.svc:10902'",
  }];
}

function cacheFindings(kind: string, { splitInterval, cacheFile }: QuerySplitting = {}): Finding[] {
  return cacheFile === undefined || splitInterval?.toMilliseconds() !== 0 ? [] : [{
    what: `answers for ${kind} are cached, and not split`,
    why: 'only pieces of a range are cached: Query Frontend does not start (should be greater than 0 when caching is enabled)',
    fix: 'splitInterval: Duration.days(1), or leave it out',
  }];
}

function rangeFindings({ labelsDefaultTimeRange }: QueryFrontendPlan): Finding[] {
  return labelsDefaultTimeRange?.toMilliseconds() !== 0 ? [] : [{
    what: 'queries for labels that name no range are for 0s',
    why: 'Query Frontend does not start (labels.default-time-range cannot be set to 0)',
    fix: 'labelsDefaultTimeRange: Duration.days(1), or leave it out',
  }];
}
