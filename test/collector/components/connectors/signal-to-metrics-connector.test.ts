import { OttlErrorMode, SignalMetric, SignalToMetricsConnector } from '../../../../lib/collector/components';
import { problemOf, rendered, TESTED } from '../../documents';

const COUNT = SignalMetric.sum('log.records', '"1"');

describe('the signal-to-metrics connector', () => {
  test('makes metrics of what it is told, and goes on where an expression fails', () => {
    expect(rendered(new SignalToMetricsConnector({ logs: [COUNT] }))).toEqual({
      error_mode: 'ignore', logs: [{ name: 'log.records', sum: { value: '"1"' } }],
    });
  });

  test('makes metrics of spans, points and log records', () => {
    const connector = new SignalToMetricsConnector({
      name: 'sizes',
      spans: [SignalMetric.gauge('span.seconds', 'Int(Seconds(end_time - start_time))')],
      dataPoints: [SignalMetric.sum('points', 'Int(1)')],
      logs: [COUNT],
      errorMode: OttlErrorMode.PROPAGATE,
    });

    expect(connector._id(TESTED)).toBe('signal_to_metrics/sizes');
    expect(rendered(connector)).toEqual({
      error_mode: 'propagate',
      spans: [{ name: 'span.seconds', gauge: { value: 'Int(Seconds(end_time - start_time))' } }],
      datapoints: [{ name: 'points', sum: { value: 'Int(1)' } }],
      logs: [{ name: 'log.records', sum: { value: '"1"' } }],
    });
  });

  test('fails when it would make nothing', () => {
    expect(problemOf(() => new SignalToMetricsConnector({ logs: [] }))).toMatchObject({ path: 'SignalToMetricsConnector', what: 'there is no metric' });
  });
});

describe('a metric that is made of signals', () => {
  test('says what it is, of which records it is made, and what tells its series apart', () => {
    expect(SignalMetric.sum('log.bytes', 'Int(attributes["bytes"])', {
      description: 'bytes of log records',
      unit: 'By',
      conditions: ['resource.attributes["team"] == "a$"'],
      attributes: [{ key: 'level', defaultValue: 'none' }, { key: 'route', optional: true }, { key: 'code' }],
      resourceAttributes: [{ key: 'service.name' }, { key: 'region', defaultValue: 'eu' }],
      monotonic: true,
    })._render()).toEqual({
      name: 'log.bytes',
      description: 'bytes of log records',
      unit: 'By',
      conditions: ['resource.attributes["team"] == "a$"'],
      attributes: [{ key: 'level', default_value: 'none' }, { key: 'route', optional: true }, { key: 'code' }],
      include_resource_attributes: [{ key: 'service.name' }, { key: 'region', default_value: 'eu' }],
      sum: { value: 'Int(attributes["bytes"])', monotonic: true },
    });
  });

  test('is a histogram, with buckets of its own or of the collector', () => {
    expect(SignalMetric.histogram('took', 'value', { buckets: [-1, 0, 0.5], count: '"2"' })._render()).toEqual({
      name: 'took', histogram: { buckets: [-1, 0, 0.5], count: '"2"', value: 'value' },
    });
    expect(SignalMetric.exponentialHistogram('took', 'value', { maxSize: 80, count: '"2"' })._render()).toEqual({
      name: 'took', exponential_histogram: { max_size: 80, count: '"2"', value: 'value' },
    });
  });

  test.each<[string, () => SignalMetric, string]>([
    ['sum', () => SignalMetric.sum('', '"1"'), 'name is empty'],
    ['gauge', () => SignalMetric.gauge('a', ''), 'value is empty'],
    ['gauge', () => SignalMetric.gauge('a', 'ExtractGrokPatterns(body, "%{INT:a}")'), "'ExtractGrokPatterns(body, \"%{INT:a}\")' takes several values out of a text"],
    ['histogram', () => SignalMetric.histogram('a', 'v', { buckets: [] }), 'buckets is empty'],
    ['histogram', () => SignalMetric.histogram('a', 'v', { buckets: [2, 1] }), 'buckets is 2, 1'],
    ['histogram', () => SignalMetric.histogram('a', 'v', { buckets: [1, NaN] }), 'buckets is 1, NaN'],
    ['exponentialHistogram', () => SignalMetric.exponentialHistogram('a', 'v', { maxSize: 1 }), 'maxSize is 1'],
    ['sum', () => SignalMetric.sum('a', 'v', { conditions: [] }), 'conditions is empty'],
    ['sum', () => SignalMetric.sum('a', 'v', { attributes: [{ key: 'x' }, { key: 'x' }] }), "attributes has 'x' twice"],
    ['sum', () => SignalMetric.sum('a', 'v', { resourceAttributes: [{ key: '' }] }), 'resourceAttributes has an empty text in it'],
    ['sum', () => SignalMetric.sum('a', 'v', { attributes: [{ key: 'x', optional: true, defaultValue: 'y' }] }),
      "the attribute 'x' is optional and has the defaultValue 'y'"],
  ])('fails at %s: %#', (factory, make, what) => {
    expect(problemOf(make)).toMatchObject({ path: `SignalMetric.${factory}`, what });
  });

  test('takes a gauge of one pattern out of a text', () => {
    expect(SignalMetric.gauge('a', 'ExtractGrokPatterns(body, "%{INT:a}")["a"]')._render()).toMatchObject({ name: 'a' });
  });
});
