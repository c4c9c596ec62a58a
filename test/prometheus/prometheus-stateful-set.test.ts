import { App, Chart, Duration, Size, Testing, Yaml } from 'cdk8s';
import {
  AlertmanagerEndpoint, AlertRule, KubernetesDiscoveryRole, ObjectStore, PartialResponseStrategy, PrometheusStatefulSet, PrometheusStatefulSetProps,
  RemoteWriteEndpoint, RuleGroup, SecretValue, StoreApi, VersionCatalog,
} from '../../lib';
import { producersOf } from '../../lib/thanos/producers/blocks-of-store';
import { problemsOf } from '../../lib/validation';
import { at, find, Manifest, manifestsOf } from '../manifests';
import { CLUSTER } from './plans';

const accessKey = { id: SecretValue.fromSecret('metrics-store', 'id'), secret: SecretValue.fromSecret('metrics-store', 'secret') };
const objectStore = ObjectStore.s3({ bucket: 'acme-prod-metrics', region: 'eu-west-1', accessKey });
const web = { jobName: 'web', staticTargets: [{ targets: ['web.shop.svc:8080'] }] };
const pods = { jobName: 'pods', kubernetes: [{ role: KubernetesDiscoveryRole.POD }] };

function made(props: Partial<PrometheusStatefulSetProps> = {}, app: App = Testing.app()): { chart: Chart; prometheus: PrometheusStatefulSet } {
  const chart = new Chart(app, 'observability', { namespace: 'observability' });
  return { chart, prometheus: new PrometheusStatefulSet(chart, 'prometheus', { cluster: CLUSTER, scrapeConfigs: [web], ...props }) };
}

const written = (props: Partial<PrometheusStatefulSetProps> = {}): Manifest[] => manifestsOf(made(props).chart);
const containersOf = (manifests: Manifest[]) => at(find(manifests, 'StatefulSet'), 'spec.template.spec.containers') as {
  name: string; args: string[]; env: { name: string }[]; volumeMounts: { name: string; mountPath: string }[]; ports: { name: string }[];
}[];
const filesOf = (manifests: Manifest[]) => find(manifests, 'ConfigMap').data as { [name: string]: string };
const whatsOf = (props: Partial<PrometheusStatefulSetProps>) => problemsOf(made(props).chart.node.root).map(({ what }) => what);

