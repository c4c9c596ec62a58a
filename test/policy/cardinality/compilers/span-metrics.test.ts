import { CardinalityPolicy } from '../../../../lib';

const wanted = ['http.route', 'http.request.method', 'user.id'];

describe('what tells series of spans apart', () => {
  test('is what the policy leaves of it', () => {
    const policy = new CardinalityPolicy({ dropLabels: ['user_id', 'collector_instance_id'] });
    expect(policy.spanMetricsLabels(wanted)).toEqual({ dimensions: ['http.route', 'http.request.method'], excludeDimensions: ['collector.instance.id'] });
  });

  test('may have another name or other values', () => {
    const policy = new CardinalityPolicy({ renameLabels: { http_route: 'route' }, mapLabels: [{ label: 'user_id', match: '.*', replacement: 'somebody' }] });
    expect(policy.spanMetricsLabels(wanted).dimensions).toEqual(wanted);
  });

  test('is decided for the metrics of the connector', () => {
    const policy = new CardinalityPolicy({ forSeries: [{ metrics: 'shop_.*', dropLabels: ['user_id'] }] });
    expect(policy.spanMetricsLabels(wanted).dimensions).toContain('user.id');
    expect(policy.spanMetricsLabels(wanted, 'shop').dimensions).not.toContain('user.id');
  });

  test('has as many series as the budget of a target', () => {
    expect(new CardinalityPolicy({ budget: { seriesPerTarget: 2000 } }).spanMetricsLabels([]).aggregationCardinalityLimit).toBe(105);
    expect(new CardinalityPolicy({ dropLabels: ['a'] }).spanMetricsLabels([]).aggregationCardinalityLimit).toBeUndefined();
  });

  test('fails when there is no room for one, or nothing to count', () => {
    expect(() => new CardinalityPolicy({ budget: { seriesPerTarget: 10 } }).spanMetricsLabels([])).toThrow(
      'budget.seriesPerTarget 10 has no room for the 19 series of one kind of span');
    expect(() => new CardinalityPolicy({ keepMetrics: ['http_.*'] }).spanMetricsLabels([])).toThrow('the policy drops traces_span_metrics_calls_total');
  });
});
