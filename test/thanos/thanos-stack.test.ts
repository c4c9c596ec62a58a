import { Duration, Size } from 'cdk8s';
import { aChart, args, container, file, flag, objects, problems, whats, workload, written } from './program';
import { stack } from './stacks';
import {
  KubernetesDiscoveryRole, MemcachedEndpoint, RecordingRule, RemoteWriteEndpoint, RuleGroup, StoreApi, ThanosCache, ThanosStackProps, ThanosStoreGatewayOptions,
  VersionCatalog,
} from '../../lib';
import { scrapeNeeds } from '../../lib/scraping/scrape-access';
import { problemOf } from '../collector/documents';
import { at, Manifest } from '../manifests';
import { discoveredPod, targetsOf } from '../scraping/discovered';

const WARM = { window: { name: 'warm', oldest: Duration.days(15) } };
const COLD = { window: { name: 'cold', youngest: Duration.days(14) } };
const YEAR = { raw: Duration.days(30), fiveMinutes: Duration.days(90), oneHour: Duration.days(365) };

const SMALLEST = written(stack());
const WHOLE = written(stack({ retention: YEAR, receive: {}, memcached: {}, storeGateways: [WARM, COLD] }));

function workloads(all: readonly Manifest[]): string[] {
  return objects(all).filter((object) => /^(Deployment|StatefulSet) /.test(object));
}

describe('a stack', () => {
  test('is what answers, from a few choices', () => {
    expect(workloads(SMALLEST)).toEqual(['StatefulSet thanos-store', 'Deployment thanos-query', 'Deployment thanos-query-frontend', 'StatefulSet thanos-compactor']);
  });

  test('has what the program asks for', () => {
    expect(workloads(WHOLE)).toEqual([
      'StatefulSet thanos-cache', 'StatefulSet thanos-receive-ingestor', 'Deployment thanos-receive-router', 'StatefulSet thanos-store-warm',
      'StatefulSet thanos-store-cold', 'Deployment thanos-query', 'Deployment thanos-query-frontend', 'StatefulSet thanos-compactor',
    ]);
  });

  test('begins the names of its objects as the program says', () => {
    expect(workloads(written(stack({ name: 'metrics' })))).toEqual([
      'StatefulSet metrics-store', 'Deployment metrics-query', 'Deployment metrics-query-frontend', 'StatefulSet metrics-compactor',
    ]);
  });

  test('can be read back', () => {
    const read = stack({ retention: YEAR, receive: {}, memcached: {}, storeGateways: [WARM, COLD] })(aChart());

    expect([read.receive?.replicas, read.query.replicas, read.queryFrontend.replicas]).toEqual([3, 2, 2]);
    expect([read.storeGateways.length, read.memcached?.replicas]).toEqual([2, 2]);
    expect([read.retention, read.compactor.retention]).toEqual([YEAR, YEAR]);
    expect([read.queryEndpoint, read.storeApi, read.remoteWriteEndpoint]).toEqual([
      read.queryFrontend.queryEndpoint, read.query.storeApi, read.receive?.remoteWriteEndpoint,
    ]);
    expect(read.queryEndpoint.url).toBe('http://thanos-query-frontend.thanos.svc:10902');
  });

  test('gives each component as a job under its name, for which alerts look', () => {
    const { scrapeConfigs } = stack({ receive: {}, storeGateways: [WARM, COLD], ruler: { ruleGroups: [new RuleGroup('targets', { rules: [] })] } })(aChart());

    expect(scrapeConfigs.map(({ jobName }) => jobName)).toEqual([
      'thanos-query', 'thanos-query-frontend', 'thanos-receive-router', 'thanos-receive-ingestor', 'thanos-store-warm', 'thanos-store-cold',
      'thanos-compactor', 'thanos-ruler',
    ]);
  });

  test('is scraped at the metrics of its pods, in its namespace only', () => {
    const [query] = stack()(aChart()).scrapeConfigs;

    expect(query?.kubernetes).toEqual([{
      role: KubernetesDiscoveryRole.POD,
      namespaces: ['thanos'],
      labelSelector: 'app.kubernetes.io/name=thanos,app.kubernetes.io/instance=thanos-query,app.kubernetes.io/component=query',
    }]);
    expect(targetsOf([query!], discoveredPod({}, { __address__: '10.0.0.7:10902', __meta_kubernetes_pod_container_port_name: 'http' }))).toMatchObject([{
      url: 'http://10.0.0.7:10902/metrics', labels: { job: 'thanos-query' },
    }]);
    expect(targetsOf([query!], discoveredPod({}, { __meta_kubernetes_pod_container_port_name: 'grpc' }))).toEqual([]);
    expect(scrapeNeeds([query!])).toMatchObject({ clusterRules: [], namespaceRules: [{ namespace: 'thanos', resources: ['pods'] }] });
  });

  test('asks ingestors, store gateways, and whom the program adds', () => {
    const all = written(stack({ receive: {}, storeApis: [StoreApi.at({ address: 'sidecar.example.com:10901' })] }));

    expect(file(all, 'thanos-query', 'endpoints.yaml')).toEqual({
      endpoints: [
        { address: 'dnssrv+_grpc._tcp.thanos-receive-ingestor-headless.thanos.svc' },
        { address: 'dnssrv+_grpc._tcp.thanos-store-headless.thanos.svc', group: true },
        { address: 'sidecar.example.com:10901' },
      ],
    });
  });

  test('gives options of a component to that component', () => {
    const all = written(stack({
      versions: new VersionCatalog({ thanos: '0.41.0' }),
      receive: { cpu: 2 },
      query: { replicas: 4, versions: new VersionCatalog({ thanos: '0.42.4' }) },
      queryFrontend: { splitInterval: Duration.hours(6) },
      compactor: { volume: Size.gibibytes(300) },
      storeGateways: [{ replicas: 3 }],
      memcached: { replicas: 5 },
    }));

    expect(['thanos-query', 'thanos-store', 'thanos-cache'].map((name) => at(workload(all, name), 'spec.replicas'))).toEqual([4, 3, 5]);
    expect(['thanos-receive-ingestor', 'thanos-receive-router', 'thanos-query', 'thanos-store'].map((name) => container(all, name, 'image'))).toEqual(
      ['0.41.0', '0.41.0', '0.42.4', '0.41.0'].map((version) => expect.stringContaining(`:v${version}`) as string),
    );
    expect(flag(all, 'thanos-query-frontend', 'query-range.split-interval')).toEqual(['21600s']);
    expect(at(workload(all, 'thanos-compactor'), 'spec.volumeClaimTemplates.0.spec.resources.requests.storage')).toBe('300Gi');
  });
});

