import { Duration } from 'cdk8s';
import { ScrapeTier, ScrapeTierProps } from '../../lib/scraping';
import { problemOf } from '../collector/documents';

describe('a tier', () => {
  test.each<[ScrapeTier, string, number]>([
    [ScrapeTier.CRITICAL, 'critical', 15], [ScrapeTier.NORMAL, 'normal', 60], [ScrapeTier.DEVELOPMENT, 'development', 300],
  ])('is ready made: %#', (tier, name, seconds) => {
    expect([tier.name, tier.interval.toSeconds(), tier.timeout.toSeconds()]).toEqual([name, seconds, 10]);
  });

  test('gives targets 10 seconds, or all the time that there is between two scrapes', () => {
    expect(new ScrapeTier('batch', { interval: Duration.minutes(2) }).timeout.toSeconds()).toBe(10);
    expect(new ScrapeTier('trading', { interval: Duration.seconds(5) }).timeout.toSeconds()).toBe(5);
    expect(new ScrapeTier('slow', { interval: Duration.minutes(2), timeout: Duration.minutes(2) }).timeout.toMinutes()).toBe(2);
  });

  test.each<[string, ScrapeTierProps, string]>([
    ['Critical', { interval: Duration.seconds(15) }, "'Critical' is not the name of a tier"],
    ['', { interval: Duration.seconds(15) }, "'' is not the name of a tier"],
    ['a-', { interval: Duration.seconds(15) }, "'a-' is not the name of a tier"],
    ['none', { interval: Duration.seconds(0) }, 'interval is 0s'],
    ['none', { interval: Duration.seconds(15), timeout: Duration.seconds(0) }, 'timeout is 0s'],
    ['late', { interval: Duration.seconds(15), timeout: Duration.seconds(16) }, 'timeout 16s is longer than interval 15s'],
  ])('fails as %s', (name, props, what) => {
    expect(problemOf(() => new ScrapeTier(name, props)).what).toBe(what);
  });
});