describe('a Prometheus without an operator', () => {
  test('is a pair with a volume each, in peace when a node is drained', () => {
    const manifests = written({ volume: Size.gibibytes(100), storageClassName: 'gp3' });
    const set = find(manifests, 'StatefulSet');

    expect(set.spec).toMatchObject({ replicas: 2, podManagementPolicy: 'Parallel', serviceName: 'prometheus-headless' });
    expect(at(set, 'spec.volumeClaimTemplates.0.spec')).toMatchObject({ storageClassName: 'gp3', resources: { requests: { storage: '100Gi' } } });
    expect(at(set, 'spec.template.spec.terminationGracePeriodSeconds')).toBe(600);
    expect(find(manifests, 'PodDisruptionBudget').spec).toMatchObject({ maxUnavailable: 1 });
  });

  test('has one container, whose name of the pod is a variable, and reads nothing of the Kubernetes API', () => {
    const manifests = written();
    const [prometheus, ...others] = containersOf(manifests);

    expect(others).toEqual([]);
    expect(prometheus!.env.map(({ name }) => name)).toEqual(['POD_NAME']);
    expect(prometheus!.ports.map(({ name }) => name)).toEqual(['web']);
    expect(at(find(manifests, 'StatefulSet'), 'spec.template.spec.automountServiceAccountToken')).toBe(false);
    expect(manifests.map(({ kind }) => kind)).not.toContain('ClusterRole');
    expect(Object.keys(filesOf(manifests))).toEqual(['prometheus.yaml']);
  });

  test('has a quarter of an hour to read its log again', () => {
    expect(at(find(written(), 'StatefulSet'), 'spec.template.spec.containers.0.startupProbe')).toMatchObject({
      httpGet: { path: '/-/ready', port: 9090 }, periodSeconds: 15, failureThreshold: 60,
    });
  });

  test('reads of the Kubernetes API what its jobs discover, and reaches targets wherever they are', () => {
    const manifests = written({ scrapeConfigs: [pods] });

    expect(find(manifests, 'ClusterRole').rules).toEqual([{ apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] }]);
    expect(at(find(manifests, 'NetworkPolicy'), 'spec.egress')).toContainEqual({});
    expect(at(find(manifests, 'StatefulSet'), 'spec.template.spec.automountServiceAccountToken')).toBe(true);
  });

  test('has its rules in a file beside the configuration, and is rolled when they change', () => {
    const rules = (expr: string) => written({ ruleGroups: [new RuleGroup('up', { rules: [new AlertRule('Down', { expr })] })] });
    const hashOf = (manifests: Manifest[]) => at(find(manifests, 'StatefulSet'), 'spec.template.metadata.annotations') as object;

    expect(Object.keys(filesOf(rules('up == 0'))).sort()).toEqual(['prometheus.yaml', 'rules.yaml']);
    expect(filesOf(rules('up == 0'))['prometheus.yaml']).toContain('/etc/prometheus/rules.yaml');
    expect(hashOf(rules('up == 0'))).not.toEqual(hashOf(rules('up == 1')));
    expect(hashOf(rules('up == 0'))).toEqual(hashOf(rules('up == 0')));
  });

  test('mounts the secrets of its destinations, and holds none', () => {
    const manifests = written({
      remoteWriteTo: [RemoteWriteEndpoint.http({ url: 'https://push.example.com/api/v1/write', headers: { Authorization: SecretValue.fromSecret('push', 'token', { prefix: 'Bearer ' }) } })],
    });

    expect(at(find(manifests, 'StatefulSet'), 'spec.template.spec.volumes')).toContainEqual({ name: 'files-0', secret: { secretName: 'push', defaultMode: 0o440 } });
    expect(filesOf(manifests)['prometheus.yaml']).toContain('credentials_file: /etc/observability/secret/push/token');
    expect(at(find(manifests, 'NetworkPolicy'), 'spec.egress')).toContainEqual({ ports: [{ port: 443, protocol: 'TCP' }] });
  });

  test('is known to those of this program to whom it writes', () => {
    const receiver = RemoteWriteEndpoint._served({ host: 'receive.thanos.svc', port: 19291, servedBy: { namespace: 'thanos', labels: { app: 'receive' } } }, '/api/v1/receive', 'receive');
    const alertmanager = AlertmanagerEndpoint.headless({ url: 'http://alertmanager.monitoring.svc:9093' });
    made({ remoteWriteTo: [receiver], alertmanagers: [alertmanager] });

    expect([...receiver._consumers, ...alertmanager._consumers].map(({ namespace }) => namespace)).toEqual(['observability', 'observability']);
  });
});

