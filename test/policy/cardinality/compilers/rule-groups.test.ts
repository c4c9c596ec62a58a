import { Duration } from 'cdk8s';
import { AggregationFunction, CardinalityPolicy, SeriesAggregation } from '../../../../lib';

const ruleOf = (aggregation: SeriesAggregation) => (new CardinalityPolicy({ aggregate: [aggregation] }).ruleGroups()[0]!.toDocument().rules as object[])[0];

describe('a recording rule', () => {
  test.each<[string, SeriesAggregation, string, string]>([
    ['of a counter adds up rates', { metric: 'http_requests_total', by: ['namespace', 'method'], window: Duration.minutes(5) },
      'namespace_method:http_requests:rate5m', 'sum by (namespace, method) (rate(http_requests_total[5m]))'],
    ['of a gauge adds up values', { metric: 'queue_length', by: ['queue'] }, 'queue:queue_length:sum', 'sum by (queue) (queue_length)'],
    ['may leave labels out instead', { metric: 'queue_length', without: ['pod'] }, 'without_pod:queue_length:sum', 'sum without (pod) (queue_length)'],
    ['may leave nothing out', { metric: 'up', without: [] }, 'each:up:sum', 'sum without () (up)'],
    ['may take the highest', { metric: 'up', by: [], function: AggregationFunction.MAX }, 'all:up:max', 'max by () (up)'],
    ['names the function of rates unless it is the sum', { metric: 'a_total', by: ['b'], window: Duration.hours(1), function: AggregationFunction.AVG },
      'b:a:avg_rate1h', 'avg by (b) (rate(a_total[1h]))'],
    ['quotes a label that PromQL cannot read', { metric: 'a', by: ['service.name'] }, 'service_name:a:sum', 'sum by ("service.name") (a)'],
  ])('%s', (_, aggregation, record, expr) => {
    expect(ruleOf(aggregation)).toEqual({ record, expr });
  });
});

test('rules of one interval are one group', () => {
  const groups = new CardinalityPolicy({
    aggregate: [
      { metric: 'a', by: ['x'] }, { metric: 'b', by: ['x'], interval: Duration.minutes(5) }, { metric: 'c', by: ['x'], interval: Duration.minutes(5) },
    ],
  }).ruleGroups('shop').map((group) => group.toDocument());
  expect(groups.map(({ name, interval, rules }) => [name, interval, (rules as object[]).length])).toEqual([['shop', undefined, 1], ['shop-5m', '5m', 2]]);
});

test('a budget becomes alerts that say what was planned', () => {
  const [group] = new CardinalityPolicy({ budget: { seriesPerTarget: 2000, seriesPerJob: 50_000, series: 1_000_000 } }).ruleGroups();
  expect(group!.name).toBe('cardinality-budget');
  const { rules } = group!.toDocument();
  expect((rules as { alert: string; expr: string }[]).map(({ alert, expr }) => [alert, expr])).toEqual([
    ['SeriesPerTargetOverBudget', 'scrape_samples_post_metric_relabeling > 2000'],
    ['SeriesPerJobOverBudget', 'sum by (job) (scrape_samples_post_metric_relabeling) > 50000'],
    ['SeriesOverBudget', 'prometheus_tsdb_head_series > 1000000'],
  ]);
  // a rollout has old and new series side by side
  expect(rules).toEqual(Array(3).fill(expect.objectContaining({ for: '15m', labels: { severity: 'warning' } })));
});

test('a policy without either has no group', () => {
  expect(new CardinalityPolicy({ dropMetrics: ['a'] }).ruleGroups()).toEqual([]);
});
