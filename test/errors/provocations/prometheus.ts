import { Provocations } from '../provocation';

export const PROMETHEUS: Provocations = {
  room: 'Prometheus',
  page: 'prometheus.md',
  provocations: [
    {
      title: 'Can two replicas of Prometheus take remote write?',
      program: `
          new PrometheusStatefulSet(chart, 'prometheus', {
            cluster,
            remoteWriteReceiver: true,
        -   replicas: 2,
        +   replicas: 1,
          });
      `,
      error: `observability/prometheus: remoteWriteReceiver is on, with 2 replicas
  why: its Service gives each request to one of them: every replica would have some of the samples, and most of them out of order
  fix: replicas: 1, or ThanosReceive, which replicates what it is sent`,
    },
    {
      title: 'global scrape timeout greater than scrape interval',
      program: `
          new PrometheusStatefulSet(chart, 'prometheus', {
            cluster,
            scrapeConfigs: [{ jobName: 'pods', kubernetes: [{ role: KubernetesDiscoveryRole.POD }] }],
            scrapeInterval: Duration.seconds(15),
        -   scrapeTimeout: Duration.seconds(30),
        +   scrapeTimeout: Duration.seconds(15),
          });
      `,
      error: `observability/prometheus: scrapeTimeout 30s is longer than scrapeInterval 15s
  why: Prometheus refuses the configuration (global scrape timeout greater than scrape interval)
  fix: scrapeTimeout: Duration.seconds(15), or less`,
    },
    {
      title: 'How long has a Prometheus with a Thanos sidecar to keep samples?',
      program: `
          new PrometheusStatefulSet(chart, 'prometheus', {
            cluster,
            objectStore: blocks,
            scrapeConfigs: [{ jobName: 'pods', kubernetes: [{ role: KubernetesDiscoveryRole.POD }] }],
        -   retention: Duration.hours(4),
        +   retention: Duration.hours(6),
          });
      `,
      error: `observability/prometheus: Prometheus keeps samples for 4h
  why: a block would be deleted before it is uploaded whenever the object store is away for a moment
  fix: retention: Duration.hours(6) at least`,
    },
    {
      title: 'Which external label may I not set myself?',
      program: `
          new PrometheusStatefulSet(chart, 'prometheus', {
            cluster,
            scrapeConfigs: [{ jobName: 'pods', kubernetes: [{ role: KubernetesDiscoveryRole.POD }] }],
        -   externalLabels: { cluster: 'prod', team: 'shop' },
        +   externalLabels: { team: 'shop' },
          });
      `,
      error: `observability/prometheus: externalLabels has 'cluster'
  why: cluster is the label by which everybody asks for the series of this cluster: they would be found under another name
  fix: leave it out, and say it in cluster: { name: 'prod' }`,
    },
    {
      title: 'Where do I say --storage.tsdb.retention.time?',
      program: `
          new PrometheusStatefulSet(chart, 'prometheus', {
            cluster,
            scrapeConfigs: [{ jobName: 'pods', kubernetes: [{ role: KubernetesDiscoveryRole.POD }] }],
        -   extraArgs: ['--storage.tsdb.retention.time=30d'],
        +   retention: Duration.days(30),
          });
      `,
      error: `observability/prometheus: --storage.tsdb.retention.time=30d in extraArgs is a flag that the library sets itself
  why: what the library derives from the value, such as ports, volumes and the sidecar, would not follow
  fix: take it out of extraArgs, and use retention`,
    },
    {
      title: 'Why does the volume of Prometheus run full?',
      program: `
          new PrometheusStatefulSet(chart, 'prometheus', {
            cluster,
            scrapeConfigs: [{ jobName: 'pods', kubernetes: [{ role: KubernetesDiscoveryRole.POD }] }],
            volume: Size.gibibytes(50),
        -   retentionSize: Size.gibibytes(50),
        +   retentionSize: Size.mebibytes(43520),
          });
      `,
      error: `observability/prometheus: retentionSize is 50 GiB, on a volume of 50 GiB
  why: the volume would be full before the oldest blocks are deleted: Prometheus stops taking samples, and does not start again
  fix: retentionSize: Size.mebibytes(43520) at most, or a larger volume`,
    },
    {
      title: 'Why does Prometheus scrape nothing?',
      program: `
          new PrometheusStatefulSet(chart, 'prometheus', {
            cluster,
        +   scrapeConfigs: [{ jobName: 'pods', kubernetes: [{ role: KubernetesDiscoveryRole.POD }] }],
          });
      `,
      error: `observability/prometheus: it scrapes nothing, and remoteWriteReceiver is off
  why: every answer would be empty, and no alert would ever fire
  fix: scrapeConfigs: [{ jobName: 'pods', kubernetes: [{ role: KubernetesDiscoveryRole.POD }] }]`,
    },
    {
      title: 'Why does the operator take none of my ServiceMonitors?',
      shows: 'takes no monitors',
      program: `
          new Prometheus(chart, 'main', {
            cluster,
        -   serviceMonitors: ObjectSelector.none(),
            podMonitors: ObjectSelector.none(),
            probes: ObjectSelector.none(),
            scrapeConfigs: ObjectSelector.none(),
        +   serviceMonitors: ObjectSelector.all(),
          });
      `,
      error: `observability/main: it takes no monitors, and remoteWriteReceiver is off
  why: it scrapes nothing: every answer would be empty, and no alert would ever fire
  fix: serviceMonitors: ObjectSelector.all()`,
    },
    {
      title: 'How does a password come into a scrape job?',
      program: `
          new PrometheusStatefulSet(chart, 'prometheus', {
            cluster,
            scrapeConfigs: [{
              jobName: 'web',
              staticTargets: [{ targets: ['web.shop.svc:8080'] }],
        -     extra: { basic_auth: { username: 'web', password: SecretValue.fromSecret('web', 'password') } },
        +     extra: { basic_auth: { username: 'web', password_file: FileSource.fromSecret('web', 'password') } },
            }],
          });
      `,
      error: `observability/prometheus: job 'web': extra has the key 'password' of secret 'web' as a value
  why: Prometheus reads no variables: the secret would have to stand in the ConfigMap
  fix: a key that names a file, for example { basic_auth: { username: 'web', password_file: FileSource.fromSecret('web', 'password') } }`,
    },
    {
      title: 'Two destinations of remote write, one name',
      shows: "'metrics-example-com'",
      program: `
          new PrometheusStatefulSet(chart, 'prometheus', {
            cluster,
            scrapeConfigs: [{ jobName: 'pods', kubernetes: [{ role: KubernetesDiscoveryRole.POD }] }],
            remoteWriteTo: [
              RemoteWriteEndpoint.http({ url: 'https://metrics.example.com/a/api/v1/push' }),
        -     RemoteWriteEndpoint.http({ url: 'https://metrics.example.com/b/api/v1/push' }),
        +     RemoteWriteEndpoint.http({ name: 'metrics-example-com-2', url: 'https://metrics.example.com/b/api/v1/push' }),
            ],
          });
      `,
      error: `observability/prometheus: two destinations of remote write are called 'metrics-example-com'
  why: their queues are told apart by name: the configuration is refused
  fix: name: 'metrics-example-com-2' for one of them`,
    },
  ],
};
