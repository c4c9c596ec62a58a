import { Chart, Duration, Size, Testing } from 'cdk8s';
import { AlertmanagerEndpoint, FileSource, ObjectSelector, ObjectStore, Prometheus, PrometheusProps, RemoteWriteEndpoint, SecretValue, Tls } from '../../../lib';
import { producersOf } from '../../../lib/thanos/producers/blocks-of-store';
import { problemsOf } from '../../../lib/validation';
import { VersionCatalog } from '../../../lib/versions';
import { at, find, Manifest, manifestsOf } from '../../manifests';
import { CLUSTER } from '../plans';

const accessKey = { id: SecretValue.fromSecret('metrics-store', 'id'), secret: SecretValue.fromSecret('metrics-store', 'secret') };
const objectStore = ObjectStore.s3({ bucket: 'acme-prod-metrics', region: 'eu-west-1', accessKey });

function made(props: Partial<PrometheusProps> = {}): { chart: Chart; prometheus: Prometheus } {
  const chart = new Chart(Testing.app(), 'observability', { namespace: 'observability' });
  return { chart, prometheus: new Prometheus(chart, 'main', { cluster: CLUSTER, ...props }) };
}

const written = (props: Partial<PrometheusProps> = {}): Manifest[] => manifestsOf(made(props).chart);
const specOf = (props: Partial<PrometheusProps> = {}) => find(written(props), 'Prometheus').spec as { readonly [key: string]: unknown };
const whatsOf = (props: Partial<PrometheusProps>) => problemsOf(made(props).chart.node.root).map(({ what }) => what);

describe('a Prometheus of the operator', () => {
  test('is a pair, told apart and together like one without an operator', () => {
    expect(specOf()).toMatchObject({
      version: '3.15.0',
      image: 'quay.io/prometheus/prometheus:v3.15.0',
      replicas: 2,
      replicaExternalLabelName: 'prometheus_replica',
      prometheusExternalLabelName: '',
      externalLabels: { cluster: 'prod', region: 'eu-west-1' },
      retention: '15d',
      retentionSize: '40GiB',
      scrapeInterval: '30s',
      scrapeTimeout: '10s',
      evaluationInterval: '30s',
      maximumStartupDurationSeconds: 900,
      terminationGracePeriodSeconds: 600,
    });
  });

  test('takes every monitor and rule, unless it is told which: nothing said would be none', () => {
    expect(specOf()).toMatchObject({
      serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {}, ruleSelector: {}, ruleNamespaceSelector: {}, scrapeConfigSelector: {},
    });
    const spec = specOf({
      serviceMonitors: ObjectSelector.labelled({ team: 'shop' }, { 'kubernetes.io/metadata.name': 'shop' }), podMonitors: ObjectSelector.none(), rules: ObjectSelector.ownNamespace(),
    });

    expect(spec).toMatchObject({
      serviceMonitorSelector: { matchLabels: { team: 'shop' } },
      serviceMonitorNamespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
      ruleSelector: {},
    });
    expect(Object.keys(spec)).not.toEqual(expect.arrayContaining(['podMonitorSelector']));
    expect(Object.keys(spec)).not.toEqual(expect.arrayContaining(['ruleNamespaceSelector']));
  });

  test('has pods as hardened, spread and placed as all others', () => {
    const placed = { nodeSelector: { pool: 'metrics' }, tolerations: [{ key: 'metrics' }] };

    expect(specOf({ ...placed, memoryLimit: Size.gibibytes(8), volume: Size.gibibytes(100), storageClassName: 'gp3' })).toMatchObject({
      securityContext: { runAsNonRoot: true, runAsUser: 65534, fsGroup: 65534, seccompProfile: { type: 'RuntimeDefault' } },
      resources: { limits: { memory: '8Gi' }, requests: { memory: '8Gi', cpu: '500m' } },
      nodeSelector: { pool: 'metrics' },
      tolerations: [{ key: 'metrics', operator: 'Exists' }],
      topologySpreadConstraints: [{ topologyKey: 'topology.kubernetes.io/zone' }, { topologyKey: 'kubernetes.io/hostname' }],
      storage: { volumeClaimTemplate: { spec: { storageClassName: 'gp3', resources: { requests: { storage: '100Gi' } } } } },
    });
  });

  test('is found by its Services and policies, which select the pods that the operator makes', () => {
    const manifests = written();
    const labels = at(find(manifests, 'Prometheus'), 'spec.podMetadata.labels') as object;
    const selector = at(find(manifests, 'Service', 'main-headless'), 'spec.selector') as object;

    // the first two are the operator's own, with these very values
    expect(selector).toEqual({ 'app.kubernetes.io/name': 'prometheus', 'app.kubernetes.io/instance': 'main', 'app.kubernetes.io/component': 'server' });
    expect(labels).toMatchObject(selector);
    expect(specOf().serviceName).toBe('main-headless');
    expect(at(find(manifests, 'Service', 'main-headless'), 'spec.ports')).toMatchObject([{ name: 'web', targetPort: 'web' }, { name: 'reloader-web', port: 8080 }]);
  });

  test('reads what discovery of Services reads, and metrics of kubelets, or what it is told instead', () => {
    const rulesOf = (props: Partial<PrometheusProps> = {}) => (find(written(props), 'ClusterRole').rules as { resources: string[] }[]).flatMap(({ resources }) => resources);

    expect(rulesOf()).toEqual(['endpointslices', 'services', 'pods', 'nodes/metrics']);
    expect(rulesOf({ targetAccess: [{ apiGroups: ['networking.k8s.io'], resources: ['ingresses'], verbs: ['list', 'watch'] }] })).toEqual(['endpointslices', 'services', 'pods', 'ingresses']);
    expect(specOf().serviceDiscoveryRole).toBe('EndpointSlice');
  });

  test('has limits for those who say none, and limits for all', () => {
    expect(specOf({ limits: { samples: 10, bodySize: Size.mebibytes(1) }, enforcedLimits: { samples: 20, targets: 5 } })).toMatchObject({
      sampleLimit: 10, bodySizeLimit: '1048576B', enforcedSampleLimit: 20, enforcedTargetLimit: 5,
    });
  });

  test('is told further things when they are asked for', () => {
    expect(specOf({ maxExemplars: 100, outOfOrderTimeWindow: Duration.minutes(5), remoteWriteReceiver: true, replicas: 1, externalUrl: 'https://prometheus.example.com/eu' })).toMatchObject({
      exemplars: { maxSize: 100 },
      enableFeatures: ['exemplar-storage'],
      tsdb: { outOfOrderTimeWindow: '5m' },
      enableRemoteWriteReceiver: true,
      externalUrl: 'https://prometheus.example.com/eu',
      routePrefix: '/',
    });
    expect(Object.keys(specOf())).not.toEqual(expect.arrayContaining(['tsdb']));
  });

  test('takes text of labels as it is', () => {
    expect(specOf({ externalLabels: { price: '$5' } })).toMatchObject({ externalLabels: { price: '$$5' } });
  });
});

