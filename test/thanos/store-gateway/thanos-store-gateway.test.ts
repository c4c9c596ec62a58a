import { Chart, Duration, Size } from 'cdk8s';
import { ThanosIndexCacheItem, MemcachedEndpoint, ThanosCache, ThanosStoreGateway, ThanosStoreGatewayProps } from '../../../lib';
import { aChart, flag, file, objects, STORE, whats, written } from '../program';

const CACHE = ThanosCache.memcached({ servers: MemcachedEndpoint.at({ addresses: ['dnssrvnoa+_memcache._tcp.cache.caches.svc'] }) });

function gateway(props: Partial<ThanosStoreGatewayProps> = {}): (chart: Chart) => ThanosStoreGateway {
  return (chart) => new ThanosStoreGateway(chart, 'store', { objectStore: STORE, ...props });
}

describe('a store gateway', () => {
  test('is one StatefulSet when it shares nothing out', () => {
    expect(objects(written(gateway()))).toEqual([
      'ServiceAccount store', 'ConfigMap store-config', 'NetworkPolicy store', 'PodDisruptionBudget store', 'Service store-headless', 'StatefulSet store',
    ]);
  });

  test('is a StatefulSet for each shard of its blocks', () => {
    const all = written(gateway({ window: { name: 'all', shards: 3 } }));

    expect(objects(all).filter((object) => object.startsWith('StatefulSet'))).toEqual(['StatefulSet store-0', 'StatefulSet store-1', 'StatefulSet store-2']);
    expect(['store-0', 'store-2'].map((name) => file(all, name, 'selector.yaml'))).toEqual(['0', '2'].map((shard) => [
      { action: 'hashmod', source_labels: ['__block_id'], target_label: 'shard', modulus: 3 },
      { action: 'keep', source_labels: ['shard'], regex: shard },
    ]));
    expect(flag(all, 'store-1', 'selector.relabel-config-file')).toEqual(['/etc/thanos/selector.yaml']);
  });

  test('has the samples of its window', () => {
    const all = written(gateway({ window: { name: 'warm', oldest: Duration.days(30), youngest: Duration.hours(12) } }));

    expect([flag(all, 'store', 'min-time'), flag(all, 'store', 'max-time')]).toEqual([['-30d'], ['-12h']]);
    expect([flag(written(gateway()), 'store', 'min-time'), flag(written(gateway()), 'store', 'max-time')]).toEqual([[], []]);
  });

  test('can be read back, and asked: a query goes to one replica of each shard', () => {
    const read = gateway({ name: 'blocks', replicas: 3, volume: Size.gibibytes(40), window: { name: 'all', shards: 2 } })(aChart());

    expect([read.replicas, read.volume.toGibibytes(), read.window.name, read.statefulSets.map(({ name }) => name)]).toEqual([3, 40, 'all', ['blocks-0', 'blocks-1']]);
    expect(read.storeApis.map(({ address, group }) => [address, group])).toEqual([0, 1].map((shard) => [`dnssrv+_grpc._tcp.blocks-${shard}-headless.thanos.svc`, true]));
  });
});

describe('what is wrong with a store gateway', () => {
  test('is more cache than memory, for both caches together', () => {
    const cache = ThanosCache.inMemory({ maxSize: Size.gibibytes(3) });

    expect(whats(gateway({ indexCache: { cache } }))).toEqual([]);
    expect(whats(gateway({ indexCache: { cache }, cachingBucket: { cache } }))).toEqual(['thanos/store/shard-0: caches may hold 6 GiB in the 4 GiB of the container']);
  });

  test.each<[string, Partial<ThanosStoreGatewayProps>]>([
    ['replicas is 0', { replicas: 0 }],
    ['replicas is 1.5', { replicas: 1.5 }],
    ["the window 'all' has 0 shards", { window: { name: 'all', shards: 0 } }],
    ["the window 'none' reaches from an age of 2d to one of 1d", { window: { name: 'none', youngest: Duration.days(2), oldest: Duration.days(1) } }],
    ['no item of indexes is to be cached', { indexCache: { cache: CACHE, items: [] } }],
    ['chunks are to be cached in pieces of nothing', { cachingBucket: { cache: CACHE, chunkSubrangeSize: Size.kibibytes(0) } }],
    ['metafileMaxSize is 2MiB, and memcached takes items of 1MiB', { cachingBucket: { cache: CACHE, metafileMaxSize: Size.mebibytes(2) } }],
    ['the list of blocks is cached for 600s, and asked for every 300s', { syncInterval: Duration.minutes(5), cachingBucket: { cache: CACHE, blocksIterTtl: Duration.minutes(10) } }],
  ])('is: %s', (what, props) => {
    expect(whats(gateway(props))).toEqual([`thanos/store: ${what}`]);
  });

  test('is nothing when every option is what it may be', () => {
    expect(whats(gateway({
      replicas: 1,
      window: { name: 'warm', oldest: Duration.days(30), shards: 2 },
      indexCache: { cache: CACHE, items: [ThanosIndexCacheItem.POSTINGS], ttl: Duration.days(2) },
      cachingBucket: { cache: CACHE, blocksIterTtl: Duration.minutes(15), metafileMaxSize: Size.mebibytes(1) },
    }))).toEqual([]);
  });
});
