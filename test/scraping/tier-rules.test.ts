import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { discoveredEndpoint, discoveredPod, targetsOf } from './discovered';
import { AnnotationScrapingOptions, ScrapeJobs, ScrapeTier } from '../../lib/scraping';
import { problemOf } from '../collector/documents';

const { CRITICAL, NORMAL, DEVELOPMENT } = ScrapeTier;
const BATCH = new ScrapeTier('batch', { interval: Duration.minutes(2), timeout: Duration.seconds(30) });
const TIERS = [CRITICAL, NORMAL, DEVELOPMENT, BATCH];
const OPTIONS: AnnotationScrapingOptions = {
  tiers: TIERS,
  tierDefaults: [
    { tier: BATCH, namespaces: ['payments'], labels: { 'app.kubernetes.io/component': 'nightly.job' } },
    { tier: CRITICAL, namespaces: ['payments', 'checkout'] },
    { tier: DEVELOPMENT, labels: { environment: 'development' } },
  ],
};

/** How often a pod is scraped, in seconds. */
const scraped = (tier: string, namespace = 'shop', labels: Record<string, string> = {}, options = OPTIONS) =>
  targetsOf(ScrapeJobs.annotatedPods(options), discoveredPod({ scrape: 'true', tier }, { __meta_kubernetes_namespace: namespace, ...labels }))
    .map(({ interval }) => interval.toSeconds());

describe('the tier of an annotated target', () => {
  test.each([['critical', 15], ['normal', 60], ['development', 300], ['batch', 120]])('is what its annotation says: %s', (tier, seconds) => {
    expect(scraped(tier)).toEqual([seconds]);
    expect(scraped(tier, 'payments')).toEqual([seconds]);
  });

  test.each(['', 'urgent', 'Critical', 'critical,normal'])("is the usual one when its annotation '%s' names none", (tier) => {
    expect(scraped(tier)).toEqual([60]);
  });

  test('is that of its namespace or labels otherwise, the first that fits', () => {
    const nightly = { __meta_kubernetes_pod_label_app_kubernetes_io_component: 'nightly.job' };
    const development = { __meta_kubernetes_pod_label_environment: 'development' };
    expect(scraped('', 'payments', nightly)).toEqual([120]);
    expect(scraped('', 'payments')).toEqual([15]);
    expect(scraped('', 'checkout', { ...nightly, ...development })).toEqual([15]);
    expect(scraped('', 'shop', development)).toEqual([300]);
    expect(scraped('', 'payments', { __meta_kubernetes_pod_label_app_kubernetes_io_component: 'nightly-job' })).toEqual([15]);
    expect(scraped('', 'payments-test')).toEqual([60]);
  });

  test('is chosen among those that there are, with the first of them or NORMAL as the usual one', () => {
    expect(scraped('', 'shop', {}, { tiers: [CRITICAL, NORMAL] })).toEqual([60]);
    expect(scraped('', 'shop', {}, { tiers: [DEVELOPMENT, CRITICAL] })).toEqual([300]);
    expect(scraped('', 'shop', {}, { tiers: [CRITICAL, NORMAL], defaultTier: CRITICAL })).toEqual([15]);
    expect(scraped('development', 'shop', {}, { tiers: [CRITICAL, NORMAL] })).toEqual([60]);
  });

  test('is one of a Service too', () => {
    const options: AnnotationScrapingOptions = { tiers: TIERS, tierDefaults: [{ tier: DEVELOPMENT, labels: { environment: 'development' } }] };
    const every = (annotations: Record<string, string>, others = {}) =>
      targetsOf(ScrapeJobs.annotatedServices(options), discoveredEndpoint({ scrape: 'true', ...annotations }, others)).map(({ interval }) => interval.toSeconds());
    expect(every({ tier: 'critical' })).toEqual([15]);
    expect(every({}, { __meta_kubernetes_service_label_environment: 'development' })).toEqual([300]);
  });

  test('does not change the names of its series', () => {
    const labels = (tier: string) => targetsOf(ScrapeJobs.annotatedPods(OPTIONS), discoveredPod({ scrape: 'true', tier }))[0]!.labels;
    expect(labels('critical')).toEqual(labels('development'));
    expect(labels('critical').job).toBe('annotated-pods');
  });

  test('is exactly one, whatever a target says and is', () => {
    const some = fc.constantFrom('', 'critical', 'normal', 'development', 'batch', 'urgent', 'a;b', '.*', 'payments', 'checkout', 'nightly.job');
    fc.assert(fc.property(some, fc.constantFrom('shop', 'payments', 'checkout'), some, some, (tier, namespace, component, environment) => {
      const labels = { __meta_kubernetes_pod_label_app_kubernetes_io_component: component, __meta_kubernetes_pod_label_environment: environment };
      expect(scraped(tier, namespace, labels)).toHaveLength(1);
    }));
  });

  test('has a job of its own, with its times', () => {
    expect(ScrapeJobs.annotatedPods({ tiers: [CRITICAL, BATCH] }).map(({ jobName, tier }) => [jobName, tier])).toEqual([
      ['annotated-pods-critical', CRITICAL], ['annotated-pods-batch', BATCH],
    ]);
  });
});

describe('without tiers', () => {
  test('all are scraped alike, in one job', () => {
    expect(ScrapeJobs.annotatedPods({ scrapeInterval: Duration.seconds(30) })).toMatchObject([{ jobName: 'annotated-pods', scrapeInterval: Duration.seconds(30) }]);
    expect(scraped('critical', 'shop', {}, {})).toEqual([60]);
  });
});

describe('tiers fail', () => {
  test.each<[AnnotationScrapingOptions, string]>([
    [{ tiers: [] }, 'tiers is empty'],
    [{ tiers: [NORMAL, new ScrapeTier('normal', { interval: Duration.seconds(1) })] }, "two tiers are called 'normal'"],
    [{ tiers: TIERS, scrapeInterval: Duration.seconds(30) }, 'scrapeInterval is given, with tiers'],
    [{ tiers: TIERS, scrapeTimeout: Duration.seconds(30) }, 'scrapeTimeout is given, with tiers'],
    [{ tiers: [NORMAL], defaultTier: CRITICAL }, "defaultTier has tier 'critical', which is not among tiers"],
    [{ tiers: [NORMAL], tierDefaults: [{ tier: CRITICAL, namespaces: ['payments'] }] }, "tierDefaults has tier 'critical', which is not among tiers"],
    [{ tiers: TIERS, tierDefaults: [{ tier: CRITICAL }] }, 'tierDefaults[0] has neither namespaces nor labels'],
    [{ tiers: TIERS, tierDefaults: [{ tier: CRITICAL, namespaces: [], labels: {} }] }, 'tierDefaults[0] has neither namespaces nor labels'],
    [{ tiers: TIERS, tierDefaults: [{ tier: CRITICAL, namespaces: ['Payments'] }] }, "namespaces has 'Payments', which is not the name of a namespace"],
    [{ defaultTier: CRITICAL }, 'defaultTier without tiers'],
    [{ tierDefaults: [{ tier: CRITICAL, namespaces: ['payments'] }] }, 'tierDefaults without tiers'],
  ])('as %#', (options, what) => {
    expect(problemOf(() => ScrapeJobs.annotatedPods(options)).what).toBe(what);
  });
});
