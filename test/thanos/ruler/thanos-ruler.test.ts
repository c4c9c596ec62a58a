import { Chart, Duration, Size, Testing } from 'cdk8s';
import {
  AlertmanagerEndpoint, AlertRule, ObjectStore, PartialResponseStrategy, QueryEndpoint, RecordingRule, RemoteWriteEndpoint, RuleGroup, SecretValue, ThanosRuler,
  ThanosRulerProps, ThanosStack,
} from '../../../lib';
import { problemsOf } from '../../../lib/validation/registry';
import { at, find, Manifest, manifestsOf } from '../../manifests';

const STORE = ObjectStore.s3({ bucket: 'acme-prod-metrics', region: 'us-east-1' });
const ALERT = new RuleGroup('targets', { rules: [new AlertRule('TargetDown', { expr: 'up == 0', for: Duration.minutes(10) })] });
const SUM = new RecordingRule('job:up:sum', { expr: 'sum by (job) (up)' });
const ALERTMANAGERS = [AlertmanagerEndpoint.headless({ url: 'http://alertmanager-operated.monitoring.svc:9093/alerts' })];
const PROPS: ThanosRulerProps = {
  cluster: { name: 'prod', region: 'us-east-1' },
  queries: [QueryEndpoint.http({ url: 'http://thanos-query.thanos.svc:10902' })],
  objectStore: STORE,
  ruleGroups: [ALERT],
  alertmanagers: ALERTMANAGERS,
};
const MIMIR = RemoteWriteEndpoint.http({
  url: 'https://mimir.example.com/api/v1/push',
  headers: { 'authorization': SecretValue.fromSecret('mimir', 'token', { prefix: 'Bearer ' }), 'X-Scope-OrgID': 'rules' },
});

function aChart(): Chart {
  return new Chart(Testing.app(), 'thanos', { namespace: 'thanos' });
}

function manifests(props: Partial<ThanosRulerProps> = {}): Manifest[] {
  const chart = aChart();
  new ThanosRuler(chart, 'ruler', { ...PROPS, ...props });
  return manifestsOf(chart);
}

function whats(props: Partial<ThanosRulerProps>): string[] {
  const chart = aChart();
  new ThanosRuler(chart, 'ruler', { ...PROPS, ...props });
  return problemsOf(chart.node.root).map(({ what }) => what);
}

function argsOf(all: readonly Manifest[]): unknown {
  return at(find(all, 'StatefulSet'), 'spec.template.spec.containers.0.args');
}

function file(all: readonly Manifest[], name: string): string {
  return (find(all, 'ConfigMap').data as Record<string, string>)[name];
}

describe('a ruler', () => {
  const all = manifests();

  test('is two pods that keep their results on a volume until they are uploaded', () => {
    expect(at(find(all, 'StatefulSet'), 'spec')).toMatchObject({
      replicas: 2, serviceName: 'ruler-headless', persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    });
    expect(at(find(manifests({ volume: Size.gibibytes(20), storageClassName: 'fast' }), 'StatefulSet'), 'spec.volumeClaimTemplates.0.spec')).toMatchObject({
      storageClassName: 'fast', resources: { requests: { storage: '20Gi' } },
    });
  });

  test('tells its replicas apart by a label that alerts do not have', () => {
    expect(argsOf(all)).toEqual(expect.arrayContaining([
      '--label=ruler_cluster="prod"', '--label=ruler_region="us-east-1"', '--label=ruler_replica="$(POD_NAME)"', '--alert.label-drop=ruler_replica',
      '--rule-file=/etc/thanos/rules.yaml', '--data-dir=/var/thanos/rule', '--tsdb.retention=2d',
    ]));
  });

  test('reads rules, asks Query, and tells every address of Alertmanager', () => {
    expect(file(all, 'rules.yaml')).toContain('alert: TargetDown');
    expect(file(all, 'query.yaml')).toBe('- static_configs:\n    - thanos-query.thanos.svc:10902\n  scheme: http\n');
    expect(file(all, 'alertmanagers.yaml')).toContain('- dns+alertmanager-operated.monitoring.svc:9093\n    scheme: http\n    path_prefix: /alerts\n');
  });

  test('goes to Query, to Alertmanager and to its bucket', () => {
    // every pod of its own namespace: which of them is behind the Service of somebody else is not known
    expect(at(find(all, 'NetworkPolicy'), 'spec.egress.2.to')).toEqual([{ podSelector: {} }]);
    expect(at(find(all, 'NetworkPolicy'), 'spec.egress.3.to.0.namespaceSelector.matchLabels')).toEqual({ 'kubernetes.io/metadata.name': 'monitoring' });
    expect(at(find(all, 'NetworkPolicy'), 'spec.egress.1.ports')).toEqual([{ port: 443, protocol: 'TCP' }]);
  });

  test('keeps nothing when others take its results', () => {
    const stateless = manifests({ objectStore: undefined, remoteWriteTo: [MIMIR] });

    expect(argsOf(stateless)).toEqual(expect.arrayContaining(['--remote-write.config-file=/etc/thanos/remote-write.yaml', '--restore-ignored-label=ruler_replica']));
    expect(file(stateless, 'objstore.yaml')).toBeUndefined();
    expect(file(stateless, 'remote-write.yaml')).toContain('headers:\n      X-Scope-OrgID: rules\n    authorization:\n      type: Bearer\n      credentials: $(MIMIR_TOKEN)\n');
    expect(at(find(stateless, 'StatefulSet'), 'spec.template.spec.containers.0.env')).toContainEqual({
      name: 'MIMIR_TOKEN', valueFrom: { secretKeyRef: { name: 'mimir', key: 'token' } },
    });
    expect(new ThanosRuler(aChart(), 'ruler', { ...PROPS, objectStore: undefined, remoteWriteTo: [MIMIR] }).storeApi).toBeUndefined();
  });
});

