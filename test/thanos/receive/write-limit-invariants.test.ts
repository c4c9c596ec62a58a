import { writeLimitFindings } from '../../../lib/thanos/receive/write-limit-invariants';
import { ThanosWriteLimits } from '../../../lib/thanos/receive/write-limits';

const URL = 'http://thanos-query:10902';

function whats(limits: ThanosWriteLimits): string[] {
  return writeLimitFindings(limits).map(({ what }) => what);
}

test('limits may be anything that is counted', () => {
  expect(writeLimitFindings({})).toEqual([]);
  expect(writeLimitFindings({ metaMonitoringUrl: URL, everyTenant: { headSeries: 10 }, tenants: { shop: { request: { series: 0 } } } })).toEqual([]);
});

test('active series are limited only when somebody counts them', () => {
  expect(writeLimitFindings({ everyTenant: { headSeries: 10 } })).toEqual([{
    what: 'headSeries limits the series of tenants, and there is no metaMonitoringUrl',
    why: 'Thanos asks there how many series a tenant has: without it the limit is ignored, and no error says so',
    fix: "metaMonitoringUrl: 'http://thanos-query:10902', or leave headSeries out",
  }]);
  expect(whats({ tenants: { shop: { headSeries: 10 } } })).toHaveLength(1);
  expect(whats({ tenants: { shop: { headSeries: 0 } } })).toEqual([]);
});

test.each(['thanos-query:10902', '/api', 'http://'])('series are not counted at %s', (metaMonitoringUrl) => {
  expect(whats({ metaMonitoringUrl })).toEqual([`metaMonitoringUrl is '${metaMonitoringUrl}'`]);
});

test('limits are whole numbers', () => {
  const tenants = { shop: { headSeries: 0.1 } };

  expect(whats({ maxConcurrency: -1, everyTenant: { request: { series: 1.5, samples: -2 } }, tenants, metaMonitoringUrl: URL })).toEqual([
    'maxConcurrency is -1',
    'everyTenant.request.series is 1.5',
    'everyTenant.request.samples is -2',
    'tenants.shop.headSeries is 0.1',
  ]);
});
