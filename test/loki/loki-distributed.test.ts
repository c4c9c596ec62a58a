import { Duration, Size } from 'cdk8s';
import { FileSource, LokiDistributedProps, LokiStoreClient, Memcached, ObjectStore, SecretValue, Tls } from '../../lib';
import { at, find, Manifest } from '../manifests';
import { aChart, distributed, documentOf, problems, STORE, whats, written } from './program';

const manifests = written(distributed({ retention: Duration.days(30) }));
const STATELESS = ['distributor', 'querier', 'query-frontend', 'query-scheduler'];
const STATEFUL = ['ingester', 'index-gateway', 'compactor'];
const COMPONENTS = [...STATELESS, ...STATEFUL];

const workload = (component: string, all: readonly Manifest[] = manifests) =>
  all.find(({ kind, metadata }) => ['Deployment', 'StatefulSet'].includes(kind) && metadata.name === `loki-${component}`)!;
const container = (component: string, all?: readonly Manifest[]) => at(workload(component, all), 'spec.template.spec.containers.0');
const containerArgs = (component: string, all?: readonly Manifest[]) => at(container(component, all), 'args') as string[];

describe('a Loki', () => {
  test('has a workload for each component, and a volume where something is kept', () => {
    expect(COMPONENTS.map((component) => [component, workload(component).kind, at(workload(component), 'spec.replicas')])).toEqual([
      ['distributor', 'Deployment', 3], ['querier', 'Deployment', 3], ['query-frontend', 'Deployment', 2], ['query-scheduler', 'Deployment', 2],
      ['ingester', 'StatefulSet', 3], ['index-gateway', 'StatefulSet', 2], ['compactor', 'StatefulSet', 1],
    ]);
    expect(STATEFUL.map((component) => at(workload(component), 'spec.volumeClaimTemplates.0.spec.resources.requests.storage'))).toEqual(['50Gi', '50Gi', '20Gi']);
    expect(STATEFUL.map((component) => at(workload(component), 'spec.persistentVolumeClaimRetentionPolicy.whenScaled'))).toEqual(['Retain', 'Delete', 'Retain']);
  });

  test('runs each as its target, at the address of its pod', () => {
    expect(containerArgs('querier')).toEqual([
      '-config.file=/etc/loki/config.yaml', '-target=querier', '-common.storage.ring.instance-addr=$(POD_IP)', '-frontend.instance-addr=$(POD_IP)',
      '-memberlist.advertise-addr=$(POD_IP)',
    ]);
    expect(COMPONENTS.map((component) => containerArgs(component)[1])).toEqual(COMPONENTS.map((component) => `-target=${component}`));
  });

  test('has one document', () => {
    const documents = manifests.filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name.endsWith('-config')).map(({ data }) => (data as { 'config.yaml': string })['config.yaml']);

    expect(documents).toHaveLength(COMPONENTS.length);
    expect(new Set(documents).size).toBe(1);
  });

  test('finds its pods by gossip of its own, ready or not', () => {
    const service = find(manifests, 'Service', 'loki-gossip-ring');

    expect(documentOf(manifests).memberlist).toEqual({ join_members: ['dns+loki-gossip-ring.loki.svc:7946'], cluster_label: 'loki.loki' });
    expect(service.spec).toMatchObject({ clusterIP: 'None', publishNotReadyAddresses: true });
    for (const component of COMPONENTS) {
      expect(at(workload(component), 'spec.template.metadata.labels')).toMatchObject(at(service, 'spec.selector') as object);
    }
  });

  test('says where a component is that no ring tells of', () => {
    const { common, storage_config: storage, frontend } = documentOf(manifests);

    expect(common?.compactor_grpc_address).toBe('loki-compactor-headless.loki.svc:9095');
    expect(storage?.tsdb_shipper).toEqual({ index_gateway_client: { server_address: 'dns+loki-index-gateway-headless.loki.svc:9095' } });
    expect(frontend).toEqual({ tail_proxy_url: 'http://loki-querier.loki.svc:3100' });
  });

  test('asks its pods whether they are ready, and whether they live', () => {
    expect(container('ingester')).toMatchObject({
      startupProbe: { httpGet: { path: '/ready', port: 3100 }, periodSeconds: 10, failureThreshold: 360 },
      livenessProbe: { httpGet: { path: '/loki/api/v1/status/buildinfo', port: 3100 } },
      readinessProbe: { httpGet: { path: '/ready', port: 3100 } },
      securityContext: { readOnlyRootFilesystem: true, runAsNonRoot: true, runAsUser: 10001 },
    });
    expect(at(container('ingester'), 'env')).toContainEqual({ name: 'GOMEMLIMIT', value: '3276MiB' });
  });

  test('is scraped as each of its components', () => {
    expect(distributed().scrapeConfigs.map(({ jobName }) => jobName)).toEqual([
      'loki-distributor', 'loki-ingester', 'loki-querier', 'loki-query-frontend', 'loki-query-scheduler', 'loki-index-gateway', 'loki-compactor',
    ]);
  });
});