describe('its Thanos sidecar', () => {
  test('uploads: it shares the volume, and alone has the credentials of the store', () => {
    const manifests = written({ objectStore });
    const [prometheus, sidecar] = containersOf(manifests);

    expect(sidecar!.args).toEqual([
      'sidecar', '--prometheus.url=http://127.0.0.1:9090', '--tsdb.path=/prometheus', '--objstore.config-file=/etc/prometheus/objstore.yaml',
      '--shipper.meta-file-name=thanos.shipper.json',
    ]);
    expect(sidecar!.env.map(({ name }) => name)).toEqual(['GOMEMLIMIT', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']);
    expect(prometheus!.env.map(({ name }) => name)).toEqual(['POD_NAME']);
    [prometheus, sidecar].forEach((container) => expect(container!.volumeMounts).toContainEqual({ name: 'data', mountPath: '/prometheus' }));
    expect(Yaml.stringify(filesOf(manifests)['objstore.yaml'])).toContain('acme-prod-metrics');
  });

  test('only answers when there is no object store', () => {
    const manifests = written({ sidecar: {} });
    const [, sidecar] = containersOf(manifests);

    expect(sidecar!.args).not.toContainEqual(expect.stringContaining('objstore'));
    expect(sidecar!.volumeMounts.map(({ name }) => name)).toEqual(['config']);
    expect(filesOf(manifests)).not.toHaveProperty(['objstore.yaml']);
  });

  test('has a budget, limits and arguments of its own', () => {
    const [, sidecar] = containersOf(written({
      sidecar: { memoryLimit: Size.gibibytes(1), requestSeriesLimit: 1000, requestSamplesLimit: 10_000_000, extraArgs: ['--min-time=-6w'] },
    }));

    expect(sidecar).toMatchObject({ resources: { limits: { memory: '1Gi', cpu: '1' } }, env: [{ name: 'GOMEMLIMIT', value: '819MiB' }] });
    expect(sidecar!.args).toEqual(expect.arrayContaining(['--store.limits.request-series=1000', '--store.limits.request-samples=10000000', '--min-time=-6w']));
  });

  test('is asked at every replica, whose samples are its own', () => {
    const { prometheus } = made({ objectStore, replicaLabel: 'replica' });

    expect(prometheus.storeApi).toBeInstanceOf(StoreApi);
    expect(prometheus.storeApi).toMatchObject({ address: 'dnssrv+_grpc._tcp.prometheus-headless.observability.svc', port: 10901, replicaLabels: ['replica'] });
    expect(prometheus.storeApi._replicas).toMatchObject([{ copies: 'independent' }]);
  });

  test('is known to whoever compacts the bucket', () => {
    const { prometheus } = made({ objectStore, outOfOrderTimeWindow: Duration.minutes(5), externalLabels: { team: 'shop' } });

    expect(producersOf(prometheus, objectStore)).toEqual([{
      name: 'observability/prometheus',
      labels: { cluster: 'prod', region: 'eu-west-1', team: 'shop' },
      replicas: 2,
      replicaLabel: 'prometheus_replica',
      copies: 'independent',
      outOfOrder: true,
      mergedInBucket: false,
    }]);
  });
});

describe('what a Prometheus gives to others', () => {
  test('is what can be read back', () => {
    const { prometheus } = made({ objectStore });

    expect(prometheus).toMatchObject({ replicas: 2, replicaLabel: 'prometheus_replica', externalLabels: { cluster: 'prod', region: 'eu-west-1' } });
    expect([prometheus.retention.toHours(), prometheus.retentionSize.toGibibytes(), prometheus.volume.toGibibytes()]).toEqual([24, 40, 50]);
    const { service, headlessService, configMap, serviceAccount, networkPolicy, disruptionBudget } = prometheus;
    expect([service, headlessService, configMap, serviceAccount, networkPolicy, disruptionBudget].map(({ name }) => name))
      .toEqual(['prometheus', 'prometheus-headless', 'prometheus-config', 'prometheus', 'prometheus', 'prometheus']);
  });

  test('is answers to PromQL', () => {
    expect(made().prometheus.queryEndpoint).toMatchObject({ url: 'http://prometheus.observability.svc:9090', port: 9090 });
  });

  test('is remote write to a single replica', () => {
    expect(made({ remoteWriteReceiver: true, replicas: 1 }).prometheus.remoteWriteEndpoint).toMatchObject({
      url: 'http://prometheus.observability.svc:9090/api/v1/write', name: 'prometheus',
    });
  });

  test('is nothing that it has not', () => {
    expect(() => made().prometheus.storeApi).toThrow('observability/prometheus: it has no Thanos sidecar\n');
    expect(() => made().prometheus.remoteWriteEndpoint).toThrow('observability/prometheus: remoteWriteReceiver is off\n');
  });

  test('lets in who connects, and no others', () => {
    const { chart, prometheus } = made({ objectStore });
    prometheus.storeApi._connect({ namespace: 'thanos', labels: { app: 'query' } });

    expect(at(find(manifestsOf(chart), 'NetworkPolicy'), 'spec.ingress')).toContainEqual({
      from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'thanos' } }, podSelector: { matchLabels: { app: 'query' } } }],
      ports: [{ port: 10901, protocol: 'TCP' }],
    });
  });
});

