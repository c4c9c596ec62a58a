import { Duration } from 'cdk8s';
import { MetricStartTimeProcessor, StartTimeStrategy } from '../../../../lib/collector/components/processors/metric-start-time-processor';
import { problemOf, rendered, TESTED } from '../../documents';

describe('the metric start time processor', () => {
  test('takes the first point for the start, as Prometheus does', () => {
    expect(rendered(new MetricStartTimeProcessor())).toEqual({ strategy: 'true_reset_point', gc_interval: '600s' });
  });

  test.each(Object.values(StartTimeStrategy))('goes by %s', (strategy) => {
    expect(rendered(new MetricStartTimeProcessor({ strategy }))).toMatchObject({ strategy });
  });

  test('takes the start from a metric', () => {
    const processor = new MetricStartTimeProcessor({
      name: 'scraped',
      strategy: StartTimeStrategy.START_TIME_METRIC,
      startTimeMetricPattern: '^app_start_seconds$',
      gcInterval: Duration.minutes(3),
    });

    expect(rendered(processor)).toEqual({ strategy: 'start_time_metric', gc_interval: '180s', start_time_metric_regex: '^app_start_seconds$$' });
    expect(processor._id(TESTED)).toBe('metric_start_time/scraped');
    expect(processor.strategy).toBe(StartTimeStrategy.START_TIME_METRIC);
  });

  test('fails at a time of 0', () => {
    expect(problemOf(() => new MetricStartTimeProcessor({ gcInterval: Duration.seconds(0) }))).toMatchObject({
      path: 'MetricStartTimeProcessor',
      what: 'gcInterval is 0',
    });
  });

  test('fails at a pattern that is no expression', () => {
    const strategy = StartTimeStrategy.START_TIME_METRIC;

    expect(problemOf(() => new MetricStartTimeProcessor({ strategy, startTimeMetricPattern: '(' }))).toMatchObject({
      path: 'MetricStartTimeProcessor',
      what: "startTimeMetricPattern '(' is no RE2 expression: missing closing ): `(`",
    });
  });

  test('fails at a pattern with a strategy that looks at no metric', () => {
    expect(problemOf(() => new MetricStartTimeProcessor({ startTimeMetricPattern: '^start$' }))).toMatchObject({
      path: 'MetricStartTimeProcessor',
      what: "startTimeMetricPattern '^start$' with the strategy true_reset_point",
      fix: 'strategy: StartTimeStrategy.START_TIME_METRIC',
    });
  });
});
