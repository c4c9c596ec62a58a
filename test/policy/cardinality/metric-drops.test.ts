import { dropsOf, isAbout } from '../../../lib/policy/cardinality/metric-drops';
import { DroppingStep } from '../../../lib/policy/cardinality/policy-plan';

const part = 'a part';

test.each<[DroppingStep, { readonly [metric: string]: 'all' | 'some' | 'none' }]>([
  [{ kind: 'keepMetrics', part, patterns: ['http_.*', 'up'] }, { http_requests_total: 'none', up: 'none', upper: 'all' }],
  [{ kind: 'dropMetrics', part, patterns: ['http_.*', 'up'] }, { http_requests_total: 'all', up: 'all', upper: 'none' }],
  [{ kind: 'dropSeries', part, selection: { metrics: 'http_.*', labels: [] } }, { http_requests_total: 'all', up: 'none' }],
  [{ kind: 'dropSeries', part, selection: { metrics: 'http_.*', labels: [{ label: 'path', match: '/healthz' }] } }, { http_requests_total: 'some', up: 'none' }],
  [{ kind: 'dropSeries', part, selection: { labels: [{ label: 'path', match: '/healthz' }] } }, { up: 'some' }],
  [{ kind: 'keepBuckets', part, metric: 'http_seconds', le: [1] }, { http_seconds_bucket: 'some', http_seconds_sum: 'none', http_seconds: 'none' }],
])('%j drops %j', (step, drops) => {
  expect(Object.fromEntries(Object.keys(drops).map((metric) => [metric, dropsOf(step, metric)]))).toEqual(drops);
});

test('a selection without a name is about every metric', () => {
  expect(isAbout({ labels: [{ label: 'path', match: '.*' }] }, 'up')).toBe(true);
  expect(isAbout({ metrics: 'up', labels: [] }, 'upper')).toBe(false);
});
