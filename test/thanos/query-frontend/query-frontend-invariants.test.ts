import { Duration } from 'cdk8s';
import { QueryFrontendPlan } from '../../../lib/thanos/query-frontend/flags';
import { frontedTenantFindings, queryFrontendFindings } from '../../../lib/thanos/query-frontend/query-frontend-invariants';

const PLAN: QueryFrontendPlan = { downstreamUrl: 'http://thanos-query:10902' };
const NOTHING = Duration.seconds(0);

function whats(plan: Partial<QueryFrontendPlan>): string[] {
  return queryFrontendFindings({ ...PLAN, ...plan }).map(({ what }) => what);
}

test('a Query Frontend splits, caches and tries again', () => {
  expect(queryFrontendFindings(PLAN)).toEqual([]);
  expect(whats({ ranges: { cacheFile: '/etc/cache.yaml' }, labels: { splitInterval: NOTHING }, tenantHeader: 'X-Tenant' })).toEqual([]);
});

test.each(['thanos-query:10902', ''])('queries are not sent to %j', (downstreamUrl) => {
  expect(whats({ downstreamUrl })).toEqual([`the downstream URL is '${downstreamUrl}'`]);
});

test('what is cached is split', () => {
  const splitting = { splitInterval: NOTHING, cacheFile: '/etc/cache.yaml' };

  expect(whats({ ranges: splitting, labels: splitting })).toEqual(['answers for ranges are cached, and not split', 'answers for labels are cached, and not split']);
});

test('queries for labels have a range', () => {
  expect(whats({ labelsDefaultTimeRange: NOTHING })).toEqual(['queries for labels that name no range are for 0s']);
});

test('whoever names no tenant is the same one for the frontend and for Query', () => {
  expect([undefined, {}, { header: 'X-Tenant' }, { defaultTenant: 'default-tenant' }].flatMap(frontedTenantFindings)).toEqual([]);
  expect(frontedTenantFindings({ defaultTenant: 'platform' }).map(({ what, fix }) => [what, fix])).toEqual([[
    "Query takes whoever names no tenant for 'platform', and the frontend before it for 'default-tenant'",
    "leave defaultTenant out, and have the proxy before the frontend name 'platform'",
  ]]);
});