describe('the sidecar of a Prometheus of the operator', () => {
  test('has the document of the object store in a ConfigMap, and credentials as variables: no secret is written', () => {
    const manifests = written({ objectStore });
    const { thanos, volumes, containers } = find(manifests, 'Prometheus').spec as { [key: string]: unknown };

    expect(thanos).toMatchObject({
      version: '0.42.4',
      image: 'quay.io/thanos/thanos:v0.42.4',
      objectStorageConfigFile: '/etc/thanos/objstore.yaml',
      volumeMounts: [{ name: 'own-config', mountPath: '/etc/thanos', readOnly: true }],
      resources: { limits: { memory: '512Mi' } },
    });
    expect(volumes).toMatchObject([{ name: 'own-config', configMap: { name: 'main-config' } }]);
    expect(containers).toEqual([{
      name: 'thanos-sidecar',
      env: [
        { name: 'GOMEMLIMIT', value: '409MiB' },
        { name: 'AWS_ACCESS_KEY_ID', valueFrom: { secretKeyRef: { name: 'metrics-store', key: 'id' } } },
        { name: 'AWS_SECRET_ACCESS_KEY', valueFrom: { secretKeyRef: { name: 'metrics-store', key: 'secret' } } },
      ],
    }]);
    expect(manifests.map(({ kind }) => kind)).not.toContain('Secret');
    expect((find(manifests, 'ConfigMap').data as { [file: string]: string })['objstore.yaml']).toContain('acme-prod-metrics');
  });

  test('mounts the certificates of its store', () => {
    const tls = Tls.custom({ ca: FileSource.fromConfigMap('authority', 'ca.crt') });
    const { thanos, volumes } = specOf({ objectStore: ObjectStore.s3({ bucket: 'acme-prod-metrics', region: 'eu-west-1', endpoint: 's3.example.com', tls }) });

    expect(volumes).toMatchObject([{ name: 'own-config' }, { name: 'own-files-0', configMap: { name: 'authority' } }]);
    expect(thanos).toMatchObject({ volumeMounts: [{ name: 'own-config' }, { name: 'own-files-0', mountPath: '/etc/observability/config-map/authority' }] });
  });

  test('has arguments of the user in the words of the operator', () => {
    expect(specOf({ sidecar: { requestSeriesLimit: 10, extraArgs: ['--min-time=-6w', '--shipper.upload-compacted'] } }).thanos).toMatchObject({
      additionalArgs: [{ name: 'store.limits.request-series', value: '10' }, { name: 'min-time', value: '-6w' }, { name: 'shipper.upload-compacted' }],
    });
  });

  test('keeps Prometheus from compacting where the two could not agree when', () => {
    const versions = new VersionCatalog({ thanos: '0.41.0' });

    expect(specOf({ objectStore, versions }).disableCompaction).toBe(true);
    expect(specOf({ objectStore })).not.toHaveProperty('disableCompaction');
    expect(specOf({ versions })).not.toHaveProperty('disableCompaction');
  });

  test('is there when it is asked for, and known to whoever compacts and asks', () => {
    expect(specOf()).not.toHaveProperty('thanos');
    expect(specOf({ sidecar: {} }).thanos).not.toHaveProperty('objectStorageConfigFile');
    const { prometheus } = made({ objectStore });

    expect(prometheus.storeApi).toMatchObject({ address: 'dnssrv+_grpc._tcp.main-headless.observability.svc', replicaLabels: ['prometheus_replica'] });
    expect(producersOf(prometheus, objectStore)).toMatchObject([{ name: 'observability/main', copies: 'independent' }]);
    expect(prometheus.resource.name).toBe('main');
  });
});

