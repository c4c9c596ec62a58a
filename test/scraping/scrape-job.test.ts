import { Duration } from 'cdk8s';
import { KubernetesDiscoveryRole, ScrapeConfig, ScrapeTier } from '../../lib/scraping';
import { intervalOf, scrapeJob, timeoutOf } from '../../lib/scraping/scrape-job';
import { Scraper } from '../../lib/scraping/scraper';

const SCRAPER: Scraper = { caller: 'test', program: 'the scraper', interval: Duration.seconds(20), timeout: Duration.seconds(15) };
const JOB: ScrapeConfig = { jobName: 'web', staticTargets: [{ targets: ['web:80'] }] };

describe('a scrape job', () => {
  test('has the times of its scraper when it has none of its own', () => {
    expect(intervalOf(JOB, SCRAPER).toSeconds()).toBe(20);
    expect(timeoutOf(JOB, SCRAPER).toSeconds()).toBe(15);
    expect(intervalOf({ ...JOB, scrapeInterval: Duration.minutes(5) }, SCRAPER).toMinutes()).toBe(5);
  });

  test('never gives a target more time than there is between two scrapes, unless it says so', () => {
    expect(timeoutOf({ ...JOB, scrapeInterval: Duration.seconds(5) }, SCRAPER).toSeconds()).toBe(5);
    expect(timeoutOf({ ...JOB, scrapeTimeout: Duration.seconds(3) }, SCRAPER).toSeconds()).toBe(3);
  });

  test('has the times of its tier', () => {
    const tier = new ScrapeTier('batch', { interval: Duration.minutes(2), timeout: Duration.minutes(1) });

    expect(scrapeJob({ ...JOB, tier }, SCRAPER)).toMatchObject({ scrape_interval: Duration.minutes(2), scrape_timeout: Duration.minutes(1) });
  });

  test('looks at the node of its scraper in the words of the scraper', () => {
    const job = { jobName: 'agents', kubernetes: [{ role: KubernetesDiscoveryRole.POD, ownNodeOnly: true }] };

    expect(scrapeJob(job, { ...SCRAPER, onOwnNode: (selector) => `${selector}NODE` })).toMatchObject({
      kubernetes_sd_configs: [{ role: 'pod', selectors: [{ role: 'pod', field: 'spec.nodeName=NODE' }] }],
    });
  });
});
