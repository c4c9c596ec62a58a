import { Provocations } from '../provocation';

export const TARGET_ALLOCATOR: Provocations = {
  room: 'A Target Allocator',
  page: 'target-allocator.md',
  provocations: [
    {
      title: 'Why is every target scraped once for each replica?',
      shows: "job 'web'",
      program: `
        + const allocator = new TargetAllocator(chart, 'allocator');
          new GatewayStatefulSet(chart, 'scraper', {
            cluster,
            metricsTo: vendor,
            replicas: 3,
            scrape: {
              jobs: [{ jobName: 'web', staticTargets: [{ targets: ['web.shop.svc:8080'] }] }],
        +     allocator,
            },
          });
      `,
      otherwise: [['replicas: 3', 'replicas: 1']],
      error: `observability/scraper: prometheus has job 'web' in 3 replicas
  why: each of them would scrape every target: load and series are there as often as there are pods, and backends refuse what is out of order
  fix: scrape: { jobs: [ … ], allocator: new TargetAllocator(chart, 'allocator') }, replicas: 1, or a CollectorDaemonSet`,
    },
    {
      title: 'Who scrapes what a Target Allocator finds?',
      shows: 'no collector takes its targets',
      program: `
          const allocator = new TargetAllocator(chart, 'allocator', { monitors: {} });
        + new GatewayStatefulSet(chart, 'scraper', { cluster, metricsTo: vendor, scrape: { allocator } });
      `,
      error: `observability/allocator: no collector takes its targets
  why: it would hand them out to nobody: nothing would be scraped
  fix: scrape: { allocator } of a GatewayStatefulSet`,
    },
    {
      title: 'Can two workloads share a Target Allocator?',
      shows: 'both take its targets',
      program: `
          const allocator = new TargetAllocator(chart, 'allocator', { monitors: {} });
          new GatewayStatefulSet(chart, 'scraper', { cluster, metricsTo: vendor, scrape: { allocator } });
        - new GatewayStatefulSet(chart, 'other', { cluster, metricsTo: vendor, scrape: { allocator } });
        + const second = new TargetAllocator(chart, 'second-allocator', { monitors: { serviceMonitors: ObjectSelector.labelled({ team: 'shop' }) } });
        + new GatewayStatefulSet(chart, 'other', { cluster, metricsTo: vendor, scrape: { allocator: second } });
      `,
      error: `observability/allocator: observability/scraper and observability/other both take its targets
  why: it knows the pods of one workload: the other would never get a target
  fix: new TargetAllocator(chart, 'second-allocator') for one of them`,
    },
    {
      title: 'Why does a Target Allocator find no collectors?',
      shows: "namespace 'collectors'",
      program: `
        - const others = new Chart(app, 'collectors', { namespace: 'collectors' });
        + const others = chart;
          const allocator = new TargetAllocator(chart, 'allocator', { monitors: {} });
          new GatewayStatefulSet(others, 'scraper', { cluster, metricsTo: vendor, scrape: { allocator } });
      `,
      error: `observability/allocator: it is in namespace 'observability', and collectors/scraper in namespace 'collectors'
  why: it looks for the pods of its collectors in its own namespace, and would find none
  fix: make both in one chart`,
    },
    {
      title: 'Why do agents need a strategy of their own?',
      shows: 'consistent-hashing',
      program: `
          const allocator = new TargetAllocator(chart, 'allocator', {
            monitors: {},
        +   strategy: AllocationStrategy.PER_NODE,
          });
          new CollectorDaemonSet(chart, 'agent', { cluster, metricsTo: vendor, scrape: { allocator } });
      `,
      otherwise: [['CollectorDaemonSet', 'GatewayStatefulSet']],
      error: `observability/allocator: its strategy is consistent-hashing, and observability/agent is a DaemonSet
  why: the names of its pods change with every rollout: nearly all targets would move, and each to any node
  fix: strategy: AllocationStrategy.PER_NODE, or a GatewayStatefulSet in the place of the DaemonSet`,
    },
    {
      title: 'Can replicas of a StatefulSet scrape by nodes?',
      shows: 'per-node',
      program: `
          const allocator = new TargetAllocator(chart, 'allocator', {
            monitors: {},
        -   strategy: AllocationStrategy.PER_NODE,
        +   strategy: AllocationStrategy.CONSISTENT_HASHING,
          });
          new GatewayStatefulSet(chart, 'scraper', { cluster, metricsTo: vendor, scrape: { allocator } });
      `,
      error: `observability/allocator: its strategy is per-node, and observability/scraper is a StatefulSet
  why: nodes without a replica have no collector: nobody would scrape their targets
  fix: strategy: AllocationStrategy.CONSISTENT_HASHING`,
    },
    {
      title: 'Why does an allocator that counts have one replica?',
      program: `
          const allocator = new TargetAllocator(chart, 'allocator', {
            monitors: {},
            strategy: AllocationStrategy.LEAST_WEIGHTED,
        -   replicas: 2,
        +   replicas: 1,
          });
          new GatewayStatefulSet(chart, 'scraper', { cluster, metricsTo: vendor, scrape: { allocator } });
      `,
      shows: 'replicas is 2',
      otherwise: [['AllocationStrategy.LEAST_WEIGHTED', 'AllocationStrategy.CONSISTENT_HASHING']],
      error: `observability/allocator: replicas is 2, and its strategy is least-weighted
  why: each replica counts for itself: they would give a target to different collectors, and it would be scraped twice or not at all
  fix: replicas: 1, or strategy: AllocationStrategy.CONSISTENT_HASHING`,
    },
    {
      title: 'Why do targets of ServiceMonitors answer 401?',
      shows: 'vault',
      program: `
          const allocator = new TargetAllocator(chart, 'allocator', {
            monitors: { secretNamespaces: ['vault'] },
        +   certificateIssuer: CertificateIssuer.clusterIssuer('platform-ca'),
          });
          new GatewayStatefulSet(chart, 'scraper', { cluster, metricsTo: vendor, scrape: { allocator } });
      `,
      otherwise: [["secretNamespaces: ['vault']", '']],
      error: `observability/allocator: monitors may name Secrets of vault, and there is neither certificateIssuer nor tls
  why: credentials are not sent in clear text: collectors would show targets the word <secret> in their place
  fix: certificateIssuer: CertificateIssuer.clusterIssuer('platform-ca'), tls of your own, or leave secretNamespaces out`,
    },
    {
      title: 'How does a job of a Target Allocator name a password?',
      program: `
          new GatewayStatefulSet(chart, 'scraper', {
            cluster,
            metricsTo: vendor,
            scrape: {
              jobs: [{
                jobName: 'web',
                staticTargets: [{ targets: ['web.shop.svc:8080'] }],
        -       extra: { basic_auth: { username: 'web', password: SecretValue.fromSecret('web', 'password') } },
        +       extra: { basic_auth: { username: 'web', password_file: FileSource.fromSecret('web', 'password') } },
              }],
              allocator: new TargetAllocator(chart, 'allocator'),
            },
          });
      `,
      error: `observability/scraper: job 'web': extra has the key 'password' of secret 'web' as a value
  why: the Target Allocator reads no variables: the secret would have to stand in the ConfigMap
  fix: a key that names a file, for example { basic_auth: { username: 'web', password_file: FileSource.fromSecret('web', 'password') } }`,
    },
    {
      title: 'Can a Target Allocator hand out what is on the own node of a collector?',
      shows: 'ownNodeOnly',
      program: `
          new CollectorDaemonSet(chart, 'agent', {
            cluster,
            metricsTo: vendor,
            scrape: {
        -     jobs: [{ jobName: 'pods', kubernetes: [{ role: KubernetesDiscoveryRole.POD, ownNodeOnly: true }] }],
        +     jobs: [{ jobName: 'pods', kubernetes: [{ role: KubernetesDiscoveryRole.POD }] }],
              allocator: new TargetAllocator(chart, 'allocator', { strategy: AllocationStrategy.PER_NODE }),
            },
          });
      `,
      error: `observability/agent: job 'pods': ownNodeOnly is on
  why: the Target Allocator is not on every node: nobody would scrape the others
  fix: leave ownNodeOnly out`,
    },
    {
      title: 'Why are annotated pods scraped twice?',
      shows: 'annotated-pods',
      program: `
          new CollectorDaemonSet(chart, 'agent', {
            cluster,
            metricsTo: vendor,
            hostMetrics: {},
        -   podScraping: {},
          });
          new GatewayStatefulSet(chart, 'scraper', {
            cluster,
            metricsTo: vendor,
            scrape: { jobs: [ScrapeJobs.kubelet(), ...ScrapeJobs.annotatedPods()], allocator: new TargetAllocator(chart, 'allocator') },
          });
      `,
      otherwise: [[', ...ScrapeJobs.annotatedPods()', '']],
      error: `observability/allocator: job 'annotated-pods' finds the annotated pods that observability/agent scrapes on their nodes
  why: they would be scraped twice: each of their series would be there as often
  fix: leave podScraping out of observability/agent, or the job out of those of the allocator`,
    },
    {
      title: 'Does a policy on series rule those of ServiceMonitors?',
      shows: 'has monitors',
      program: `
          const policy = new CardinalityPolicy({ dropMetrics: ['go_.*'] });
          const collector = new GatewayStatefulSet(chart, 'scraper', {
            cluster,
            metricsTo: vendor,
            scrape: {
              allocator: new TargetAllocator(chart, 'allocator', { monitors: {} }),
        -     cardinality: policy,
            },
          });
        + CardinalityProcessors.scraped(policy).forEach((processor) => collector.addProcessor(processor, [Signal.METRICS]));
      `,
      error: `observability/scraper: cardinality rules jobs, and observability/allocator has monitors
  why: monitors bring rules of their own: the policy would rule some series, and not others
  fix: leave cardinality out, and CardinalityProcessors.scraped(policy).forEach((processor) => collector.addProcessor(processor, [Signal.METRICS]))`,
    },
    {
      title: 'Can some namespaces be watched, and others not?',
      shows: 'deniedNamespaces',
      program: `
          const allocator = new TargetAllocator(chart, 'allocator', {
        -   monitors: { namespaces: ['shop'], deniedNamespaces: ['sandbox'] },
        +   monitors: { namespaces: ['shop'] },
          });
          new GatewayStatefulSet(chart, 'scraper', { cluster, metricsTo: vendor, scrape: { allocator } });
      `,
      error: `observability/allocator: monitors has namespaces and deniedNamespaces
  why: only one of them can be meant, and the allocator does not start with both
  fix: leave deniedNamespaces out`,
    },
  ],
};