describe('destinations of a Prometheus of the operator', () => {
  const tls = Tls.custom({ ca: FileSource.fromConfigMap('authority', 'ca.crt'), certificate: FileSource.fromSecret('client', 'tls.crt'), key: FileSource.fromSecret('client', 'tls.key') });
  const writing = (headers: { [name: string]: string | SecretValue }, more = {}) => ({ remoteWriteTo: [RemoteWriteEndpoint.http({ name: 'push', url: 'https://push.example.com/api', headers, ...more })] });

  test('are referred to by Secrets', () => {
    expect(specOf(writing({ 'Authorization': SecretValue.fromSecret('push', 'token', { prefix: 'Bearer ' }), 'X-Scope-OrgID': 'acme' }, { tls })).remoteWrite).toEqual([{
      name: 'push',
      url: 'https://push.example.com/api',
      headers: { 'X-Scope-OrgID': 'acme' },
      authorization: { type: 'Bearer', credentials: { name: 'push', key: 'token' } },
      tlsConfig: {
        ca: { configMap: { name: 'authority', key: 'ca.crt' } }, cert: { secret: { name: 'client', key: 'tls.crt' } }, keySecret: { name: 'client', key: 'tls.key' },
      },
    }]);
  });

  test('are Alertmanagers behind a Service', () => {
    expect(specOf({ alertmanagers: [AlertmanagerEndpoint.headless({ url: 'http://alertmanager-operated.monitoring.svc:9093/alerts' })] }).alerting).toEqual({
      alertmanagers: [{ name: 'alertmanager-operated', namespace: 'monitoring', port: 9093, scheme: 'http', pathPrefix: '/alerts', apiVersion: 'v2' }],
    });
  });

  test.each<[Partial<PrometheusProps>, string]>([
    [writing({ 'X-Key': SecretValue.fromSecret('push', 'key') }), "remote write to 'push': header 'X-Key' is a secret"],
    [
      writing({}, { tls: Tls.custom({ certificate: FileSource.fromConfigMap('client', 'tls.crt'), key: FileSource.fromConfigMap('client', 'tls.key') }) }),
      "remote write to 'push': the key of its client certificate is in the ConfigMap 'client'",
    ],
    [{ alertmanagers: [AlertmanagerEndpoint.http({ url: 'https://alerts.example.com' })] }, "the Alertmanager 'https://alerts.example.com' is no Service of the cluster"],
  ])('are a problem where the resource has no words for them: %#', (props, what) => {
    expect(whatsOf(props)).toEqual([what]);
  });
});

describe('a Prometheus of the operator that would fail', () => {
  test.each<[Partial<PrometheusProps>, string]>([
    [{ limits: { samples: 20 }, enforcedLimits: { samples: 10 } }, 'enforcedLimits.samples is 10, and limits.samples 20'],
    [{ limits: { bodySize: Size.mebibytes(2) }, enforcedLimits: { bodySize: Size.mebibytes(1) } }, 'enforcedLimits.bodySize is 1 MiB, and limits.bodySize 2 MiB'],
    [
      { serviceMonitors: ObjectSelector.none(), podMonitors: ObjectSelector.none(), probes: ObjectSelector.none(), scrapeConfigs: ObjectSelector.none() },
      'it takes no monitors, and remoteWriteReceiver is off',
    ],
    [{ enforcedLimits: { targets: 0 } }, 'enforcedLimits.targets is 0'],
    [{ name: 'a'.repeat(42) }, `the name '${'a'.repeat(42)}' has 42 characters`],
    [{ objectStore, retention: Duration.hours(1) }, 'Prometheus keeps samples for 1h'],
    [{ sidecar: { extraArgs: ['--unknown'] } }, '--unknown is no flag of thanos sidecar 0.42.4'],
  ])('is a problem at synth: %#', (props, what) => {
    expect(whatsOf(props)).toEqual([what]);
  });

  test('is none as it is by default, nor at the bounds', () => {
    expect([...whatsOf({}), ...whatsOf({ objectStore, name: 'a'.repeat(41), limits: { samples: 10 }, enforcedLimits: { samples: 10, labels: 1 } })]).toEqual([]);
  });
});