describe('what one component is told follows from the others', () => {
  test('the compactor keeps what the retention says, and merges the copies of ingestors', () => {
    expect(args(WHOLE, 'thanos-compactor')).toEqual(expect.arrayContaining([
      '--retention.resolution-raw=30d', '--retention.resolution-5m=90d', '--retention.resolution-1h=1y', '--deduplication.replica-label=receive_replica',
    ]));
  });

  test('Query knows how copies differ: of ingestors, and of whom the program adds', () => {
    const outside = [StoreApi.at({ address: 'sidecar.example.com:10901', replicaLabels: ['prometheus_replica'] })];

    expect([flag(WHOLE, 'thanos-query', 'query.replica-label'), flag(WHOLE, 'thanos-query', 'deduplication.func')]).toEqual([['receive_replica'], ['chain']]);
    const both = written(stack({ receive: {}, storeApis: outside }));
    expect([flag(both, 'thanos-query', 'query.replica-label'), flag(both, 'thanos-query', 'deduplication.func')]).toEqual([
      ['prometheus_replica', 'receive_replica'], ['penalty'],
    ]);
  });

  test('queries of one moment take coarse samples when raw ones go early', () => {
    const resolution = (raw: number, query = {}) =>
      flag(written(stack({ retention: { raw: Duration.days(raw), fiveMinutes: Duration.days(90) }, query })), 'thanos-query', 'query.instant.default.max_source_resolution');

    expect([resolution(7), resolution(30), resolution(7, { instantMaxSourceResolution: Duration.minutes(5) })]).toEqual([['1h'], [], ['5m']]);
  });

  test('the frontend reads the tenant where Query does: it hands on no header that it does not know', () => {
    const headers = (props: Partial<ThanosStackProps>) => flag(written(stack(props)), 'thanos-query-frontend', 'query-frontend.tenant-header');

    expect([headers({}), headers({ query: { tenancy: {} } }), headers({ query: { tenancy: { header: 'X-Tenant' } } })]).toEqual([[], [], ['X-Tenant']]);
    expect(headers({ query: { tenancy: { header: 'X-Tenant' } }, queryFrontend: { tenantHeader: 'X-Team' } })).toEqual(['X-Team']);
  });

  test('memcached is the cache of answers, indexes and chunks', () => {
    const files = [['thanos-query-frontend', 'response-cache.yaml'], ['thanos-store-warm', 'index-cache.yaml'], ['thanos-store-cold', 'caching-bucket.yaml']];

    expect(files.map(([name, cache]) => at(file(WHOLE, name, cache), 'config.addresses.0'))).toEqual(
      Array.from({ length: 3 }, () => 'dnssrvnoa+_memcache._tcp.thanos-cache-headless.thanos.svc'),
    );
  });

  test('a component that names another cache has that one', () => {
    const cache = ThanosCache.memcached({ servers: MemcachedEndpoint.at({ addresses: ['dnssrvnoa+_memcache._tcp.answers.caches.svc'] }) });
    const all = written(stack({ memcached: {}, queryFrontend: { responseCache: { cache } } }));

    expect(at(file(all, 'thanos-query-frontend', 'response-cache.yaml'), 'config.addresses.0')).toBe('dnssrvnoa+_memcache._tcp.answers.caches.svc');
    expect(file(SMALLEST, 'thanos-query-frontend', 'response-cache.yaml')).toMatchObject({ type: 'IN-MEMORY' });
    expect(file(SMALLEST, 'thanos-store', 'caching-bucket.yaml')).toBeUndefined();
  });
});

