import { Size } from 'cdk8s';
import { metaMonitoringOf, writeLimitsDocument } from '../../../lib/thanos/receive/write-limits';

test('limits are for all requests, for every tenant, and for single ones', () => {
  expect(writeLimitsDocument({
    maxConcurrency: 30,
    metaMonitoringUrl: 'http://thanos-query:10902',
    metaMonitoringLimitQuery: 'sum by (tenant) (up)',
    everyTenant: { request: { size: Size.mebibytes(1), series: 1000, samples: 10_000 }, headSeries: 100_000 },
    tenants: { shop: { headSeries: 0 }, bank: { request: { series: 0 } } },
  })).toStrictEqual({
    write: {
      global: { max_concurrency: 30, meta_monitoring_url: 'http://thanos-query:10902', meta_monitoring_limit_query: 'sum by (tenant) (up)' },
      default: { request: { size_bytes_limit: 1_048_576, series_limit: 1000, samples_limit: 10_000 }, head_series_limit: 100_000 },
      tenants: { shop: { head_series_limit: 0 }, bank: { request: { series_limit: 0 } } },
    },
  });
});

test('what is not limited is not said', () => {
  expect(writeLimitsDocument({})).toStrictEqual({ write: {} });
});

test.each([
  ['http://thanos-query:10902', [{ host: 'thanos-query', port: 10902 }]],
  ['https://prometheus.example.com/tenant', [{ host: 'prometheus.example.com', port: 443 }]],
  ['http://[fd00::1]/', [{ host: '[fd00::1]', port: 80 }]],
  ['thanos-query:10902', []],
  [undefined, []],
])('whoever counts series is where the URL says: %j', (metaMonitoringUrl, places) => {
  expect(metaMonitoringOf({ metaMonitoringUrl })).toEqual(places);
});
