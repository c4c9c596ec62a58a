import { Duration } from 'cdk8s';
import { IntervalProcessor } from '../../../../lib/collector/components/processors/interval-processor';
import { problemOf, rendered, TESTED } from '../../documents';

describe('the interval processor', () => {
  test('sends the newest points once in a minute', () => {
    expect(rendered(new IntervalProcessor())).toEqual({ interval: '60s', pass_through: { gauge: false, summary: false } });
  });

  test('sends as often as it is told, and lets gauges and summaries pass', () => {
    const processor = new IntervalProcessor({ name: 'slow', interval: Duration.millis(1500), passThroughGauges: true, passThroughSummaries: true });

    expect(rendered(processor)).toEqual({ interval: '1500ms', pass_through: { gauge: true, summary: true } });
    expect(processor._id(TESTED)).toBe('interval/slow');
    expect(processor.interval).toEqual(Duration.millis(1500));
  });

  test('fails at an interval of 0', () => {
    expect(problemOf(() => new IntervalProcessor({ interval: Duration.seconds(0) }))).toMatchObject({
      path: 'IntervalProcessor',
      what: 'interval is 0',
      fix: 'interval: Duration.seconds(60)',
    });
  });
});
