import { ApiObject, Chart, Duration, JsonPatch, Size } from 'cdk8s';
import { aChart, args, CLUSTER, configHash, container, pod, problems, STORE, waysIn, whats, workload, written } from './program';
import {
  NetworkPeer, StoreApi, ThanosCompactor, ThanosLogLevel, ThanosOptions, ThanosQuery, ThanosQueryFrontend, ThanosReceive, ThanosStoreGateway, VersionCatalog,
} from '../../lib';
import { at, find, Manifest } from '../manifests';

/** Every component, with what all of them share. */
function everyComponent(options: ThanosOptions = {}): (chart: Chart) => void {
  return (chart) => {
    const receive = new ThanosReceive(chart, 'receive', { ...options, cluster: CLUSTER, objectStore: STORE, routers: options });
    const store = new ThanosStoreGateway(chart, 'store', { ...options, objectStore: STORE });
    const { queryEndpoint } = new ThanosQuery(chart, 'query', { ...options, storeApis: [...receive.storeApis, ...store.storeApis] });
    new ThanosQueryFrontend(chart, 'query-frontend', { ...options, downstream: queryEndpoint });
    new ThanosCompactor(chart, 'compactor', { ...options, objectStore: STORE });
  };
}

function query(options: ThanosOptions = {}): (chart: Chart) => ThanosQuery {
  return (chart) => new ThanosQuery(chart, 'query', { ...options, storeApis: [StoreApi.at({ address: 'sidecar.example.com:10901' })] });
}

const NAMES = ['receive-ingestor', 'receive-router', 'store', 'query', 'query-frontend', 'compactor'];
const ALL = written(everyComponent());

describe.each(NAMES)('%s', (name) => {
  test('runs as a user that no node has, and may do nothing that it need not', () => {
    expect(pod(ALL, name, 'securityContext')).toMatchObject({ runAsNonRoot: true, runAsUser: 10001, runAsGroup: 10001, fsGroup: 10001, seccompProfile: { type: 'RuntimeDefault' } });
    expect(container(ALL, name, 'securityContext')).toEqual({
      allowPrivilegeEscalation: false,
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      runAsUser: 10001,
      runAsGroup: 10001,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(pod(ALL, name, 'automountServiceAccountToken')).toBe(false);
    expect(pod(ALL, name, 'serviceAccountName')).toBe(name);
  });

  test('has as much memory as it asks for, and a fifth less for the Go runtime', () => {
    const memory = container(ALL, name, 'resources.limits.memory') as string;

    expect(container(ALL, name, 'resources.requests.memory')).toBe(memory);
    expect(container(ALL, name, 'env')).toContainEqual({ name: 'GOMEMLIMIT', value: `${Math.floor(parseInt(memory, 10) * 1024 * 0.8)}MiB` });
  });

  test('is spread over zones and hosts, and drained one at a time', () => {
    expect(pod(ALL, name, 'topologySpreadConstraints')).toEqual(['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
      topologyKey, maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels: expect.objectContaining({ 'app.kubernetes.io/instance': name }) as object },
    })));
    expect(find(ALL, 'PodDisruptionBudget', name).spec).toMatchObject({ maxUnavailable: 1 });
  });

  test('is ready when it says so, and killed only when it has said nothing for four minutes', () => {
    expect(container(ALL, name, 'readinessProbe')).toEqual({ httpGet: { path: '/-/ready', port: 10902 }, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 3 });
    expect(container(ALL, name, 'livenessProbe')).toEqual({ httpGet: { path: '/-/healthy', port: 10902 }, periodSeconds: 30, timeoutSeconds: 5, failureThreshold: 8 });
  });

  test('is the version with which the library is tested, and carries no secret', () => {
    expect(container(ALL, name, 'image')).toBe(VersionCatalog.tested().thanosImage);
    expect(find(ALL, 'ServiceAccount', name).metadata.labels).toMatchObject({ 'app.kubernetes.io/name': 'thanos', 'app.kubernetes.io/version': '0.42.4' });
  });
});

test.each([['receive-ingestor', 900], ['receive-router', 370], ['store', 250], ['query', 250], ['query-frontend', 130], ['compactor', 130]])(
  '%s has %d seconds to stop', (name, seconds) => {
    expect(pod(ALL, name, 'terminationGracePeriodSeconds')).toBe(seconds);
  },
);

