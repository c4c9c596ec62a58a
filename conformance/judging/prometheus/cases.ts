/** What programs may ask of a Prometheus, each option in some case. */
import { Duration, Size } from 'cdk8s';
import { AlertRule, AlertSeverity, PartialResponseStrategy, PrometheusStatefulSetProps, RecordingRule, RuleGroup, VersionCatalog } from '../../../lib';
import { CardinalityPolicy, RelabelAction } from '../../../lib/policy';
import { KubernetesDiscoveryRole, ScrapeConfig } from '../../../lib/scraping';
import { IObjectStore } from '../../../lib/storage';
import { ThanosLogLevel } from '../../../lib/thanos';
import { AlertmanagerEndpoint, FileSource, RemoteWriteEndpoint, SecretValue, Tls } from '../../../lib/wiring';

/** One Prometheus, and what comes of it. */
export interface PrometheusCase {
  readonly name: string;
  readonly props: Omit<PrometheusStatefulSetProps, 'cluster'>;
}

export const CLUSTER = { name: 'prod', region: 'eu-west-1' };

/** A job whose target is never there. */
export const NOBODY: ScrapeConfig = { jobName: 'nobody', staticTargets: [{ targets: ['127.0.0.1:1'] }] };

const CA = Tls.custom({ ca: FileSource.fromConfigMap('authority', 'ca.crt'), serverName: 'push' });

const REMOTE_WRITE = RemoteWriteEndpoint.http({
  url: 'https://127.0.0.1:1/api/v1/write',
  tls: CA,
  headers: {
    'Authorization': SecretValue.fromSecret('push', 'token', { prefix: 'Bearer ' }), 'X-Scope-OrgID': 'acme', 'X-Key': SecretValue.fromSecret('push', 'key'),
  },
});

const RULES = [
  ...new CardinalityPolicy({ budget: { series: 100_000 } }).ruleGroups(),
  new RuleGroup('up', {
    interval: Duration.minutes(1),
    queryOffset: Duration.seconds(30),
    limit: 1000,
    labels: { team: 'shop' },
    rules: [
      new RecordingRule('job:up:sum', { expr: 'sum by (job) (up)', labels: { kept: 'long' } }),
      new AlertRule('Down', {
        expr: 'up == 0',
        for: Duration.minutes(5),
        keepFiringFor: Duration.millis(90_500),
        severity: AlertSeverity.CRITICAL,
        labels: { tier: '{{ $labels.job }}' },
        summary: '{{ $labels.instance }} is down',
        description: '{{ with query "job:up:sum" }}{{ . | first | value | humanize }}{{ end }} are up',
        runbookUrl: 'https://runbooks.example.com/down',
        annotations: { dashboard: 'https://grafana.example.com/d/up?var-job={{ $labels.job | urlQueryEscape }}' },
      }),
    ],
  }),
];

/** Every option that every Prometheus has, and those of one without an operator. */
export const EVERYTHING: PrometheusCase['props'] = {
  replicas: 1,
  replicaLabel: 'replica',
  externalLabels: { price: '$5 of ${HOME}', team: 'shop' },
  retention: Duration.days(7),
  volume: Size.gibibytes(100),
  retentionSize: Size.gibibytes(70),
  scrapeInterval: Duration.seconds(15),
  scrapeTimeout: Duration.millis(7500),
  evaluationInterval: Duration.minutes(1),
  limits: { samples: 50_000, labels: 40, labelNameLength: 100, labelValueLength: 1000, targets: 500, bodySize: Size.mebibytes(20) },
  remoteWriteTo: [REMOTE_WRITE, RemoteWriteEndpoint.http({ name: 'receive', url: 'http://127.0.0.1:1/api/v1/receive' })],
  remoteWriteReceiver: true,
  outOfOrderTimeWindow: Duration.minutes(30),
  maxExemplars: 1000,
  alertmanagers: [
    AlertmanagerEndpoint.http({ url: 'http://127.0.0.1:1/alerts' }), AlertmanagerEndpoint.headless({ url: 'https://alertmanager.invalid:9093', tls: CA }),
  ],
  externalUrl: 'https://prometheus.example.com/eu',
  ruleGroups: RULES,
  scrapeConfigs: [
    {
      jobName: 'web',
      staticTargets: [{ targets: ['127.0.0.1:1'], labels: { price: '$5' } }],
      tls: CA,
      sampleLimit: 100,
      relabelConfigs: [{ sourceLabels: ['__address__'], regex: '(.+):.+', replacement: '$1', targetLabel: 'host' }],
      metricRelabelConfigs: [{ action: RelabelAction.DROP, sourceLabels: ['__name__'], regex: 'go_.*' }],
    },
    { jobName: 'pods', kubernetes: [{ role: KubernetesDiscoveryRole.POD, labelSelector: 'app=web', attachNodeMetadata: true }], scrapeInterval: Duration.minutes(2) },
    {
      jobName: 'discovered',
      extra: {
        dns_sd_configs: [{ names: ['web.invalid'], type: 'A', port: 80 }], basic_auth: { username: 'a', password_file: FileSource.fromSecret('web', 'password') },
      },
    },
  ],
  extraArgs: ['--query.max-concurrency=40', '--no-auto-gomaxprocs'],
};

