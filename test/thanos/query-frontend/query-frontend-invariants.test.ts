import { Duration } from 'cdk8s';
import { QueryFrontendPlan } from '../../../lib/thanos/query-frontend/flags';
import { frontedTenantFindings, queryFrontendFindings } from '../../../lib/thanos/query-frontend/query-frontend-invariants';

const PLAN: QueryFrontendPlan = { downstreamUrl: 'http://thanos-query:10902' };
const NOTHING = Duration.seconds(0);
const DYNAMIC = { minInterval: Duration.hours(1), maxInterval: Duration.days(1), shards: 6 };

function whats(plan: Partial<QueryFrontendPlan>): string[] {
  return queryFrontendFindings({ ...PLAN, ...plan }).map(({ what }) => what);
}

test('a Query Frontend splits, caches and tries again', () => {
  expect(queryFrontendFindings(PLAN)).toEqual([]);
  expect(whats({ ranges: { cacheFile: '/etc/cache.yaml' }, labels: { splitInterval: NOTHING }, tenantHeader: 'X-Tenant' })).toEqual([]);
  expect(whats({ ranges: { cacheFile: '/etc/cache.yaml' }, dynamicRanges: DYNAMIC })).toEqual([]);
});

test.each(['thanos-query:10902', ''])('queries are not sent to %j', (downstreamUrl) => {
  expect(whats({ downstreamUrl })).toEqual([`the downstream URL is '${downstreamUrl}'`]);
});

test('what is cached is split', () => {
  const splitting = { splitInterval: NOTHING, cacheFile: '/etc/cache.yaml' };

  expect(whats({ ranges: splitting, labels: splitting })).toEqual(['answers for ranges are cached, and not split', 'answers for labels are cached, and not split']);
});

test('ranges are split in one way, into some pieces', () => {
  expect(whats({ ranges: { splitInterval: Duration.days(1) }, dynamicRanges: DYNAMIC })).toEqual(['ranges are split into pieces of 86400s, and into 6 pieces']);
  expect(whats({ dynamicRanges: { ...DYNAMIC, shards: 0 } })).toEqual(['ranges are split into 0 pieces']);
  expect(whats({ dynamicRanges: { ...DYNAMIC, minInterval: NOTHING } })).toEqual(['ranges from 0s to 86400s are split into 6 pieces']);
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