describe('the ruler of a stack', () => {
  const stack = (ruler: ThanosRulerProps['ruleGroups'], remoteWriteTo?: RemoteWriteEndpoint[]) => {
    const chart = aChart();
    new ThanosStack(chart, 'thanos', {
      cluster: PROPS.cluster, objectStore: STORE, receive: {}, ruler: { ruleGroups: ruler, alertmanagers: ALERTMANAGERS, remoteWriteTo },
    });
    return manifestsOf(chart);
  };

  test('asks its Query, which asks it for results, and makes one of copies as without it', () => {
    const all = stack([ALERT]);

    expect((find(all, 'ConfigMap', 'thanos-ruler-config').data as Record<string, string>)['query.yaml']).toContain('thanos-query.thanos.svc:10902');
    expect((find(all, 'ConfigMap', 'thanos-query-config').data as Record<string, string>)['endpoints.yaml']).toContain('dnssrv+_grpc._tcp.thanos-ruler-headless.thanos.svc');
    expect(at(find(all, 'Deployment', 'thanos-query'), 'spec.template.spec.containers.0.args')).toEqual(expect.arrayContaining([
      '--query.replica-label=receive_replica', '--query.replica-label=ruler_replica', '--deduplication.func=chain',
    ]));
    expect(at(find(all, 'StatefulSet', 'thanos-compactor'), 'spec.template.spec.containers.0.args')).not.toContain('--deduplication.replica-label=ruler_replica');
  });

  test('is not asked when it writes to others', () => {
    expect((find(stack([ALERT], [MIMIR]), 'ConfigMap', 'thanos-query-config').data as Record<string, string>)['endpoints.yaml']).not.toContain('ruler');
  });
});

describe('what is wrong with a ruler', () => {
  test('is nothing by itself', () => {
    expect(whats({})).toEqual([]);
    expect(whats({ alertmanagers: [], ruleGroups: [new RuleGroup('sums', { partialResponseStrategy: PartialResponseStrategy.WARN, rules: [SUM] })] })).toEqual([]);
  });

  test.each<[string, Partial<ThanosRulerProps>]>([
    ['it has no rules', { ruleGroups: [] }],
    ['nobody evaluates its rules', { queries: [] }],
    ['it has rules for alerts, and no alertmanagers', { alertmanagers: [] }],
    ['the ruler has neither blocks nor somebody to write to', { objectStore: undefined }],
    ['the ruler has blocks of its own, and writes to somebody else', { remoteWriteTo: [MIMIR] }],
    ["two rule groups are called 'targets'", { ruleGroups: [ALERT, ALERT] }],
    ['its ConfigMap has 1 MiB, most of it in rules.yaml', { ruleGroups: [new RuleGroup('targets', { rules: [new AlertRule('A', { expr: 'up == 0', summary: 'x'.repeat(1024 * 1024) })] })] }],
    ["remote write to 'mimir': header 'User-Agent' is one that is set anyway", {
      objectStore: undefined, remoteWriteTo: [RemoteWriteEndpoint.http({ name: 'mimir', url: 'https://mimir.example.com/api/v1/push', headers: { 'User-Agent': 'me' } })],
    }],
    ['replicas is 0', { replicas: 0 }],
    ["blocks are kept in the folder '/data' of every pod", { objectStore: ObjectStore.filesystem({ directory: '/data' }) }],
    ['the pod has 1m to end, and its servers wait 4m for requests', { terminationGracePeriod: Duration.minutes(1) }],
  ])('is that %s', (what, props) => {
    expect(whats(props)).toEqual([what]);
  });

  test('is an expression that its PromQL does not know, or not without being told', () => {
    const recorded = (expr: string, extraArgs?: string[]) =>
      whats({ ruleGroups: [new RuleGroup('sums', { rules: [new RecordingRule('all:up:max', { expr })] })], alertmanagers: [], extraArgs });

    expect(recorded('rate(up[5m * 2])')).toEqual([expect.stringContaining("the calculated duration '5m * 2', which is experimental")]);
    expect(recorded('sort_by_label(up, "job")')).toEqual([expect.stringContaining('sort_by_label, which is experimental')]);
    expect(recorded('sort_by_label(up, "job")', ['--enable-feature=promql-experimental-functions'])).toEqual([]);
  });

  test('is another ruler with the same labels in the same store', () => {
    const chart = aChart();
    new ThanosStack(chart, 'thanos', { cluster: PROPS.cluster, objectStore: STORE, ruler: { ruleGroups: [ALERT], alertmanagers: ALERTMANAGERS } });
    const second = (externalLabels?: { [name: string]: string }) => new ThanosRuler(chart, externalLabels ? 'third' : 'second', { ...PROPS, externalLabels });
    second();

    expect(problemsOf(chart.node.root).map(({ what }) => what)).toEqual([
      '\'thanos/thanos/ruler\' and \'thanos/second\' have the same external labels (ruler_cluster="prod", ruler_region="us-east-1")',
    ]);
    second({ stream: 'thanos/third' });
    expect(problemsOf(chart.node.root)).toHaveLength(1);
  });
});