describe('what fails at once', () => {
  test('is to write where nobody takes it', () => {
    expect(problemOf(() => stack()(aChart()).remoteWriteEndpoint)).toMatchObject({ what: 'remoteWriteEndpoint of a stack that takes no remote write', fix: 'receive: {}' });
    expect(stack({ receive: {} })(aChart()).remoteWriteEndpoint.url).toBe('http://thanos-receive-router.thanos.svc:19291/api/v1/receive');
  });

  test('is to ask a ruler that is not there, or keeps nothing', () => {
    const ruler = { ruleGroups: [new RuleGroup('sums', { rules: [new RecordingRule('job:up:sum', { expr: 'sum by (job) (up)' })] })] };
    const remoteWriteTo = [RemoteWriteEndpoint.http({ name: 'mimir', url: 'https://mimir.example.com/api/v1/push' })];

    expect(problemOf(() => stack()(aChart()).rulerEndpoint)).toMatchObject({ what: 'rulerEndpoint of a stack without a ruler' });
    expect(problemOf(() => stack({ ruler: { ...ruler, remoteWriteTo } })(aChart()).rulerEndpoint)).toMatchObject({ what: 'rulerEndpoint of a stack whose ruler writes to others' });
    expect(stack({ ruler })(aChart()).rulerEndpoint.address).toBe('dnssrv+_grpc._tcp.thanos-ruler-headless.thanos.svc');
  });

  test.each<[string, ThanosStoreGatewayOptions[]]>([
    ['there are no storeGateways', []],
    ['2 storeGateways have the windows none, none', [{}, {}]],
    ['2 storeGateways have the windows warm, none', [WARM, {}]],
    ['2 storeGateways have the windows warm, warm', [WARM, WARM]],
  ])('is: %s', (what, storeGateways) => {
    expect(() => stack({ storeGateways })(aChart())).toThrow(`thanos/thanos: ${what}\n`);
  });
});

