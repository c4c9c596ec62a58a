import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { MemoryLimiterProcessor } from '../../../../lib/collector/components';
import { problemOf, rendered } from '../../documents';

describe('the memory limiter', () => {
  test('looks every second, and refuses from 60 % to 80 % of the limit on', () => {
    const processor = new MemoryLimiterProcessor();

    expect(rendered(processor)).toEqual({ check_interval: '1s', limit_percentage: 80, spike_limit_percentage: 20 });
    expect(processor).toMatchObject({ checkInterval: Duration.seconds(1), limitPercentage: 80, spikeLimitPercentage: 20 });
  });

  test('looks as often and leaves as much as it is told', () => {
    const processor = new MemoryLimiterProcessor({ checkInterval: Duration.millis(200), limitPercentage: 90, spikeLimitPercentage: 25 });

    expect(rendered(processor)).toEqual({ check_interval: '200ms', limit_percentage: 90, spike_limit_percentage: 25 });
    expect(processor).toMatchObject({ checkInterval: Duration.millis(200), limitPercentage: 90, spikeLimitPercentage: 25 });
  });

  test('looks every millisecond, if somebody wants that', () => {
    expect(rendered(new MemoryLimiterProcessor({ checkInterval: Duration.millis(1) }))).toMatchObject({ check_interval: '1ms' });
  });

  test('fails when memory would never be measured', () => {
    expect(problemOf(() => new MemoryLimiterProcessor({ checkInterval: Duration.seconds(0) }))).toMatchObject({
      path: 'MemoryLimiterProcessor',
      what: 'checkInterval is 0',
      fix: 'checkInterval: Duration.seconds(1)',
    });
  });

  test('fails exactly when it is not 0 < spike < limit < 100, in whole numbers', () => {
    const percent = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: -10, max: 110 }) }, fc.constantFrom(NaN, 12.5, 80.5));
    fc.assert(fc.property(percent, percent, (limitPercentage, spikeLimitPercentage) => {
      const make = () => new MemoryLimiterProcessor({ limitPercentage, spikeLimitPercentage });
      const whole = Number.isInteger(limitPercentage) && Number.isInteger(spikeLimitPercentage);
      if (whole && 0 < spikeLimitPercentage && spikeLimitPercentage < limitPercentage && limitPercentage < 100) {
        expect(make()).toMatchObject({ limitPercentage, spikeLimitPercentage });
      } else {
        expect(problemOf(make)).toMatchObject({
          path: 'MemoryLimiterProcessor',
          what: `limitPercentage ${limitPercentage} with spikeLimitPercentage ${spikeLimitPercentage}`,
          fix: 'limitPercentage: 80, spikeLimitPercentage: 20',
        });
      }
    }));
  });
});