test.each([['receive-ingestor', 30], ['receive-router', 1], ['store', 60], ['query', 1], ['query-frontend', 1], ['compactor', 10]])(
  '%s has %d minutes to load before it counts as broken', (name, minutes) => {
    const { periodSeconds, failureThreshold } = container(ALL, name, 'startupProbe') as { periodSeconds: number; failureThreshold: number };

    expect((periodSeconds * failureThreshold) / 60).toBe(minutes);
  },
);

describe('options of every component', () => {
  const changed = written(everyComponent({
    logLevel: ThanosLogLevel.WARN,
    cpu: 3,
    memoryLimit: Size.gibibytes(8),
    ephemeralStorage: Size.gibibytes(1),
    versions: new VersionCatalog({ thanos: '0.41.0', registryMirror: 'registry.example.com' }),
    imagePullSecrets: ['registry'],
    priorityClassName: 'platform',
    nodeSelector: { pool: 'observability' },
    tolerations: [{ key: 'dedicated' }],
    podAnnotations: { team: 'observability' },
    scrapers: [NetworkPeer.podsOf('monitoring')],
    clients: [NetworkPeer.podsOf('grafana')],
    terminationGracePeriod: Duration.hours(1),
  }));

  test.each(NAMES)('are those of %s', (name) => {
    expect(args(changed, name)).toContain('--log.level=warn');
    expect(container(changed, name, 'image')).toBe('registry.example.com/thanos/thanos:v0.41.0');
    expect(container(changed, name, 'resources.requests')).toEqual({ 'cpu': '3', 'memory': '8Gi', 'ephemeral-storage': '1Gi' });
    expect(container(changed, name, 'env')).toContainEqual({ name: 'GOMEMLIMIT', value: '6553MiB' });
    expect(workload(changed, name).spec).toMatchObject({
      template: {
        metadata: { annotations: { team: 'observability' } },
        spec: {
          imagePullSecrets: [{ name: 'registry' }],
          priorityClassName: 'platform',
          nodeSelector: { pool: 'observability' },
          tolerations: [{ key: 'dedicated', operator: 'Exists' }],
          terminationGracePeriodSeconds: 3600,
        },
      },
    });
    expect(waysIn(changed, name).filter((way) => way.includes('monitoring')).join()).toContain('10902');
  });

  test('allow more cores than are set aside, even when the default would be less', () => {
    expect(container(written(query({ cpu: 6 })), 'query', 'resources.limits.cpu')).toBe('6');
    expect(() => query({ cpu: 2, cpuLimit: 1 })(aChart())).toThrow('thanos/query: cpu 2 with cpuLimit 1');
  });
});

describe('pods', () => {
  const hash = (options: ThanosOptions, address = 'sidecar.example.com:10901') =>
    configHash(written((chart) => new ThanosQuery(chart, 'query', { ...options, storeApis: [StoreApi.at({ address })] })), 'query');

  test('roll when their files change, and only then', () => {
    expect(hash({})).toBe(hash({ podAnnotations: { team: 'o11y' } }));
    expect(hash({})).not.toBe(hash({}, 'other.example.com:10901'));
  });
});

describe('arguments of the user', () => {
  test('follow those of the library', () => {
    expect(args(written(query({ extraArgs: ['--query.lookback-delta=10m'] })), 'query').at(-1)).toBe('--query.lookback-delta=10m');
  });

  test.each<[string, string, string, string]>([
    ['0.42.4', '--query.lookback', '--query.lookback=true', '--query.lookback-delta'],
    ['0.42.4', '--endpoint.sd-config-file=/etc/other.yaml', '--endpoint.sd-config-file=/etc/other.yaml in extraArgs is a flag that the library sets itself', 'take it out'],
    ['0.42.4', '--query.max-concurrent=many', "'many' is no whole number", 'digits only'],
    ['0.42.4', 'query.timeout=5m', "'query.timeout=5m' in extraArgs is no argument of the form --flag=value", "'--query.timeout=5m'"],
    ['0.41.0', '--grpc-server-tls-ciphers=TLS_AES_128_GCM_SHA256', 'is not in thanos query 0.41.0', 'Thanos 0.42.0 or later'],
  ])('of Thanos %s fail: %s', (thanos, argument, what, fix) => {
    const [problem, ...others] = problems(query({ versions: new VersionCatalog({ thanos }), extraArgs: [argument] }));

    expect(others).toEqual([]);
    expect(problem.path).toBe('thanos/query');
    expect(problem.what).toContain(what.replace('=true', ''));
    expect(problem.fix).toContain(fix);
  });
});

