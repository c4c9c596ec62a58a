/** What programs may ask of monitors, each option in some case; and what both the library and the API server refuse. */
import { Chart, Duration, Size } from 'cdk8s';
import { CLUSTER, NOBODY } from './cases';
import { GatewayStatefulSet } from '../../../lib';
import { CardinalityPolicy, RelabelAction } from '../../../lib/policy';
import {
  ObjectSelector, PodMonitor, Probe, Prometheus, ScrapeClass, ScrapeConfigMonitor, ScrapeProtocol, ServiceMonitor, TargetNamespaces,
} from '../../../lib/prometheus';
import { KubernetesDiscoveryRole, ScrapeJobs, ScrapeScheme, ScrapeTier } from '../../../lib/scraping';
import { FileSource, OtlpEndpoint, SecretValue, Tls } from '../../../lib/wiring';

/** A program, and which of its manifests are judged. */
export interface MonitorCase {
  readonly name: string;
  readonly program: (chart: Chart) => void;
}

const TLS = Tls.custom({
  ca: FileSource.fromConfigMap('authority', 'ca.crt'), certificate: FileSource.fromSecret('client', 'tls.crt'), key: FileSource.fromSecret('client', 'tls.key'), serverName: 'web',
});
const BASIC_AUTH = { username: SecretValue.fromSecret('web', 'username'), password: SecretValue.fromSecret('web', 'password') };
const AUTHORIZATION = SecretValue.fromSecret('web', 'token', { prefix: 'Token ' });

/** The classes of which monitors of the cases are. */
export const MONITOR_CLASSES = [
  new ScrapeClass('mesh', { tls: TLS, metricRelabelings: [{ action: RelabelAction.LABELDROP, regex: 'mesh' }] }), new ScrapeClass('kubelet', { serviceAccountToken: true, clusterCa: true }),
];