describe('what is wrong with a stack', () => {
  test('is a query of one moment that finds nothing, because it takes raw samples only', () => {
    const finest = (instantMaxSourceResolution: Duration) => whats(stack({ retention: { raw: Duration.days(7) }, query: { instantMaxSourceResolution } }));

    expect(finest(Duration.minutes(5))).toEqual([]);
    expect(finest(Duration.minutes(1))).toEqual(['thanos/thanos: raw samples are kept for 1w, and queries of one moment take no others']);
  });

  test.each<[string, Partial<ThanosStackProps>, string, string]>([
    ['windows that touch', { storeGateways: [WARM, { window: { name: 'cold', youngest: Duration.days(15) } }] },
      "the window 'warm' ends at an age of 15d, and 'cold' begins at 15d", "youngest: Duration.minutes(21585) for 'cold', or less"],
    ['windows that end', { storeGateways: [WARM] }, 'no window has samples older than 15d', "leave oldest out in the window 'warm'"],
    ['windows that begin after ingestors have forgotten', { receive: { localRetention: Duration.hours(24) }, storeGateways: [{ window: { name: 'late', youngest: Duration.hours(25) } }] },
      "the window 'late' begins at an age of 1d1h, and those who write have samples for 1d", 'youngest: less than 1d, or none'],
    ['blocks that go while they are read', { compactor: { deleteDelay: Duration.hours(24) } },
      'store gateways read blocks for 1d after they are marked, and the compactor deletes them after 1d',
      'deleteDelay: Duration.days(2), or Duration.minutes(1455) at least'],
    ['blocks that are given up before their successors are known', { storeGateways: [{ syncInterval: Duration.hours(25) }], compactor: { deleteDelay: Duration.hours(96) } },
      'store gateways read blocks for 1d after they are marked, and look for new ones every 1d1h', 'syncInterval: Duration.days(1), or less'],
    ['blocks that go while they are read, as an argument has it', { storeGateways: [{ extraArgs: ['--ignore-deletion-marks-delay=72h'], window: { name: 'all', shards: 2 } }] },
      'store gateways read blocks for 3d after they are marked, and the compactor deletes them after 2d',
      'deleteDelay: Duration.days(6), or Duration.minutes(4335) at least'],
    ['tenants under two labels', { receive: { tenancy: { label: 'team' } }, query: { tenancy: {} } },
      'Query answers tenants by tenant_id, and receivers announce them by team', "label: 'team' for both"],
    ['a tenant whom the frontend does not name', { query: { tenancy: { defaultTenant: 'platform' } } },
      "Query takes whoever names no tenant for 'platform', and the frontend before it for 'default-tenant'",
      "leave defaultTenant out, and have the proxy before the frontend name 'platform'"],
  ])('is %s', (_, props, what, fix) => {
    expect(problems(stack(props)).map((problem) => [problem.path, problem.what, problem.fix])).toEqual([['thanos/thanos', what, fix]]);
  });

  test.each<[Partial<ThanosStackProps>]>([
    [{ storeGateways: [WARM, COLD] }],
    [{ receive: { localRetention: Duration.hours(24) }, storeGateways: [{ window: { name: 'late', youngest: Duration.hours(23) } }] }],
    [{ compactor: { deleteDelay: Duration.minutes(24 * 60 + 15) } }],
    [{ storeGateways: [{ syncInterval: Duration.hours(24) }] }],
    [{ storeGateways: [{ extraArgs: ['--ignore-deletion-marks-delay=72h'] }], compactor: { deleteDelay: Duration.days(6) } }],
    [{ receive: { tenancy: { label: 'team' } }, query: { tenancy: { label: 'team' } } }],
    [{ query: { tenancy: { label: 'team' } } }],
  ])('is not %j', (props) => {
    expect(whats(stack(props))).toEqual([]);
  });

  test('is told with that of its components, all at once', () => {
    expect(whats(stack({
      retention: { raw: Duration.days(1) },
      receive: { replicas: 2 },
      query: { replicas: 0 },
      queryFrontend: { extraArgs: ['--query-range.split-interval=1h'] },
      storeGateways: [WARM],
      memcached: { connections: 0 },
    }))).toEqual([
      'thanos/thanos/memcached: connections is 0',
      "thanos/thanos/receive: the hashring 'default' has 2 ingestors for a replication factor of 3",
      'thanos/thanos/query: replicas is 0',
      'thanos/thanos/query-frontend: --query-range.split-interval=1h in extraArgs is a flag that the library sets itself',
      'thanos/thanos/compactor: raw is kept for 1d',
      'thanos/thanos: no window has samples older than 15d',
    ]);
  });

  test('is two stacks of one name in a namespace, and one bucket for both', () => {
    const found = whats((chart) => {
      stack()(chart);
      stack({ name: 'thanos' }, 'more')(chart);
    });

    expect(found.filter((what) => what.includes('its objects are called'))).toHaveLength(4);
    expect(found).toContain("thanos/thanos/compactor: the bucket has 2 compactors, and 'thanos/thanos/compactor', 'thanos/more/compactor' take all of its blocks");
  });
});

test('a stack is written alike each time', () => {
  expect(JSON.stringify(written(stack({ retention: YEAR, receive: {}, memcached: {}, storeGateways: [WARM, COLD] })))).toBe(JSON.stringify(WHOLE));
});
