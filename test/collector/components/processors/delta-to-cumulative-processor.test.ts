import { Duration } from 'cdk8s';
import { DeltaToCumulativeProcessor } from '../../../../lib/collector/components';
import { problemOf, rendered } from '../../documents';

describe('the delta-to-cumulative processor', () => {
  test('keeps a million streams for five minutes', () => {
    const processor = new DeltaToCumulativeProcessor();

    expect(rendered(processor)).toEqual({ max_stale: '300s', max_streams: 1_000_000 });
    expect(processor).toMatchObject({ maxStale: Duration.minutes(5), maxStreams: 1_000_000 });
  });

  test('keeps as many as it is told, for as long as it is told', () => {
    const processor = new DeltaToCumulativeProcessor({ maxStale: Duration.hours(1), maxStreams: 500 });

    expect(rendered(processor)).toEqual({ max_stale: '3600s', max_streams: 500 });
    expect(processor).toMatchObject({ maxStale: Duration.hours(1), maxStreams: 500 });
  });

  test('keeps one stream for a millisecond, if somebody wants that', () => {
    expect(rendered(new DeltaToCumulativeProcessor({ maxStale: Duration.millis(1), maxStreams: 1 }))).toEqual({ max_stale: '1ms', max_streams: 1 });
  });

  test.each([
    ['maxStale is 0', { maxStale: Duration.seconds(0) }],
    ['maxStreams is 0', { maxStreams: 0 }],
    ['maxStreams is -1', { maxStreams: -1 }],
    ['maxStreams is 0.5', { maxStreams: 0.5 }],
    ['maxStreams is NaN', { maxStreams: NaN }],
  ])('fails on what the collector refuses: %s', (what, props) => {
    expect(problemOf(() => new DeltaToCumulativeProcessor(props))).toMatchObject({ path: 'DeltaToCumulativeProcessor', what });
  });
});
