import * as fc from 'fast-check';
import { parsePrometheusDuration, prometheusDuration } from '../../../lib/policy/relabel/prometheus-duration';

const DAY = 86_400_000;

describe('a duration of Prometheus', () => {
  test.each([
    ['0', 0], ['0s', 0], ['15s', 15_000], ['1m30s', 90_000], ['500ms', 500], ['1h1ms', 3_600_001], ['1d', DAY], ['1w', 7 * DAY], ['1y', 365 * DAY], ['90s', 90_000],
    ['292y', 292 * 365 * DAY], ['1y1w1d1h1m1s1ms', 373 * DAY + 3_661_001],
  ])('%s has %d milliseconds', (text, milliseconds) => {
    expect(parsePrometheusDuration(text)).toBe(milliseconds);
  });

  test.each(['', '30', '1.5m', '-1s', '1s1m', '1m 30s', '1m1m', 's', '1µs', '293y', '1H'])("is not '%s'", (text) => {
    expect(parsePrometheusDuration(text)).toBeUndefined();
  });

  test.each([
    [0, '0s'], [60_000, '1m'], [90_000, '1m30s'], [1500, '1s500ms'], [DAY, '1d'], [7 * DAY, '1w'], [8 * DAY, '8d'], [90 * DAY, '90d'], [365 * DAY, '1y'],
    [365 * DAY + 1000, '365d1s'], [372 * DAY, '372d'],
  ])('of %d milliseconds is written %s', (milliseconds, text) => {
    expect(prometheusDuration(milliseconds)).toBe(text);
  });

  test('is read as it was written', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 400 * 365 * DAY }).filter((milliseconds) => milliseconds < 292 * 365 * DAY), (milliseconds) => {
      expect(parsePrometheusDuration(prometheusDuration(milliseconds))).toBe(milliseconds);
    }));
  });
});