const anAlert = (expr: string) => new RuleGroup('a', { rules: [new AlertRule('A', { expr })] });

describe('a Prometheus that would fail', () => {
  test.each<[Partial<PrometheusStatefulSetProps>, string]>([
    [{ replicas: 0 }, 'replicas is 0'],
    [{ scrapeConfigs: [] }, 'it scrapes nothing, and remoteWriteReceiver is off'],
    [{ objectStore, retention: Duration.hours(1) }, 'Prometheus keeps samples for 1h'],
    [{ ruleGroups: [anAlert('up == 0'), anAlert('up == 0')] }, "two rule groups are called 'a'"],
    [{ ruleGroups: [new RuleGroup('a', { rules: [], partialResponseStrategy: PartialResponseStrategy.WARN })] }, "rule group 'a' has 'partial_response_strategy'"],
    [{ ruleGroups: [anAlert('sort_by_label(up, "job") == 0')] },
      "rule group 'a': rules[0]: expr 'sort_by_label(up, \"job\") == 0' has sort_by_label, which is experimental"],
    [{ ruleGroups: [anAlert('rate(up[5m * 2]) > 1')], versions: new VersionCatalog({ prometheus: '3.13.0' }) },
      "rule group 'a': rules[0]: expr 'rate(up[5m * 2]) > 1' has the calculated duration '5m * 2', which is experimental"],
    [{ ruleGroups: [new RuleGroup('a', { rules: [new AlertRule('A', { expr: 'up == 0', description: 'x'.repeat(1024 * 1024) })] })] }, 'its ConfigMap has 1 MiB, most of it in rules.yaml'],
    [{ extraArgs: ['--agent'] }, '--agent in extraArgs is another program'],
    [{ sidecar: {}, terminationGracePeriod: Duration.minutes(1) }, 'the pod has 1m to end, and its servers wait 4m for requests'],
    [{ sidecar: { extraArgs: ['--grpc-grace-period=20m'] } }, 'the pod has 10m to end, and its servers wait 22m for requests'],
    [{ sidecar: { extraArgs: ['--tsdb.path=/x'] } }, '--tsdb.path=/x in extraArgs is a flag that the library sets itself'],
    [{ objectStore: ObjectStore.filesystem({ directory: '/data' }) }, "blocks are kept in the folder '/data' of every pod"],
  ])('is a problem at synth: %#', (props, what) => {
    expect(whatsOf(props)).toEqual([what]);
  });

  test('is none as it is by default', () => {
    expect([...whatsOf({}), ...whatsOf({ objectStore }), ...whatsOf({ scrapeConfigs: [], remoteWriteReceiver: true, replicas: 1 })]).toEqual([]);
  });

  test.each<[Partial<PrometheusStatefulSetProps>, string]>([
    [{ scrapeConfigs: [pods, pods] }, "two jobs are called 'pods'"],
    [{ scrapeConfigs: [{ jobName: 'a', kubernetes: [{ role: KubernetesDiscoveryRole.POD, ownNodeOnly: true }] }] }, "job 'a': ownNodeOnly is on"],
    [{ scrapeConfigs: [{ jobName: 'a', staticTargets: [{ targets: ['a:1'] }], clusterCa: true }] }, "job 'a': clusterCa is on, and nothing needs access to the Kubernetes API"],
    [
      { scrapeConfigs: [{ jobName: 'a', staticTargets: [{ targets: ['a:1'] }], extra: { basic_auth: { username: 'a', password: SecretValue.fromSecret('web', 'password') } } }] },
      "job 'a': extra has the key 'password' of secret 'web' as a value",
    ],
    [{ sidecar: { cpu: 2, cpuLimit: 1 } }, 'cpu 2 with cpuLimit 1'],
  ])('fails where it is made: %#', (props, what) => {
    expect(() => manifestsOf(made(props).chart)).toThrow(`observability/prometheus: ${what}\n`);
  });
});
