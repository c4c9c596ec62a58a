import { Provocations } from '../provocation';

export const AGENT: Provocations = {
  room: 'An agent on every node',
  page: 'collector-daemon-set.md',
  provocations: [
    {
      title: 'Why is every target scraped once for each node?',
      shows: "job 'pods'",
      program: `
          const agent = new CollectorDaemonSet(chart, 'agent', { cluster, metricsTo: vendor });
          agent.addReceiver(new PrometheusReceiver({
            scrapeConfigs: [{
              jobName: 'pods',
        -     kubernetes: [{ role: KubernetesDiscoveryRole.POD }],
        +     kubernetes: [{ role: KubernetesDiscoveryRole.POD, ownNodeOnly: true }],
            }],
          }), [Signal.METRICS]);
      `,
      error: `observability/agent: prometheus has job 'pods' in a pod on every node
  why: each of them would scrape every target: load and series are there as often as there are pods, and backends refuse what is out of order
  fix: kubernetes: [{ role: KubernetesDiscoveryRole.POD, ownNodeOnly: true }]`,
    },
    {
      title: 'Why do no logs arrive at the destination?',
      program: `
          new CollectorDaemonSet(chart, 'agent', {
            cluster,
            podScraping: {},
        +   containerLogs: {},
            metricsTo: vendor,
            logsTo: vendor,
          });
      `,
      error: `observability/agent: logs go to api.honeycomb.io:443, and nothing gives logs
  why: there would be no pipeline, and the destination would wait for ever
  fix: containerLogs: {} in a CollectorDaemonSet, events: {} in a ClusterCollector, otlp: {}, or addReceiver(…, [Signal.LOGS])`,
    },
    {
      title: 'Why is a receiver never started?',
      program: `
          new CollectorDaemonSet(chart, 'agent', {
            cluster,
            containerLogs: {},
            hostMetrics: {},
            logsTo: vendor,
        +   metricsTo: vendor,
          });
      `,
      error: `observability/agent: host_metrics gives metrics, which go nowhere
  why: it would not run: what it collects has no pipeline
  fix: metricsTo: … or destination: …`,
    },
    {
      title: 'Can an agent collect the events of the cluster?',
      program: `
          const agent = new CollectorDaemonSet(chart, 'agent', { cluster, logsTo: vendor });
        - agent.addReceiver(new K8sEventsReceiver(), [Signal.LOGS]);
        + agent.addReceiver(new K8sEventsReceiver({ leaderElector: new K8sLeaderElectorExtension({ name: 'k8s-events', leaseName: 'k8s-events' }) }), [Signal.LOGS]);
      `,
      error: `observability/agent: k8s_events runs in a pod on every node, and nobody elects the one that collects
  why: each of them would collect the whole cluster: everything arrives as often as there are pods
  fix: leaderElector: new K8sLeaderElectorExtension({ name: 'k8s-events', leaseName: 'k8s-events' }), or clusterMetrics and events of a ClusterCollector, which has an election`,
    },
    {
      title: 'Why does a policy on cardinality do nothing in an agent?',
      program: `
          new CollectorDaemonSet(chart, 'agent', {
            cluster,
            otlp: {},
        +   podScraping: {},
            cardinality: new CardinalityPolicy({ dropMetrics: ['go_.*'] }),
            metricsTo: vendor,
          });
      `,
      error: `observability/agent: cardinality is about series that are scraped, and nothing is
  why: the policy would never act
  fix: podScraping: {}, or cadvisorMetrics: {}`,
    },
    {
      title: 'Why may an agent not read all files of the node?',
      program: `
          const agent = new CollectorDaemonSet(chart, 'agent', { cluster, logsTo: vendor });
          agent.addReceiver(new FileLogReceiver({
        -   include: ['/**/*.log'],
        +   include: ['/var/log/pods/*/*/*.log'],
            storage: new FileStorageExtension({ directory: '/var/lib/otelcol/positions' }),
          }), [Signal.LOGS]);
      `,
      error: `FileLogReceiver: include has '/**/*.log', for which the whole node would be mounted
  why: whoever takes over the pod could read every secret of the node
  fix: include: ['/var/log/pods/*/*/*.log'], with the folder written out, or hostPaths`,
    },
    {
      title: 'Why are lines of logs lost when a collector restarts?',
      program: `
          const agent = new CollectorDaemonSet(chart, 'agent', { cluster, logsTo: vendor });
          agent.addReceiver(new FileLogReceiver({
            include: ['/var/log/pods/*/*/*.log'],
        +   storage: new FileStorageExtension({ directory: '/var/lib/otelcol/positions' }),
          }), [Signal.LOGS]);
      `,
      error: `observability/agent: file_log does not remember what it has read
  why: after a restart it begins anew: what was written meanwhile is lost, or everything is read twice
  fix: storage: new FileStorageExtension({ directory: '/var/lib/otelcol/positions' })`,
    },
    {
      title: 'Why does the agent keep its state in the root of the node?',
      program: `
          new CollectorDaemonSet(chart, 'agent', {
            cluster,
            containerLogs: {},
            logsTo: vendor,
        -   stateFolder: 'otelcol',
        +   stateFolder: '/var/lib/otelcol/agent',
          });
      `,
      error: `observability/agent: stateFolder 'otelcol' is not an absolute path below the root
  why: Kubernetes refuses it, or the agent would write into the root of the node
  fix: stateFolder: '/var/lib/otelcol/agent'`,
    },
  ],
};
