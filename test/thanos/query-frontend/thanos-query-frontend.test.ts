import { Chart, Duration, Size } from 'cdk8s';
import {
  FileSource, Memcached, QueryEndpoint, SecretValue, StoreApi, ThanosCache, ThanosQuery, ThanosQueryFrontend, ThanosQueryFrontendProps, Tls,
} from '../../../lib';
import { at, find, Manifest } from '../../manifests';
import { aChart, args, configHash, container, file, flag, objects, pod, waysIn, waysOut, whats, workload, written } from '../program';

const NAME = 'query-frontend';
const PROMETHEUS = QueryEndpoint.http({ url: 'http://prometheus.monitoring.svc:9090/' });

function frontend(props: Partial<ThanosQueryFrontendProps> = {}): (chart: Chart) => ThanosQueryFrontend {
  return (chart) => new ThanosQueryFrontend(chart, NAME, { downstream: PROMETHEUS, ...props });
}

function manifests(props: Partial<ThanosQueryFrontendProps> = {}): Manifest[] {
  return written(frontend(props));
}

const DEFAULT = manifests();

describe('the frontend', () => {
  test('is a Deployment behind one Service', () => {
    expect(objects(DEFAULT)).toEqual([
      `ServiceAccount ${NAME}`, `ConfigMap ${NAME}-config`, `NetworkPolicy ${NAME}`, `PodDisruptionBudget ${NAME}`, `Service ${NAME}`, `Deployment ${NAME}`,
    ]);
    expect(at(find(DEFAULT, 'Service'), 'spec.ports')).toMatchObject([{ name: 'http', port: 10902, appProtocol: 'http' }]);
    expect(at(workload(DEFAULT, NAME), 'spec')).toMatchObject({ replicas: 2, strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } } });
  });

  test('cuts queries into days, remembers answers, and says which are slow', () => {
    expect([...args(DEFAULT, NAME)].sort()).toEqual([
      '--labels.response-cache-config-file=/etc/thanos/response-cache.yaml', '--labels.split-interval=86400s', '--log.format=logfmt',
      '--query-frontend.compress-responses', '--query-frontend.downstream-tripper-config-file=/etc/thanos/downstream-tripper.yaml',
      '--query-frontend.downstream-url=http://prometheus.monitoring.svc:9090', '--query-frontend.log-queries-longer-than=10s',
      '--query-range.response-cache-config-file=/etc/thanos/response-cache.yaml', '--query-range.split-interval=86400s', 'query-frontend',
    ]);
    expect(file(DEFAULT, NAME, 'response-cache.yaml')).toEqual({ type: 'IN-MEMORY', config: { max_size: '256MiB' } });
    expect(file(DEFAULT, NAME, 'downstream-tripper.yaml')).toEqual({ max_idle_conns_per_host: 100, max_idle_conns: 100 });
  });

  test('works as the program says', () => {
    expect(args(manifests({
      splitInterval: Duration.hours(12),
      maxRetries: 2,
      logQueriesLongerThan: Duration.seconds(30),
      verticalShards: 4,
      forwardHeaders: ['X-Trace', 'X-User'],
      tenantHeader: 'X-Tenant',
    }), NAME)).toEqual(expect.arrayContaining([
      '--query-range.split-interval=43200s', '--labels.split-interval=43200s', '--query-range.max-retries-per-request=2', '--labels.max-retries-per-request=2',
      '--query-frontend.log-queries-longer-than=30s', '--query-frontend.vertical-shards=4', '--query-frontend.forward-header=X-Trace',
      '--query-frontend.forward-header=X-User', '--query-frontend.tenant-header=X-Tenant',
    ]));
  });

  test('needs little, and has no server of gRPC', () => {
    expect(container(DEFAULT, NAME, 'resources')).toMatchObject({ requests: { cpu: '200m', memory: '1Gi' }, limits: { cpu: '2', memory: '1Gi' } });
    expect(container(DEFAULT, NAME, 'ports')).toEqual([{ name: 'http', containerPort: 10902, protocol: 'TCP' }]);
  });

  test('can be read back, and asked', () => {
    const read = frontend({ replicas: 3, splitInterval: Duration.hours(6) })(aChart());

    expect([read.replicas, read.splitInterval.toHours(), read.queryEndpoint.url, read.deployment.name, read.service.name]).toEqual([
      3, 6, `http://${NAME}.thanos.svc:10902`, NAME, NAME,
    ]);
  });

  test('rolls when its cache changes', () => {
    const smaller = ThanosCache.inMemory({ maxSize: Size.mebibytes(100) });

    expect(configHash(manifests({ responseCache: { cache: smaller } }), NAME)).not.toBe(configHash(DEFAULT, NAME));
  });
});