describe('the network of a Loki', () => {
  const ingress = (component: string, port: number, all: readonly Manifest[] = manifests) => {
    const rules = at(find(all, 'NetworkPolicy', `loki-${component}`), 'spec.ingress') as { from: { podSelector?: { matchLabels?: Record<string, string> } }[]; ports: { port: number }[] }[];
    return rules.filter(({ ports }) => ports.some((each) => each.port === port)).flatMap(({ from }) => from);
  };
  const names = (component: string, port: number) => ingress(component, port).map(({ podSelector }) => podSelector?.matchLabels?.['app.kubernetes.io/component']);

  test.each([
    ['ingester', ['distributor', 'querier']],
    ['query-scheduler', ['querier', 'query-frontend']],
    ['query-frontend', ['querier', 'query-scheduler']],
    ['index-gateway', ['querier']],
    ['compactor', ['querier', 'query-frontend']],
  ])('lets to the gRPC of %s who asks it, and nobody else', (component, callers) => {
    expect(names(component, 9095)).toEqual(callers);
  });

  test('lets only members gossip', () => {
    expect(ingress('querier', 7946)).toEqual([{ podSelector: { matchLabels: { 'observability.cdk8s.io/gossip-ring': 'loki' } } }]);
  });

  test('lets anybody write and ask until somebody of the program does', () => {
    const loki = distributed();
    loki.otlpEndpoint._connect({ namespace: 'observability', labels: { app: 'gateway' } });

    expect(ingress('distributor', 3100)).toEqual([{ namespaceSelector: {} }]);
    expect(ingress('query-frontend', 3100)).toEqual([{ namespaceSelector: {} }]);
    expect(ingress('distributor', 3100, written(loki))[0]).toMatchObject({ podSelector: { matchLabels: { app: 'gateway' } } });
  });
});

describe('how a pod of Loki ends', () => {
  const grace = (props: Partial<LokiDistributedProps>, component: string) => at(workload(component, written(distributed(props))), 'spec.template.spec.terminationGracePeriodSeconds');

  test('an ingester writes all that it has, or is given the time for it to be asked', () => {
    expect(grace({}, 'ingester')).toBe(300);
    expect(grace({ ingester: { flushOnShutdown: false } }, 'ingester')).toBe(4800);
    expect(documentOf(manifests).ingester?.wal).toEqual({ dir: '/var/loki/wal', flush_on_shutdown: true, replay_memory_ceiling: '2048MB' });
  });

  test('queries that run may end, and servers wait for them', () => {
    expect(grace({ queryTimeout: Duration.minutes(10) }, 'querier')).toBe(635);
    expect(documentOf(written(distributed({ queryTimeout: Duration.minutes(10) })))).toMatchObject({
      server: { http_server_read_timeout: '630s', http_server_write_timeout: '630s' }, limits_config: { query_timeout: '600s' },
    });
  });

  test('less time is a problem', () => {
    expect(whats(() => distributed({ ingester: { terminationGracePeriod: Duration.seconds(60) } }))).toEqual([
      'loki/loki/ingester: the pod has 60 seconds to stop and needs 300',
    ]);
  });
});

