import { Provocations } from '../provocation';

export const SCRAPING: Provocations = {
  room: 'Scraping',
  page: 'scraping.md',
  provocations: [
    {
      title: 'Why is my tier refused?',
      program: `
          new CollectorDaemonSet(chart, 'agent', {
            cluster,
            metricsTo: vendor,
            podScraping: {
        -     tiers: [ScrapeTier.NORMAL, ScrapeTier.DEVELOPMENT],
        +     tiers: [ScrapeTier.NORMAL, ScrapeTier.DEVELOPMENT, ScrapeTier.CRITICAL],
              tierDefaults: [{ tier: ScrapeTier.CRITICAL, namespaces: ['payments'] }],
            },
          });
      `,
      error: `podScraping: tierDefaults has tier 'critical', which is not among tiers
  why: no job would scrape those that are in it
  fix: one of normal, development, or the tier among tiers`,
    },
    {
      title: 'Which interval counts, that of the tier or that of the job?',
      program: `
          new PrometheusStatefulSet(chart, 'prometheus', {
            cluster,
        -   scrapeConfigs: [ScrapeJobs.kubelet({ tier: ScrapeTier.CRITICAL, scrapeInterval: Duration.seconds(30) })],
        +   scrapeConfigs: [ScrapeJobs.kubelet({ tier: ScrapeTier.CRITICAL })],
          });
      `,
      error: `observability/prometheus: job 'kubelet': scrapeInterval is given, with the tier 'critical'
  why: the tier has its own, which nobody would expect to be another
  fix: leave scrapeInterval or tier out`,
    },
    {
      title: 'May a scrape of a tier take longer than its interval?',
      program: `
        - new ScrapeTier('trading', { interval: Duration.seconds(5), timeout: Duration.seconds(10) });
        + new ScrapeTier('trading', { interval: Duration.seconds(5), timeout: Duration.seconds(5) });
      `,
      error: `tier 'trading': timeout 10s is longer than interval 5s
  why: Prometheus and the collector refuse it
  fix: timeout: at most 5s`,
    },
    {
      title: 'Who verifies a target by the authority of the cluster?',
      program: `
          new PrometheusStatefulSet(chart, 'prometheus', {
            cluster,
        -   scrapeConfigs: [{ jobName: 'proxies', clusterCa: true, staticTargets: [{ targets: ['proxy.shop.svc:8443'] }] }],
        +   scrapeConfigs: [{ jobName: 'proxies', clusterCa: true, serviceAccountToken: true, staticTargets: [{ targets: ['proxy.shop.svc:8443'] }] }],
          });
      `,
      error: `observability/prometheus: job 'proxies': clusterCa is on, and nothing needs access to the Kubernetes API
  why: a pod without access gets no files of its ServiceAccount, and the authority is one of them: Prometheus would not start
  fix: serviceAccountToken: true when the target asks who it is, or tls: Tls.custom({ ca: … })`,
    },
  ],
};