/** Every action, as the operator spells it. */
const RELABELINGS = [
  { sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' },
  { sourceLabels: ['a', 'b'], separator: '/', regex: '(.+)/(.+)', targetLabel: 'c', replacement: '$2' },
  { action: RelabelAction.KEEP, sourceLabels: ['a'], regex: 'x' },
  { action: RelabelAction.DROP, sourceLabels: ['a'], regex: '' },
  { action: RelabelAction.KEEPEQUAL, sourceLabels: ['a'], targetLabel: 'b' },
  { action: RelabelAction.DROPEQUAL, sourceLabels: ['a'], targetLabel: 'b' },
  { action: RelabelAction.HASHMOD, sourceLabels: ['a'], targetLabel: '__tmp_shard', modulus: 3 },
  { action: RelabelAction.LABELMAP, regex: '__meta_kubernetes_pod_label_(.+)' },
  { action: RelabelAction.LABELDROP, regex: 'id' },
  { action: RelabelAction.LABELKEEP, regex: '.*' },
  { action: RelabelAction.LOWERCASE, sourceLabels: ['a'], targetLabel: 'b' },
  { action: RelabelAction.UPPERCASE, sourceLabels: ['a'], targetLabel: 'b' },
];

const FOR_ALL = {
  labels: { 'tier': 'critical', 'example.com/owner': 'shop' },
  limits: { samples: 10_000, labels: 40, labelNameLength: 100, labelValueLength: 1000, targets: 500 },
  cardinality: new CardinalityPolicy({ dropMetrics: ['go_.*'], forSeries: [{ metrics: 'http_.*', dropLabels: ['id'], unique: true }], limits: { samples: 5_000 } }),
  scrapeClass: new ScrapeClass('mesh'),
  fallbackScrapeProtocol: ScrapeProtocol.PROMETHEUS_TEXT_0_0_4,
};

const TARGETS = { selector: { 'app.kubernetes.io/name': 'web' }, jobLabel: 'app', podTargetLabels: ['version'], attachNodeMetadata: true };

const ENDPOINTS = [
  {
    port: 'metrics',
    path: '/prometheus',
    interval: Duration.minutes(1),
    timeout: Duration.millis(7500),
    params: { 'format': ['prometheus'], 'match[]': ['up', 'down'] },
    honorLabels: true,
    tls: TLS,
    authorization: AUTHORIZATION,
    relabelings: RELABELINGS,
    metricRelabelings: RELABELINGS,
  },
  { portNumber: 8081, tier: ScrapeTier.CRITICAL, scheme: ScrapeScheme.HTTPS, basicAuth: BASIC_AUTH },
  { port: 'admin', insecureSkipVerify: true },
];

export const MONITOR_CASES: readonly MonitorCase[] = [
  {
    name: 'ServiceMonitors with every option, and with none',
    program: (chart) => {
      new ServiceMonitor(chart, 'every', {
        ...FOR_ALL, ...TARGETS, limits: { ...FOR_ALL.limits, bodySize: Size.mebibytes(20) }, targetLabels: ['team'], namespaces: TargetNamespaces.any(), endpoints: ENDPOINTS,
      });
      new ServiceMonitor(chart, 'named', { selector: { app: 'web' }, namespaces: TargetNamespaces.named(['shop', 'pay']), endpoints: [{ port: 'metrics' }] });
    },
  },
  {
    name: 'PodMonitors with every option, and with none',
    program: (chart) => {
      new PodMonitor(chart, 'every', {
        ...FOR_ALL, ...TARGETS, limits: { ...FOR_ALL.limits, bodySize: Size.mebibytes(20) }, namespaces: TargetNamespaces.named(['shop']), endpoints: ENDPOINTS,
      });
      new PodMonitor(chart, 'none', { selector: { app: 'web' }, endpoints: [{ port: 'metrics' }] });
    },
  },
  {
    name: 'Probes with every option, and with none',
    program: (chart) => {
      new Probe(chart, 'every', {
        ...FOR_ALL,
        prober: { address: 'blackbox-exporter.monitoring.svc:9115', path: '/probe/http', scheme: ScrapeScheme.HTTPS },
        module: 'http_2xx',
        targets: ['https://shop.example.com'],
        targetLabels: { team: 'shop' },
        jobName: 'shop',
        tier: ScrapeTier.NORMAL,
        tls: TLS,
        basicAuth: BASIC_AUTH,
        relabelings: RELABELINGS,
        metricRelabelings: RELABELINGS,
      });
      new Probe(chart, 'ingresses', {
        prober: { address: 'blackbox-exporter' }, ingresses: { selector: { probe: 'yes' }, namespaces: TargetNamespaces.any() }, relabelings: RELABELINGS,
      });
    },
  },
  {
    name: 'ScrapeConfigs with every option, with none, and with the jobs that most clusters have',
    program: (chart) => {
      const { NODE, POD, SERVICE, ENDPOINTSLICE, INGRESS } = KubernetesDiscoveryRole;
      new ScrapeConfigMonitor(chart, 'every', {
        ...FOR_ALL,
        limits: { targets: 500, labelNameLength: 100 },
        scrapeConfig: {
          jobName: 'every',
          scrapeInterval: Duration.minutes(1),
          scrapeTimeout: Duration.seconds(20),
          metricsPath: '/prometheus',
          scheme: ScrapeScheme.HTTPS,
          staticTargets: [{ targets: ['10.0.0.1:9100', 'web:80'], labels: { team: 'shop' } }, { targets: ['10.0.0.1:9100'] }],
          kubernetes: [
            { role: NODE, labelSelector: 'kubernetes.io/os=linux' }, { role: POD, namespaces: ['shop'], fieldSelector: 'status.phase=Running', attachNodeMetadata: true },
            { role: SERVICE, ownNamespace: true }, { role: ENDPOINTSLICE }, { role: INGRESS },
          ],
          honorLabels: true,
          sampleLimit: 10_000,
          labelLimit: 40,
          tls: TLS,
          relabelConfigs: RELABELINGS,
          metricRelabelConfigs: RELABELINGS,
        },
        params: { module: ['http_2xx'] },
        authorization: AUTHORIZATION,
      });
      new ScrapeConfigMonitor(chart, 'none', { scrapeConfig: NOBODY });
      new ScrapeConfigMonitor(chart, 'cluster', { scrapeConfig: { ...NOBODY, clusterCa: true }, basicAuth: BASIC_AUTH });
      const scrapeClass = new ScrapeClass('kubelet', { serviceAccountToken: true });
      [ScrapeJobs.kubelet(), ScrapeJobs.apiServers(), ...ScrapeJobs.annotatedPods()].forEach((scrapeConfig) => {
        new ScrapeConfigMonitor(chart, scrapeConfig.jobName, { scrapeConfig, scrapeClass });
      });
    },
  },
  {
    name: 'monitors of what this program runs, and who takes them',
    program: (chart) => {
      const gateway = new GatewayStatefulSet(chart, 'gateway', { cluster: CLUSTER, destination: OtlpEndpoint.grpc({ address: 'otlp.example.com:443' }) });
      const prometheus = new Prometheus(chart, 'main', { cluster: CLUSTER, serviceMonitors: ObjectSelector.labelled({ team: 'shop' }), podMonitors: ObjectSelector.ownNamespace() });
      new ServiceMonitor(chart, 'prometheus-replicas', { service: prometheus.headlessService, endpoints: [{ port: 'web' }], prometheus });
      new PodMonitor(chart, 'gateway-pods', { workload: gateway.statefulSet, endpoints: [{ port: 'metrics' }], prometheus });
    },
  },
];

/** An option that the library refuses, and the value where the manifest would have had it. */
export interface RefusedMonitor extends MonitorCase {
  /** what the library says */
  readonly what: string;
  readonly kind: string;
  readonly written: { readonly [place: string]: unknown };
  /** what the API server says */
  readonly says: RegExp;
}

const selector = { app: 'web' };
const endpoints = [{ port: 'metrics' }];
const probe = { prober: { address: 'exporter' }, targets: ['a'] };

export const REFUSED_MONITORS: readonly RefusedMonitor[] = [
  {
    name: 'a port that is none',
    program: (chart) => new PodMonitor(chart, 'a', { selector, endpoints: [{ portNumber: 65536 }] }),
    what: 'endpoints[0]: portNumber is 65536',
    kind: 'PodMonitor',
    written: { 'spec.podMetricsEndpoints.0': { portNumber: 65536 } },
    says: /portNumber in body should be less than or equal to 65535/,
  },
  {
    name: 'a name that is none',
    program: (chart) => new ServiceMonitor(chart, 'a', { selector, endpoints, name: 'My Monitor' }),
    what: "'My Monitor' is not a name for an object",
    kind: 'ServiceMonitor',
    written: { 'metadata.name': 'My Monitor' },
    says: /metadata\.name: Invalid value: "My Monitor"/,
  },
  {
    name: 'a label that is none',
    program: (chart) => new ServiceMonitor(chart, 'a', { selector, endpoints, labels: { team: 'a b' } }),
    what: "labels has 'team: a b'",
    kind: 'ServiceMonitor',
    written: { 'metadata.labels': { team: 'a b' } },
    says: /metadata\.labels: Invalid value: "a b"/,
  },
  {
    name: 'a limit of the body of a Probe',
    program: (chart) => new Probe(chart, 'a', { ...probe, limits: { bodySize: Size.mebibytes(1) } }),
    what: 'limits has bodySize',
    kind: 'Probe',
    written: { 'spec.bodySizeLimit': '1048576B' },
    says: /unknown field "bodySizeLimit" in .*Probe\.spec/,
  },
  {
    name: 'a target that stands twice',
    program: (chart) => new ScrapeConfigMonitor(chart, 'a', { scrapeConfig: { jobName: 'a', staticTargets: [{ targets: ['a:1', 'a:1'] }] } }),
    what: "job 'a': target 'a:1' stands twice",
    kind: 'ScrapeConfig',
    written: { 'spec.staticConfigs.0.targets': ['a:1', 'a:1'] },
    says: /staticConfigs\[0\]\.targets\[1\]: Duplicate value: "a:1"|duplicate entries for key/,
  },
  {
    name: 'a job without a name',
    program: (chart) => new ScrapeConfigMonitor(chart, 'a', { scrapeConfig: { ...NOBODY, jobName: '' } }),
    what: 'a job has an empty jobName',
    kind: 'ScrapeConfig',
    written: { 'spec.jobName': '' },
    says: /spec\.jobName in body should be at least 1 chars long/,
  },
  {
    name: 'keys of another language',
    program: (chart) => new ScrapeConfigMonitor(chart, 'a', { scrapeConfig: { ...NOBODY, extra: { basic_auth: {} } } }),
    what: "job 'nobody': extra has 'basic_auth'",
    kind: 'ScrapeConfig',
    written: { 'spec.basic_auth': {} },
    says: /unknown field "basic_auth" in .*ScrapeConfig\.spec/,
  },
  {
    name: 'two classes of one name',
    program: (chart) => new Prometheus(chart, 'a', { cluster: CLUSTER, scrapeClasses: [new ScrapeClass('a'), new ScrapeClass('a')] }),
    what: "two of scrapeClasses are called 'a'",
    kind: 'Prometheus',
    written: { 'spec.scrapeClasses': [{ name: 'a' }, { name: 'a' }] },
    says: /duplicate entries for key \[name="a"\]|Duplicate value/,
  },
  {
    name: 'a class without a name',
    program: () => new ScrapeClass(''),
    what: 'its name is empty',
    kind: 'Prometheus',
    written: { 'spec.scrapeClasses': [{ name: '' }] },
    says: /scrapeClasses\[0\]\.name in body should be at least 1 chars long/,
  },
];

/** One sound object of each kind. */
export function soundMonitors(chart: Chart): void {
  new ServiceMonitor(chart, 'service', { selector, endpoints });
  new PodMonitor(chart, 'pod', { selector, endpoints });
  new Probe(chart, 'probe', probe);
  new ScrapeConfigMonitor(chart, 'job', { scrapeConfig: NOBODY });
  new Prometheus(chart, 'main', { cluster: CLUSTER });
}