describe('ingesters', () => {
  test('are at least as many as copies', () => {
    expect(problems(() => distributed({ ingester: { replicas: 2 } }))).toMatchObject([{
      path: 'loki/loki', what: '2 ingesters for a replicationFactor of 3', fix: 'replicas: 3 at least, or replicationFactor: 2',
    }]);
    expect(whats(() => distributed({ ingester: { replicas: 2 }, replicationFactor: 2 }))).toEqual([]);
    expect(whats(() => distributed({ replicationFactor: 0 }))).toEqual(['loki/loki: replicationFactor is 0']);
  });

  test('of zones are sets of their own, whose pods wait for others before they are replaced', () => {
    const zones = ['a', 'b', 'c'];
    const all = written(distributed({ ingester: { replicas: 6, zones } }));

    for (const zone of zones) {
      const set = workload(`ingester-${zone}`, all);
      expect(set.spec).toMatchObject({ replicas: 2, updateStrategy: { type: 'OnDelete' }, template: { spec: { nodeSelector: { 'topology.kubernetes.io/zone': zone } } } });
      expect(set.metadata.labels).toMatchObject({ 'rollout-group': 'loki-ingester' });
      expect(at(set, 'spec.template.metadata.labels')).toMatchObject({ 'rollout-group': 'loki-ingester' });
      expect(containerArgs(`ingester-${zone}`, all)).toContain(`-ingester.availability-zone=${zone}`);
    }
    expect(documentOf(all).ingester?.lifecycler).toEqual({ ring: { zone_awareness_enabled: true } });
    expect(find(all, 'PodDisruptionBudget', 'loki-ingester').spec).toMatchObject({
      maxUnavailable: 1,
      selector: { matchExpressions: [{ key: 'app.kubernetes.io/instance', operator: 'In', values: zones.map((zone) => `loki-ingester-${zone}`) }] },
    });
  });

  test.each<[string[], number, string]>([
    [['a', 'b'], 4, 'ingesters are in 2 zones (a, b)'],
    [['a', 'b', 'b'], 3, 'zones has one twice: a, b, b'],
    [['a', 'b', 'c'], 4, '4 ingesters in 3 zones (a, b, c)'],
    [['a', 'b', 'C'], 3, "'C' is not the name of a zone"],
  ])('%j for %d of them fail', (zones, replicas, what) => {
    expect(whats(() => distributed({ ingester: { zones, replicas } }))).toEqual([`loki/loki: ${what}`]);
  });
});

