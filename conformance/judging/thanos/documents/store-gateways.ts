/** Store gateways: whose blocks they have, and where they cache what they read. */
import { Duration, Size } from 'cdk8s';
import { Bucket } from './blocks';
import { RunningComponent, unlike, written } from './running-component';
import { memcached, redis, silence, StandIn } from './stand-ins';
import { MemcachedEndpoint } from '../../../../lib/memcached';
import { ThanosCache } from '../../../../lib/thanos/caches/thanos-cache';
import { FlagValues } from '../../../../lib/thanos/flags/setting';
import { selectorDocument } from '../../../../lib/thanos/selector/selector';
import { cachingBucketDocument } from '../../../../lib/thanos/store-gateway/caching-bucket';
import { storeGatewayFlags } from '../../../../lib/thanos/store-gateway/flags';
import { indexCacheDocument, ThanosIndexCacheItem } from '../../../../lib/thanos/store-gateway/index-cache';
import { StoreShard, storeShards, ThanosStoreWindow } from '../../../../lib/thanos/store-gateway/windows';
import { SecretValue } from '../../../../lib/wiring';
import { temporaryFolder } from '../../processes';

export function storeValues({ objstoreFile }: Bucket, { window, selector }: StoreShard): FlagValues {
  return storeGatewayFlags({
    directory: temporaryFolder('store'),
    objstoreFile,
    window,
    selectorFile: selector.length === 0 ? undefined : written('selector.yaml', selectorDocument(selector)),
    chunkPoolSize: Size.mebibytes(100),
    syncInterval: Duration.minutes(1),
    ignoreDeletionMarksDelay: Duration.hours(24),
    downloadedBytesLimit: Size.gibibytes(1),
    requestSeriesLimit: 1000,
  });
}

/** How many blocks each shard of a window has. */
async function blocksOf(bucket: Bucket, window: ThanosStoreWindow): Promise<number[]> {
  return Promise.all(storeShards([window]).map(async (shard) => {
    const store = RunningComponent.start('store', storeValues(bucket, shard));
    try {
      await store.untilReady();
      return (await store.metric('thanos_blocks_meta_synced'))['{state="loaded"}'];
    } finally {
      await store.end();
    }
  }));
}

async function complaintsOnShards(bucket: Bucket): Promise<string[]> {
  const [all, shards] = [await blocksOf(bucket, { name: 'all' }), await blocksOf(bucket, { name: 'all', shards: 3 })];
  const sum = shards.reduce((total, blocks) => total + blocks, 0);
  return [...unlike('blocks of all shards', sum, all[0]), ...sum < 2 ? [`there are ${sum} blocks, too few to be shared`] : []];
}

async function complaintsOnWindows(bucket: Bucket): Promise<string[]> {
  const windows = [
    { name: 'fresh', oldest: Duration.hours(12) },
    { name: 'warm', oldest: Duration.days(14), youngest: Duration.hours(11) },
    { name: 'cold', youngest: Duration.days(13) },
  ];
  const [fresh, warm, cold] = await Promise.all(windows.map((window) => blocksOf(bucket, window)));
  return [...unlike('blocks that are too old, or not old enough', [fresh, cold], [[0], [0]]), ...warm[0] > 1 ? [] : [`${warm[0]} blocks in the window of their age`]];
}

/** Starts a store gateway with both caches, and tells what it has said to those who keep them. */
async function complaintsOnCaches(bucket: Bucket, cache: ThanosCache, env: NodeJS.ProcessEnv, expected: () => string[]): Promise<string[]> {
  const files = {
    'index-cache.config-file': written('index-cache.yaml', indexCacheDocument({
      cache, items: Object.values(ThanosIndexCacheItem), ttl: cache._memory ? undefined : Duration.hours(2),
    })),
    'store.caching-bucket.config-file': written('caching-bucket.yaml', cachingBucketDocument({
      cache,
      chunkSubrangeSize: Size.kibibytes(16),
      maxChunksGetRangeRequests: 2,
      chunkObjectAttrsTtl: Duration.hours(1),
      chunkSubrangeTtl: Duration.hours(1),
      blocksIterTtl: Duration.minutes(1),
      metafileExistsTtl: Duration.hours(1),
      metafileDoesntExistTtl: Duration.minutes(1),
      metafileContentTtl: Duration.hours(1),
      metafileMaxSize: Size.kibibytes(512),
    })),
  };
  const store = RunningComponent.start('store', { ...storeValues(bucket, { window: { name: 'all' }, shard: 0, selector: [] }), ...files }, env);
  try {
    await store.untilReady();
    return expected();
  } finally {
    await store.end();
  }
}

/** Store gateways pass over options that they do not know; Query Frontend does not. */
export function everyOptionOfMemcached({ address }: StandIn): ThanosCache {
  return ThanosCache.memcached({
    servers: MemcachedEndpoint.at({ addresses: [address], maxItemSize: Size.mebibytes(2) }),
    timeout: Duration.seconds(1),
    maxIdleConnections: 20,
    maxAsyncConcurrency: 5,
    maxAsyncBufferSize: 100,
    maxGetMultiConcurrency: 5,
    maxGetMultiBatchSize: 10,
  });
}

export function everyOptionOfRedis({ address }: StandIn): ThanosCache {
  return ThanosCache.redis({ address, username: 'thanos', password: SecretValue.fromSecret('redis', 'password'), database: 3 });
}

/** What stands in the Secret. */
export const REDIS_ENVIRONMENT = { REDIS_PASSWORD: 's3cret' };

async function complaintsOnMemcached(bucket: Bucket): Promise<string[]> {
  const server = await memcached();
  return complaintsOnCaches(bucket, everyOptionOfMemcached(server), {}, () => silence(server, /^gets? \S*meta\.json/)).finally(server.stop);
}

async function complaintsOnRedis(bucket: Bucket): Promise<string[]> {
  const server = await redis();
  const expected = () => [...silence(server, /^AUTH thanos s3cret/), ...silence(server, /^SELECT 3/), ...silence(server, /^M?GET \S*meta\.json/i)];
  return complaintsOnCaches(bucket, everyOptionOfRedis(server), REDIS_ENVIRONMENT, expected).finally(server.stop);
}

export function storeGatewayCases(bucket: Bucket): { readonly [object: string]: () => Promise<string[]> } {
  return {
    'shards of a store gateway': () => complaintsOnShards(bucket),
    'windows of store gateways': () => complaintsOnWindows(bucket),
    'caches in memory': () => complaintsOnCaches(bucket, ThanosCache.inMemory({ maxSize: Size.mebibytes(20) }), {}, () => []),
    'caches in memcached': () => complaintsOnMemcached(bucket),
    'caches in Redis': () => complaintsOnRedis(bucket),
  };
}
