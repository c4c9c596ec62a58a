import { Duration } from 'cdk8s';
import { KubernetesDiscoveryRole, ScrapeConfig, ScrapeTier } from '../../lib/scraping';
import { requireJob } from '../../lib/scraping/require-job';
import { Scraper } from '../../lib/scraping/scraper';
import { problemOf } from '../collector/documents';

const PROMETHEUS: Scraper = { caller: 'observability/prometheus', program: 'Prometheus', interval: Duration.seconds(30), timeout: Duration.seconds(10) };
const JOB: ScrapeConfig = { jobName: 'web', staticTargets: [{ targets: ['web:80'] }] };
const requiring = (job: Partial<ScrapeConfig>) => () => requireJob({ ...JOB, ...job }, [], PROMETHEUS);

describe('a job that its scraper refuses', () => {
  test.each<[Partial<ScrapeConfig>, string, string]>([
    [{ scrapeTimeout: Duration.seconds(31) }, 'scrapeTimeout 31s is longer than scrapeInterval 30s', 'Prometheus refuses it'],
    [
      { tier: ScrapeTier.NORMAL, scrapeInterval: Duration.seconds(30) },
      "scrapeInterval is given, with the tier 'normal'", 'the tier has its own, which nobody would expect to be another',
    ],
    [
      { tier: ScrapeTier.NORMAL, scrapeTimeout: Duration.seconds(3) },
      "scrapeTimeout is given, with the tier 'normal'", 'the tier has its own, which nobody would expect to be another',
    ],
    [{ sampleLimit: -1 }, 'sampleLimit is -1', 'Prometheus refuses it'],
    [
      { kubernetes: [{ role: KubernetesDiscoveryRole.POD, ownNodeOnly: true }] },
      'ownNodeOnly is on', 'Prometheus is not on every node: nobody would scrape the others',
    ],
  ])('fails where the scraper is, in its name: %#', (job, what, why) => {
    expect(problemOf(requiring(job))).toMatchObject({ path: 'observability/prometheus', what: `job 'web': ${what}`, why });
  });

  test('is none when a scraper on every node looks at its own', () => {
    const job = { ...JOB, kubernetes: [{ role: KubernetesDiscoveryRole.POD, ownNodeOnly: true }] };

    expect(() => requireJob(job, [job], { ...PROMETHEUS, onOwnNode: (selector) => selector })).not.toThrow();
    expect(requiring({})).not.toThrow();
  });
});
