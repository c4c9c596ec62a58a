import { collectorIn, manifestsIn } from './written';
import { policy } from '../../examples/policies/shop';
import { Relabeling } from '../../lib';
import { at, find } from '../manifests';

/* What a policy does is asserted by letting it act, and by letting what was written act. */

const manifests = manifestsIn('cardinality');
const collector = collectorIn(manifests, 'agent-config');
const jobs = at(collector, 'receivers.prometheus.config.scrape_configs') as { [key: string]: unknown }[];

const request = { __name__: 'http_requests_total', method: 'GET', status_code: '200', namespace: 'shop', pod: 'web-0' };

test('requests never become series', () => {
  expect(policy.apply({ ...request, path: '/api/users/42?page=2', request_id: 'a1', client_pod: 'cart-7', client_instance: '10.0.0.9' }))
    .toEqual({ ...request, path: '/api/users' });
});

test('whatever lies below one path is one path', () => {
  expect(policy.apply({ ...request, path: '/static/js/main.4f1e.js' })?.path).toBe('/static');
  expect(policy.apply({ ...request, path: '/assets/logo.svg' })?.path).toBe('/static');
  expect(policy.apply({ ...request, path: '/login' })?.path).toBe('/login');
});

test('other metrics keep labels of the same names', () => {
  const labels = { __name__: 'cart_items', path: '/api/users/42', client_pod: 'cart-7' };
  expect(policy.apply(labels)).toEqual(labels);
});

test('what nobody asks for is dropped in the receiver, of every job', () => {
  for (const { metric_relabel_configs: rules } of jobs) {
    const series = Relabeling.fromCollector(rules);
    expect(series.apply({ __name__: 'go_sched_latencies_seconds_bucket', le: '1' })).toBeUndefined();
    expect(series.apply({ __name__: 'container_memory_rss', id: '/system.slice' })).toBeUndefined();
    expect(series.apply({ __name__: 'http_request_duration_seconds_bucket', le: '2.5' })).toBeUndefined();
    expect(series.apply({ __name__: 'http_request_duration_seconds_bucket', le: '0.5' })).toEqual({ __name__: 'http_request_duration_seconds_bucket', le: '0.5' });
  }
});

test('series become one behind the receiver, by sum', () => {
  const pipeline = at(collector, 'service.pipelines.metrics/prometheus') as { processors: string[] };
  expect(pipeline.processors).toEqual(['memory_limiter', 'transform/cardinality-0', 'transform/cardinality-1']);
  expect(JSON.stringify(at(collector, 'processors.transform/cardinality-1'))).toContain('aggregate_on_attributes(\\"sum\\")');
});

test('a target that brings too much is refused', () => {
  for (const job of jobs) {
    expect(job).toMatchObject({ sample_limit: 20_000, label_limit: 40, label_value_length_limit: 512 });
  }
});

test('rules record what dashboards read, and say when there is too much', () => {
  const groups = at(find(manifests, 'PrometheusRule'), 'spec.groups') as { rules: { record?: string; alert?: string; expr: string }[] }[];
  const rules = groups.flatMap((group) => group.rules);
  expect(rules.find(({ record }) => record)).toEqual({
    record: 'namespace_path_status_code:http_requests:rate5m', expr: 'sum by (namespace, path, status_code) (rate(http_requests_total[5m]))',
  });
  expect(rules.map(({ alert }) => alert).filter(Boolean)).toEqual(['SeriesPerTargetOverBudget', 'SeriesOverBudget', 'ShopIsSlow']);
});
