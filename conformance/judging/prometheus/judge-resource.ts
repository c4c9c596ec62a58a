/** What a Prometheus and its rules are on the API server: the resources, by the operator's own definitions of them, and the StatefulSet without an operator. */
import { ApiObject, App, Chart, Duration, Size } from 'cdk8s';
import { IConstruct } from 'constructs';
import { CLUSTER, EVERYTHING } from './cases';
import { judgeMonitors, MONITOR_MANIFESTS } from './judge-monitors';
import { NAMESPACE, objections, verdictOn } from './on-api-server';
import { CardinalityPolicy, PartialResponseStrategy, RecordingRule, RuleGroup } from '../../../lib/policy';
import { ObjectSelector, Prometheus, PrometheusProps, PrometheusRules, PrometheusStatefulSet, ScrapeClass, ScrapeProtocol } from '../../../lib/prometheus';
import { ObjectStore } from '../../../lib/storage';
import { problemsOf } from '../../../lib/validation';
import { AlertmanagerEndpoint, FileSource, RemoteWriteEndpoint, SecretValue, Tls } from '../../../lib/wiring';
import { ApiServer } from '../../api-server/api-server';
import { defineResourcesOf } from '../../api-server/custom-definitions';
import { Manifest } from '../kubernetes-types';
import { Verdict } from '../verdict';

export { PROMETHEUS_RESOURCE } from './on-api-server';

type Props = Omit<PrometheusProps, 'cluster'>;

const TLS = Tls.custom({
  ca: FileSource.fromConfigMap('authority', 'ca.crt'), certificate: FileSource.fromSecret('client', 'tls.crt'), key: FileSource.fromSecret('client', 'tls.key'), serverName: 'push',
});
const { scrapeConfigs: _jobs, ruleGroups: _rules, extraArgs: _args, ...SHARED } = EVERYTHING;

const CASES: readonly { readonly name: string; readonly props: Props }[] = [
  { name: 'nothing but a cluster', props: {} },
  {
    name: 'every option',
    props: {
      ...SHARED,
      memoryLimit: Size.gibibytes(8),
      cpu: 2,
      storageClassName: 'gp3',
      terminationGracePeriod: Duration.minutes(15),
      tolerations: [{ key: 'metrics', value: 'yes', effect: 'NoSchedule' }],
      nodeSelector: { pool: 'metrics' },
      priorityClassName: 'system-cluster-critical',
      imagePullSecrets: ['registry'],
      podAnnotations: { team: 'metrics' },
      objectStore: ObjectStore.s3({
        bucket: 'acme-prod-metrics',
        region: 'eu-west-1',
        endpoint: 's3.example.com',
        tls: TLS,
        accessKey: { id: SecretValue.fromSecret('store', 'id'), secret: SecretValue.fromSecret('store', 'secret') },
      }),
      sidecar: { memoryLimit: Size.gibibytes(1), requestSeriesLimit: 1000, requestSamplesLimit: 1_000_000, extraArgs: ['--min-time=-6w', '--shipper.upload-compacted'] },
      remoteWriteTo: [RemoteWriteEndpoint.http({
        url: 'https://push.example.com/api/v1/write', tls: TLS, headers: { 'Authorization': SecretValue.fromSecret('push', 'token', { prefix: 'Bearer ' }), 'X-Scope-OrgID': 'acme' },
      })],
      alertmanagers: [AlertmanagerEndpoint.headless({ url: 'https://alertmanager-operated.monitoring.svc:9093/alerts', tls: TLS })],
      serviceMonitors: ObjectSelector.labelled({ team: 'shop' }, { 'kubernetes.io/metadata.name': 'shop' }),
      podMonitors: ObjectSelector.none(),
      probes: ObjectSelector.ownNamespace(),
      scrapeClasses: [
        new ScrapeClass('kubelet', { serviceAccountToken: true, clusterCa: true }),
        new ScrapeClass('mesh', { tls: TLS, authorization: SecretValue.fromSecret('mesh', 'token', { prefix: 'Token ' }) }),
      ],
      defaultScrapeClass: new ScrapeClass('rest', {
        insecureSkipVerify: true,
        attachNodeMetadata: true,
        fallbackScrapeProtocol: ScrapeProtocol.PROMETHEUS_TEXT_1_0_0,
        relabelings: [{ sourceLabels: ['__meta_kubernetes_node_label_topology_kubernetes_io_zone'], targetLabel: 'zone' }],
        metricRelabelings: [{ sourceLabels: ['code'], regex: '(.).*', targetLabel: 'class' }],
        cardinality: new CardinalityPolicy({ dropMetrics: ['go_.*'] }),
      }),
      enforcedLimits: { samples: 100_000, labels: 50, labelNameLength: 200, labelValueLength: 2000, targets: 1000, bodySize: Size.mebibytes(50) },
    },
  },
];

/** Rules with everything that they may have, of this program and of others. */
const RULES = [
  ...EVERYTHING.ruleGroups!,
  new RuleGroup('whole', { partialResponseStrategy: PartialResponseStrategy.WARN, rules: [new RecordingRule('all:up:sum', { expr: 'sum(up)' })] }),
  RuleGroup.fromDocument({
    name: 'foreign', interval: '0', rules: [{ record: 'one', expr: 1, for: null, labels: { team: 5, on: true, none: null } }, { alert: 'A', expr: 'up', annotations: {} }],
  }),
];

