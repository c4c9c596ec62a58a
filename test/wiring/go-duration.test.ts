import { Duration } from 'cdk8s';
import { goDuration } from '../../lib/wiring/go-duration';

describe('a duration in Go', () => {
  test.each([
    ['200ms', Duration.millis(200)],
    ['1500ms', Duration.millis(1500)],
    ['2s', Duration.millis(2000)],
    ['0s', Duration.seconds(0)],
    ['300s', Duration.minutes(5)],
    ['86400s', Duration.days(1)],
  ])('is in seconds as long as they are whole: %s', (text, duration) => {
    expect(goDuration(duration)).toBe(text);
  });
});
