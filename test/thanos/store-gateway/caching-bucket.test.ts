import { Duration, Size } from 'cdk8s';
import { ThanosCache } from '../../../lib/thanos/caches/thanos-cache';
import { cachingBucketDocument, cachingBucketFindings, ThanosCachingBucketProps } from '../../../lib/thanos/store-gateway/caching-bucket';
import { MEMCACHED, MEMORY, SERVERS } from '../caches/caches';

const SYNC = Duration.minutes(15);

function whats(props: ThanosCachingBucketProps): string[] {
  return cachingBucketFindings(props, SYNC).map(({ what }) => what);
}

test('what is not said is left to Thanos', () => {
  expect(cachingBucketDocument({ cache: MEMORY })).toStrictEqual({ type: 'IN-MEMORY', config: { max_size: '100MiB', max_item_size: '50MiB' } });
});

test('everything may be said', () => {
  expect(cachingBucketDocument({
    cache: MEMCACHED,
    chunkSubrangeSize: Size.kibibytes(16),
    maxChunksGetRangeRequests: 0,
    chunkObjectAttrsTtl: Duration.days(1),
    chunkSubrangeTtl: Duration.hours(2),
    blocksIterTtl: Duration.minutes(5),
    metafileExistsTtl: Duration.hours(1),
    metafileDoesntExistTtl: Duration.minutes(15),
    metafileContentTtl: Duration.hours(12),
    metafileMaxSize: Size.kibibytes(512),
  })).toStrictEqual({
    type: 'MEMCACHED',
    config: { addresses: [SERVERS], max_item_size: '1MiB' },
    chunk_subrange_size: 16_384,
    max_chunks_get_range_requests: 0,
    chunk_object_attrs_ttl: '86400s',
    chunk_subrange_ttl: '7200s',
    blocks_iter_ttl: '300s',
    metafile_exists_ttl: '3600s',
    metafile_doesnt_exist_ttl: '900s',
    metafile_content_ttl: '43200s',
    metafile_max_size: '512KiB',
  });
});

test('a cache takes what is sent to it', () => {
  expect([MEMORY, MEMCACHED].flatMap((cache) => cachingBucketFindings({ cache, metafileMaxSize: Size.mebibytes(1) }, SYNC))).toEqual([]);
  expect(whats({ cache: MEMCACHED, metafileMaxSize: Size.mebibytes(2), chunkSubrangeSize: Size.mebibytes(3) })).toEqual([
    'chunkSubrangeSize is 3MiB, and memcached takes items of 1MiB',
    'metafileMaxSize is 2MiB, and memcached takes items of 1MiB',
  ]);
  expect(whats({ cache: MEMORY, metafileMaxSize: Size.mebibytes(2) })).toEqual([]);
});

test('pieces of chunks are something', () => {
  expect(whats({ cache: MEMORY, chunkSubrangeSize: Size.kibibytes(0) })).toEqual(['chunks are to be cached in pieces of nothing']);
});

test('the list of blocks is as young as somebody asks for it', () => {
  expect(cachingBucketFindings({ cache: MEMORY, blocksIterTtl: Duration.minutes(15) }, SYNC)).toEqual([]);
  expect(whats({ cache: MEMORY, blocksIterTtl: Duration.minutes(16) })).toEqual(['the list of blocks is cached for 960s, and asked for every 900s']);
});

test('what is wrong with the cache itself is told too', () => {
  expect(whats({ cache: ThanosCache.inMemory({ maxSize: Size.mebibytes(0) }) })).toEqual(['the cache may hold nothing']);
});