/** Every case. @param bucket a bucket by the name of a folder in it */
export function prometheusCases(bucket: (folder: string) => IObjectStore): PrometheusCase[] {
  return [
    { name: 'nothing but a cluster and a job', props: {} },
    { name: 'every option', props: EVERYTHING },
    {
      name: 'a sidecar that answers',
      props: { sidecar: { logLevel: ThanosLogLevel.INFO, requestSeriesLimit: 1000, requestSamplesLimit: 1_000_000, extraArgs: ['--min-time=-6w'] } },
    },
    { name: 'a sidecar that uploads', props: { objectStore: bucket('uploads'), outOfOrderTimeWindow: Duration.minutes(30), externalLabels: { price: '$5' } } },
    {
      name: 'a sidecar that uploads, of versions in which compaction cannot wait',
      props: { objectStore: bucket('older'), retention: Duration.hours(6), versions: new VersionCatalog({ prometheus: '3.8.1', thanos: '0.41.0' }) },
    },
  ];
}

/** What the library finds wrong, and Prometheus or promtool refuse in these words. */
export interface RefusedCase {
  readonly name: string;
  readonly props: PrometheusCase['props'];
  readonly says: RegExp;
}

const group = () => new RuleGroup('a', { rules: [new RecordingRule('all:up:sum', { expr: 'sum(up)' })] });
const writing = (headers: { [name: string]: string | SecretValue }) => ({ remoteWriteTo: [RemoteWriteEndpoint.http({ url: 'http://push/api', headers })] });
const secret = (prefix: string) => SecretValue.fromSecret('push', 'token', { prefix });

export const REFUSED_CASES: readonly RefusedCase[] = [
  { name: 'a timeout longer than the interval', props: { scrapeTimeout: Duration.minutes(1) }, says: /global scrape timeout greater than scrape interval/ },
  { name: 'a label without a name', props: { externalLabels: { '': 'a' } }, says: /is not a valid label name/ },
  { name: 'two destinations of one name', props: { remoteWriteTo: [...writing({}).remoteWriteTo, ...writing({}).remoteWriteTo] }, says: /found multiple remote write configs with job name/ },
  { name: 'a header of its own', props: writing({ 'User-Agent': 'me' }), says: /User-Agent is a reserved header/ },
  { name: 'basic authentication as a header', props: writing({ Authorization: secret('Basic ') }), says: /authorization type cannot be set to "basic"/ },
  { name: 'groups of one name', props: { ruleGroups: [group(), group()] }, says: /groupname: "a" is repeated/ },
  {
    name: 'a group of Thanos', props: { ruleGroups: [new RuleGroup('a', { rules: [], partialResponseStrategy: PartialResponseStrategy.WARN })] }, says: /field partial_response_strategy not found/,
  },
  {
    name: 'an experimental function',
    props: { ruleGroups: [new RuleGroup('a', { rules: [new RecordingRule('all:up:sorted', { expr: 'sort_by_label(up, "job")' })] })] },
    says: /function "sort_by_label" is not enabled/,
  },
];

