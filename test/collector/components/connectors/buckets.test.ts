import { Duration } from 'cdk8s';
import { requireAscending } from '../../../../lib/collector/components/connectors/buckets';
import { problemOf } from '../../documents';

describe('bounds of buckets', () => {
  test('may be left out, or ascend', () => {
    expect(() => requireAscending('Graph', 'buckets', undefined)).not.toThrow();
    expect(() => requireAscending('Graph', 'buckets', [Duration.millis(1), Duration.seconds(1)])).not.toThrow();
  });

  test.each([
    [[], 'buckets is empty'],
    [[0, 1], 'buckets is 0 ms, 1 ms'],
    [[2, 2], 'buckets is 2 ms, 2 ms'],
    [[3, 2], 'buckets is 3 ms, 2 ms'],
  ])('fail at %j', (bounds, what) => {
    expect(problemOf(() => requireAscending('Graph', 'buckets', bounds.map((bound) => Duration.millis(bound))))).toMatchObject({ path: 'Graph', what });
  });
});
