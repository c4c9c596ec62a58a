import { Chart, Duration, Size } from 'cdk8s';
import { ThanosIndexCacheItem, Memcached, ObjectStore, ThanosCache, ThanosQuery, ThanosStoreGateway, ThanosStoreGatewayProps } from '../../../lib';
import { at, find, Manifest } from '../../manifests';
import { args, configHash, container, file, STORE, waysIn, waysOut, workload, written } from '../program';

function shard(props: Partial<ThanosStoreGatewayProps> = {}, more: (chart: Chart, gateway: ThanosStoreGateway) => unknown = () => undefined): Manifest[] {
  return written((chart) => more(chart, new ThanosStoreGateway(chart, 'store', { objectStore: STORE, ...props })));
}

/** A store gateway whose caches are memcached of the same program. */
function cached(): Manifest[] {
  return written((chart) => {
    const cache = ThanosCache.memcached({ servers: new Memcached(chart, 'cache', { maxItemSize: Size.mebibytes(2) }).endpoint });
    new ThanosStoreGateway(chart, 'store', {
      objectStore: STORE,
      indexCache: { cache, items: [ThanosIndexCacheItem.POSTINGS], ttl: Duration.hours(12) },
      cachingBucket: { cache, chunkSubrangeTtl: Duration.hours(6) },
    });
  });
}

const DEFAULT = shard();
const CACHED = cached();

test('opens headers of indexes when a query needs them', () => {
  expect([...args(DEFAULT, 'store')].sort()).toEqual([
    '--data-dir=/var/thanos/store', '--log.format=logfmt', '--objstore.config-file=/etc/thanos/objstore.yaml', '--store.enable-index-header-lazy-reader', 'store',
  ]);
});

test('lets queries touch as much as the program says', () => {
  expect(args(shard({
    syncInterval: Duration.minutes(5),
    maxConcurrency: 40,
    downloadedBytesLimit: Size.gibibytes(2),
    requestSeriesLimit: 500_000,
    requestSamplesLimit: 100_000_000,
  }), 'store')).toEqual(expect.arrayContaining([
    '--sync-block-duration=300s', '--store.grpc.series-max-concurrency=40', '--store.grpc.downloaded-bytes-limit=2GiB', '--store.limits.request-series=500000',
    '--store.limits.request-samples=100000000',
  ]));
});

test('gets memory for its cache and its queries, and an hour to load', () => {
  expect(container(DEFAULT, 'store', 'resources')).toMatchObject({ requests: { cpu: '500m', memory: '4Gi' }, limits: { cpu: '4', memory: '4Gi' } });
  expect(container(DEFAULT, 'store', 'startupProbe')).toMatchObject({ httpGet: { path: '/-/ready' }, periodSeconds: 10, failureThreshold: 360 });
});

test('has a volume that goes with it: everything on it is in the bucket', () => {
  expect(at(workload(DEFAULT, 'store'), 'spec')).toMatchObject({
    replicas: 2,
    serviceName: 'store-headless',
    podManagementPolicy: 'Parallel',
    updateStrategy: { type: 'RollingUpdate' },
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Delete' },
    volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { resources: { requests: { storage: '20Gi' } } } }],
  });
  expect(at(workload(shard({ volume: Size.gibibytes(99), storageClassName: 'gp3' }), 'store'), 'spec.volumeClaimTemplates.0.spec')).toMatchObject({
    storageClassName: 'gp3', resources: { requests: { storage: '99Gi' } },
  });
});

test('is named replica by replica', () => {
  expect(at(find(DEFAULT, 'Service'), 'spec')).toMatchObject({ clusterIP: 'None', ports: [{ name: 'http', port: 10902 }, { name: 'grpc', port: 10901 }] });
});

describe('caches', () => {
  test('are files, and say what memcached takes', () => {
    const addresses = ['dnssrvnoa+_memcache._tcp.cache-headless.thanos.svc'];

    expect(args(CACHED, 'store')).toEqual(expect.arrayContaining([
      '--index-cache.config-file=/etc/thanos/index-cache.yaml', '--store.caching-bucket.config-file=/etc/thanos/caching-bucket.yaml',
    ]));
    expect(file(CACHED, 'store', 'index-cache.yaml')).toEqual({ type: 'MEMCACHED', config: { addresses, max_item_size: '2MiB' }, enabled_items: ['Postings'], ttl: '43200s' });
    expect(file(CACHED, 'store', 'caching-bucket.yaml')).toEqual({ type: 'MEMCACHED', config: { addresses, max_item_size: '2MiB' }, chunk_subrange_ttl: '21600s' });
  });

  test('of this program let in store gateways, once for both caches, which are let out to them', () => {
    expect(waysIn(CACHED, 'cache')).toEqual(['store to 11211']);
    expect(waysOut(CACHED, 'store')).toEqual(['anybody at 53', 'anybody at 443', 'cache at 11211']);
  });

  test('are none unless the program says so: Thanos has one of indexes in its memory', () => {
    expect([file(DEFAULT, 'store', 'index-cache.yaml'), file(DEFAULT, 'store', 'caching-bucket.yaml')]).toEqual([undefined, undefined]);
    expect(waysOut(DEFAULT, 'store')).toEqual(['anybody at 53', 'anybody at 443']);
  });
});

test('lets in whom asks it by gRPC, and scrapers', () => {
  expect(waysIn(DEFAULT, 'store')).toEqual(['any pod to 10901 and 10902']);
  expect(waysIn(shard({}, (chart, { storeApis }) => new ThanosQuery(chart, 'query', { storeApis })), 'store')).toEqual(['query to 10901', 'any pod to 10902']);
});

test('rolls when its bucket changes', () => {
  expect(configHash(shard({ objectStore: ObjectStore.s3({ bucket: 'another-bucket', region: 'us-east-1' }) }), 'store')).not.toBe(configHash(DEFAULT, 'store'));
});