describe('arguments that a patch changes', () => {
  const withArguments = (object: ApiObject, change: (args: string[]) => string[]) => {
    const meant = at(object.toJson(), 'spec.template.spec.containers.0.args') as string[];
    object.addJsonPatch(JsonPatch.replace('/spec/template/spec/containers/0/args', change(meant)));
  };
  const without = (flagName: string) => (all: string[]) => all.filter((arg) => !arg.startsWith(`--${flagName}`));
  const stores = { cluster: CLUSTER, objectStore: STORE };

  test.each<[string, (chart: Chart) => void, string[]]>([
    ['a flag that is none', (chart) => withArguments(query()(chart).deployment, (all) => [...all, '--query.timeot=5m']), [
      'thanos/query: --query.timeot=5m is no flag of thanos query 0.42.4',
    ]],
    ['servers that wait longer', (chart) => withArguments(query()(chart).deployment, (all) => [...all, '--http-grace-period=10m']), [
      'thanos/query: the pod has 4m10s to end, and its servers wait 12m for requests',
    ]],
    ['a Query without the labels of replicas', (chart) => {
      const { storeApis } = new ThanosReceive(chart, 'receive', stores);
      withArguments(new ThanosQuery(chart, 'query', { storeApis }).deployment, without('query.replica-label'));
    }, [
      "thanos/query: the replicas of 'dnssrv+_grpc._tcp.receive-ingestor-headless.thanos.svc' differ by receive_replica, which is no replica label of Query",
    ]],
    ['a compactor that ends when its work is done', (chart) => withArguments(new ThanosCompactor(chart, 'compactor', stores).statefulSet, without('wait')), [
      'thanos/compactor: the compactor is started without --wait',
    ]],
    ['a compactor that does not merge copies', (chart) => {
      new ThanosReceive(chart, 'receive', stores);
      withArguments(new ThanosCompactor(chart, 'compactor', stores).statefulSet, without('deduplication.replica-label'));
    }, [
      "thanos/compactor: the blocks of 'thanos/receive' overlap, and the compactor is not told to merge blocks that do",
      "thanos/compactor: the blocks of 'thanos/receive' are to be merged, and receive_replica is no replica label of the compactor",
    ]],
    ['a router without a hashring', (chart) => withArguments(new ThanosReceive(chart, 'receive', stores).routers, without('receive.hashrings-file')), [
      'thanos/receive/routers: the router has no hashring',
    ]],
  ])('are judged as they are written: %s', (_, add, expected) => {
    expect(whats(add)).toEqual(expected);
  });
});

describe('what is wrong with a component', () => {
  test('is less time to stop than it needs', () => {
    expect(problems(query({ terminationGracePeriod: Duration.seconds(60) })).map(({ path, what, fix }) => [path, what, fix])).toEqual([[
      'thanos/query', 'the pod has 1m to end, and its servers wait 4m for requests',
      'terminationGracePeriod: Duration.seconds(250) at least, or in extraArgs a shorter --http-grace-period and --grpc-grace-period',
    ]]);
    expect(whats(query({ terminationGracePeriod: Duration.seconds(250) }))).toEqual([]);
    expect(whats(query({ terminationGracePeriod: Duration.seconds(70), extraArgs: ['--http-grace-period=30s', '--grpc-grace-period=30s'] }))).toEqual([]);
  });

  test('is a name that is none, at once', () => {
    expect(() => query({ name: 'Query_1' })(aChart())).toThrow("thanos/query: 'Query_1' is not a name for a workload");
  });

  test('is a name that another component of the namespace has', () => {
    expect(whats((chart) => {
      query()(chart);
      new ThanosCompactor(chart, 'compactor', { name: 'query', objectStore: STORE });
    })).toEqual(["thanos/compactor: its objects are called 'query', as those of thanos/query are"]);
  });

  test('is told for all components at once', () => {
    const paths = problems(everyComponent({ extraArgs: ['--no-such-flag'] })).map(({ path, what }) => `${path}: ${what}`);

    expect(paths.map((path) => path.split(':')[0])).toEqual([
      'thanos/receive/ingestors', 'thanos/receive/routers', 'thanos/store/shard-0', 'thanos/query', 'thanos/query-frontend', 'thanos/compactor',
    ]);
  });
});

test('manifests are the same each time', () => {
  const twice = [written(everyComponent()), written(everyComponent())].map((all: Manifest[]) => JSON.stringify(all));

  expect(twice[0]).toBe(twice[1]);
});