describe('stores and caches', () => {
  test('both kinds of clients name the store', () => {
    expect(documentOf(manifests).storage_config).toMatchObject({ use_thanos_objstore: true, object_store: { s3: { bucket_name: 'acme-prod-logs' } } });
    expect(documentOf(written(distributed({ storeClient: LokiStoreClient.LEGACY }))).storage_config).toMatchObject({ use_thanos_objstore: false, aws: { bucketnames: 'acme-prod-logs' } });
  });

  test('what a client has no words for, and a folder, are problems', () => {
    const inFolder = ObjectStore.s3({ bucket: 'acme-prod-logs', region: 'us-east-1', prefix: 'loki' });

    expect(whats(() => distributed({ objectStore: inFolder }))).toEqual([]);
    expect(whats(() => distributed({ objectStore: inFolder, storeClient: LokiStoreClient.LEGACY }))).toEqual(["loki/loki: prefix 'loki' is given to the older clients of Loki"]);
    expect(whats(() => distributed({ objectStore: ObjectStore.filesystem({ directory: '/data' }) }))).toEqual([
      "loki/loki: chunks are kept in the folder '/data' of every pod",
    ]);
  });

  test('a key in the environment is for those who use the store, and has the document expanded', () => {
    const objectStore = ObjectStore.azure({ storageAccount: 'acme', container: 'logs', accountKey: SecretValue.fromSecret('azure', 'key') });
    const all = written(distributed({ objectStore }));
    const secrets = (component: string) => JSON.stringify(at(container(component, all), 'env')).includes('secretKeyRef');

    expect(COMPONENTS.filter(secrets)).toEqual(['querier', 'ingester', 'index-gateway', 'compactor']);
    expect(containerArgs('querier', all)).toContain('-config.expand-env=true');
    expect(whats(() => distributed({ objectStore, extraConfig: { http_prefix: '/$a' } }))).toEqual(["loki/loki: extraConfig has the text '/$a'"]);
    expect(whats(() => distributed({ objectStore: STORE, extraConfig: { http_prefix: '/$a' } }))).toEqual([]);
  });

  test('caches are asked by those who read from them', () => {
    const chart = aChart();
    const chunks = new Memcached(chart, 'chunks', { maxItemSize: Size.mebibytes(5) });
    const all = written(distributed({ chunksCache: chunks.endpoint, resultsCache: new Memcached(chart, 'results').endpoint }, chart));
    const callers = (name: string) => at(find(all, 'NetworkPolicy', name), 'spec.ingress.0.from') as { podSelector: { matchLabels: Record<string, string> } }[];

    expect(callers('chunks').map(({ podSelector }) => podSelector.matchLabels['app.kubernetes.io/component'])).toEqual(['ingester', 'querier']);
    expect(callers('results').map(({ podSelector }) => podSelector.matchLabels['app.kubernetes.io/component'])).toEqual(['query-frontend']);
    expect(documentOf(all)).toMatchObject({
      chunk_store_config: { chunk_cache_config: { memcached_client: { addresses: 'dnssrvnoa+_memcache._tcp.chunks-headless.loki.svc', max_item_size: 5_242_880 } } },
      query_range: { cache_results: true, results_cache: { cache: { memcached_client: { addresses: 'dnssrvnoa+_memcache._tcp.results-headless.loki.svc' } } } },
    });
  });

  test('a cache that takes no full chunk is a problem', () => {
    const chart = aChart();

    expect(whats(() => distributed({ chunksCache: new Memcached(chart, 'chunks').endpoint }, chart))).toEqual(['loki/loki: chunksCache takes items of 1 MiB']);
  });
});

describe('labels of streams', () => {
  test('are a few attributes, and nothing that Loki takes by itself', () => {
    expect(documentOf(manifests).limits_config?.otlp_config).toMatchObject({ resource_attributes: { ignore_defaults: true, attributes_config: [{ action: 'index_label' }] } });
    expect(documentOf(written(distributed({ otlp: { indexLabels: ['service.name'] } }))).limits_config?.otlp_config).toEqual({
      resource_attributes: { ignore_defaults: true, attributes_config: [{ action: 'index_label', attributes: ['service.name'] }] },
    });
  });

  test('more than Loki takes are a problem', () => {
    expect(whats(() => distributed({ otlp: { indexLabels: Array.from({ length: 16 }, (_, index) => `a${index}`) } }))).toEqual(['loki/loki: 16 attributes are labels of streams']);
  });

  test('make as many streams as their values', () => {
    const loki = distributed();

    expect(loki.streamsAtMost({ 'k8s.namespace.name': 20, 'k8s.deployment.name': 10 })).toBe(200);
    expect(() => loki.streamsAtMost({ 'k8s.pod.name': 3 })).toThrow("loki/loki: 'k8s.pod.name' is no label of streams");
    expect(() => loki.streamsAtMost({ 'k8s.namespace.name': 0 })).toThrow("loki/loki: 'k8s.namespace.name' has 0 values");
  });
});

test('certificates of a store are mounted where it is used', () => {
  const objectStore = ObjectStore.s3({ bucket: 'logs', region: 'eu', endpoint: 'minio.example.com:9000', tls: Tls.custom({ ca: FileSource.fromConfigMap('authorities', 'ca.crt') }) });
  const all = written(distributed({ objectStore }));
  const mounts = (component: string) => JSON.stringify(at(workload(component, all), 'spec.template.spec.volumes')).includes('authorities');

  expect(COMPONENTS.filter(mounts)).toEqual(['querier', 'ingester', 'index-gateway', 'compactor']);
});