describe('whom it asks', () => {
  test('is a Query of this program, which lets it in', () => {
    const all = written((chart) => {
      const query = new ThanosQuery(chart, 'query', { storeApis: [StoreApi.at({ address: 'sidecar.example.com:10901' })] });
      frontend({ downstream: query.queryEndpoint })(chart);
    });

    expect(flag(all, NAME, 'query-frontend.downstream-url')).toEqual(['http://query.thanos.svc:10902']);
    expect(waysIn(all, 'query')).toEqual([`${NAME} and any pod to 10902`]);
    expect(waysOut(all, NAME)).toEqual(['anybody at 53', 'query at 10902']);
  });

  test('is somebody elsewhere, by TLS with files that are mounted', () => {
    const tls = Tls.custom({ ca: FileSource.fromConfigMap('ca', 'ca.crt') });
    const all = manifests({ downstream: QueryEndpoint.http({ url: 'https://query.example.com', tls }) });

    expect(waysOut(all, NAME)).toEqual(['anybody at 53', 'anybody at 443']);
    expect(JSON.stringify(pod(all, NAME, 'volumes'))).toContain('"configMap":{"defaultMode":292,"name":"ca"}');
  });
});

describe('its cache', () => {
  test('is memcached of this program, which lets it in', () => {
    const all = written((chart) => {
      const { endpoint } = new Memcached(chart, 'cache');
      frontend({ responseCache: { cache: ThanosCache.memcached({ servers: endpoint }), expiration: Duration.days(2) } })(chart);
    });

    expect(file(all, NAME, 'response-cache.yaml')).toMatchObject({ type: 'MEMCACHED', config: { max_item_size: '1MiB', expiration: '172800s' } });
    expect([waysIn(all, 'cache'), waysOut(all, NAME)]).toEqual([[`${NAME} to 11211`], ['anybody at 53', 'monitoring at any port', 'cache at 11211']]);
  });

  test('is Redis, whose password is a variable', () => {
    const cache = ThanosCache.redis({ address: 'redis.caches.svc:6379', password: SecretValue.fromSecret('redis', 'password') });
    const all = manifests({ responseCache: { cache } });

    expect(container(all, NAME, 'env')).toContainEqual({ name: 'REDIS_PASSWORD', valueFrom: { secretKeyRef: { name: 'redis', key: 'password' } } });
    expect(waysOut(all, NAME)).toContain('caches at any port');
  });
});

describe('what is wrong with the frontend', () => {
  test.each<[string, string[], Partial<ThanosQueryFrontendProps>]>([
    ['no replica', ['replicas is 0'], { replicas: 0 }],
    ['half a replica', ['replicas is 2.5'], { replicas: 2.5 }],
    ['pieces of nothing', ['answers for ranges are cached, and not split', 'answers for labels are cached, and not split'], { splitInterval: Duration.seconds(0) }],
    ['a limit that no cache of answers has', ['answers in memory are limited to 1MiB each'],
      { responseCache: { cache: ThanosCache.inMemory({ maxSize: Size.mebibytes(2), maxItemSize: Size.mebibytes(1) }) } }],
    ['a cache of nothing', ['the cache may hold nothing'], { responseCache: { cache: ThanosCache.inMemory({ maxSize: Size.mebibytes(0) }) } }],
    ['more cache than memory', ['caches may hold 256 MiB in the 256 MiB of the container'], { memoryLimit: Size.mebibytes(256) }],
    ['half a shard', ["--query-frontend.vertical-shards=1.5 of thanos query-frontend 0.42.4: '1.5' is no whole number"], { verticalShards: 1.5 }],
  ])('is %s', (_, what, props) => {
    expect(whats(frontend(props))).toEqual(what.map((each) => `thanos/${NAME}: ${each}`));
  });
});
