import { Duration } from 'cdk8s';
import { thanosArguments } from '../../../lib/thanos/flags/thanos-arguments';
import { queryFrontendFlags, QueryFrontendPlan } from '../../../lib/thanos/query-frontend/flags';

const PLAN: QueryFrontendPlan = {
  downstreamUrl: 'http://thanos-query:10902',
  ranges: { splitInterval: Duration.hours(12), maxRetries: 3, maxParallelism: 20, cacheFile: '/etc/cache.yaml', cacheMaxFreshness: Duration.minutes(2) },
  labels: { splitInterval: Duration.days(1), cacheFile: '/etc/labels.yaml' },
  labelsDefaultTimeRange: Duration.days(2),
  cacheCompression: 'snappy',
  compressResponses: true,
  downstreamTripperFile: '/etc/tripper.yaml',
  logQueriesLongerThan: Duration.seconds(10),
  verticalShards: 4,
  forwardHeaders: ['Authorization', 'X-Tenant'],
  tenantHeader: 'X-Tenant',
};

test('a Query Frontend is told everything', () => {
  expect(queryFrontendFlags(PLAN)).toMatchObject({
    'query-frontend.downstream-url': 'http://thanos-query:10902',
    'query-range.split-interval': '43200s',
    'query-range.max-retries-per-request': 3,
    'query-range.max-query-parallelism': 20,
    'query-range.response-cache-config-file': '/etc/cache.yaml',
    'query-range.response-cache-max-freshness': '120s',
    'labels.split-interval': '86400s',
    'labels.response-cache-config-file': '/etc/labels.yaml',
    'labels.default-time-range': '172800s',
    'cache-compression-type': 'snappy',
    'query-frontend.compress-responses': true,
    'query-frontend.downstream-tripper-config-file': '/etc/tripper.yaml',
    'query-frontend.log-queries-longer-than': '10s',
    'query-frontend.vertical-shards': 4,
    'query-frontend.forward-header': ['Authorization', 'X-Tenant'],
    'query-frontend.tenant-header': 'X-Tenant',
  });
});

test.each(['0.38.0', '0.42.4'])('Thanos %s knows every flag', (version) => {
  expect(thanosArguments({ component: 'query-frontend', version, values: queryFrontendFlags(PLAN) }).findings).toEqual([]);
});
