import { Duration } from 'cdk8s';
import {
  CumulativeMetricType, CumulativeToDeltaProcessor, InitialValue, MetricSelection,
} from '../../../../lib/collector/components/processors/cumulative-to-delta-processor';
import { MatchType } from '../../../../lib/collector/components/processors/match-type';
import { problemOf, rendered, TESTED } from '../../documents';

describe('the cumulative-to-delta processor', () => {
  test('changes every metric, and forgets series after an hour', () => {
    const processor = new CumulativeToDeltaProcessor();

    expect(rendered(processor)).toEqual({ max_staleness: '3600s', initial_value: 'auto' });
    expect(processor.maxStaleness).toEqual(Duration.hours(1));
  });

  test.each(Object.values(InitialValue))('does %s with the first point', (initialValue) => {
    expect(rendered(new CumulativeToDeltaProcessor({ initialValue }))).toMatchObject({ initial_value: initialValue });
  });

  test('changes some metrics only', () => {
    const processor = new CumulativeToDeltaProcessor({
      name: 'vendor',
      maxStaleness: Duration.seconds(0),
      include: { metrics: ['^http'], matchType: MatchType.REGEXP, metricTypes: Object.values(CumulativeMetricType) },
      exclude: { metrics: ['http.errors'] },
    });

    expect(rendered(processor)).toEqual({
      max_staleness: '0s',
      initial_value: 'auto',
      include: { match_type: 'regexp', metrics: ['^http'], metric_types: ['sum', 'histogram', 'exponentialhistogram'] },
      exclude: { match_type: 'strict', metrics: ['http.errors'] },
    });
    expect(processor._id(TESTED)).toBe('cumulative_to_delta/vendor');
  });

  test('chooses by type alone', () => {
    expect(rendered(new CumulativeToDeltaProcessor({ include: { metricTypes: [CumulativeMetricType.SUM] } }))).toMatchObject({ include: { metric_types: ['sum'] } });
  });

  test.each<[MetricSelection, string]>([
    [{}, 'exclude chooses by nothing'],
    [{ matchType: MatchType.STRICT }, 'exclude.matchType without metrics'],
    [{ matchType: MatchType.STRICT, metricTypes: [CumulativeMetricType.SUM] }, 'exclude.matchType without metrics'],
    [{ metrics: [] }, 'exclude.metrics is empty'],
    [{ metricTypes: [] }, 'exclude.metricTypes is empty'],
    [{ metrics: ['('], matchType: MatchType.REGEXP }, "exclude.metrics '(' is no RE2 expression: missing closing ): `(`"],
  ])('fails at %j', (exclude, what) => {
    expect(problemOf(() => new CumulativeToDeltaProcessor({ exclude }))).toMatchObject({ path: 'CumulativeToDeltaProcessor', what });
  });
});