/** A resource of rules that somebody has changed. */
const BROKEN_RULES: readonly { readonly name: string; readonly group: object; readonly says: RegExp }[] = [
  { name: 'a group without a name', group: { name: '', rules: [] }, says: /spec\.groups\[0\]\.name in body should be at least 1 chars long/ },
  { name: 'a group with an unknown field', group: { name: 'a', every: '1m' }, says: /unknown field "every" in .*PrometheusRule\.spec\.groups/ },
  { name: 'an interval in words', group: { name: 'a', interval: '1 minute' }, says: /spec\.groups\[0\]\.interval in body should match/ },
  { name: 'a label that is a number', group: { name: 'a', rules: [{ alert: 'A', expr: 'up', labels: { team: 5 } }] }, says: /labels\.team: expected string/ },
  { name: 'a limit with a fraction', group: { name: 'a', limit: 1.5 }, says: /spec\.groups\[0\]\.limit in body must be of type integer/ },
];

/** A resource that somebody has changed, and what the API server says then. */
const BROKEN: readonly { readonly name: string; readonly change: (spec: { [key: string]: unknown }) => object; readonly says: RegExp }[] = [
  { name: 'an unknown field', change: (spec) => ({ ...spec, retentionTime: '1d' }), says: /unknown field "retentionTime" in .*Prometheus\.spec/ },
  { name: 'an unknown field of the sidecar', change: (spec) => ({ ...spec, thanos: { objstoreConfigFile: 'a' } }), says: /unknown field "objstoreConfigFile" in .*Prometheus\.spec\.thanos/ },
  { name: 'a retention with a fraction', change: (spec) => ({ ...spec, retention: '1.5d' }), says: /spec\.retention in body should match/ },
  { name: 'limits in words', change: (spec) => ({ ...spec, enforcedSampleLimit: 'many' }), says: /invalid type for .*enforcedSampleLimit: got "string", expected "integer"/ },
];

interface Made {
  readonly prometheus: IConstruct;
  readonly manifests: Manifest[];
}

function make(construct: (chart: Chart) => IConstruct): Made {
  const chart = new Chart(new App(), 'observability', { namespace: NAMESPACE });
  const prometheus = construct(chart);
  return { prometheus, manifests: chart.node.findAll().filter(ApiObject.isApiObject).map((object) => object.toJson() as Manifest) };
}

const resourceOf = (props: Props) => make((chart) => new Prometheus(chart, 'main', { cluster: CLUSTER, ...props }));

async function judgeCase(server: ApiServer, name: string, { prometheus, manifests }: Made): Promise<Verdict> {
  const objection = await objections(server, manifests);
  return verdictOn(name, [
    ...problemsOf(prometheus.node.root).map(({ what }) => `the library finds fault with it: ${what}`),
    ...objection === '' ? [] : [objection],
  ]);
}

async function judgeBroken(server: ApiServer, { name, change, says }: typeof BROKEN[number]): Promise<Verdict> {
  const resource = resourceOf({}).manifests.find(({ kind }) => kind === 'Prometheus') as unknown as { spec: { [key: string]: unknown } };
  const objection = await objections(server, [{ ...resource, spec: change(resource.spec) }]);
  return verdictOn(`refused: ${name}`, says.test(objection) ? [] : [`the API server does not say ${says}: ${objection || 'it takes it'}`]);
}

const rulesOf = (groups: RuleGroup[]) => make((chart) => new PrometheusRules(chart, 'rules', { groups, labels: { team: 'shop' } }));

async function judgeBrokenRules(server: ApiServer, { name, group, says }: typeof BROKEN_RULES[number]): Promise<Verdict> {
  const [resource] = rulesOf(RULES).manifests;
  const objection = await objections(server, [{ ...resource!, spec: { groups: [group] } }]);
  return verdictOn(`refused: ${name}`, says.test(objection) ? [] : [`the API server does not say ${says}: ${objection || 'it takes it'}`]);
}

/** One verdict for each case, and for each that must be refused. */
export async function judgePrometheusResource(server: ApiServer): Promise<Verdict[]> {
  await defineResourcesOf(server, [...resourceOf({}).manifests, ...MONITOR_MANIFESTS, ...rulesOf(RULES).manifests]);
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } };
  await server.kubectl(['apply', '--server-side', '-f', '-'], { input: JSON.stringify(namespace) });
  const { objectStore } = CASES.at(-1)!.props;
  return Promise.all([
    ...CASES.map(({ name, props }) => judgeCase(server, name, resourceOf(props))),
    judgeCase(server, 'a StatefulSet with every option', make((chart) => new PrometheusStatefulSet(chart, 'main', { cluster: CLUSTER, ...EVERYTHING, objectStore }))),
    ...BROKEN.map((each) => judgeBroken(server, each)),
    judgeCase(server, 'rules with every option', rulesOf(RULES)),
    ...BROKEN_RULES.map((each) => judgeBrokenRules(server, each)),
    ...judgeMonitors(server),
  ]);
}
