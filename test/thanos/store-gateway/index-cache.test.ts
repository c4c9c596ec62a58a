import { Duration, Size } from 'cdk8s';
import { ThanosCache } from '../../../lib/thanos/caches/thanos-cache';
import { indexCacheDocument, indexCacheFindings, ThanosIndexCacheItem } from '../../../lib/thanos/store-gateway/index-cache';
import { MEMCACHED, MEMORY, SERVERS } from '../caches/caches';

test('indexes are cached wholly, or in part', () => {
  const items = [ThanosIndexCacheItem.POSTINGS, ThanosIndexCacheItem.EXPANDED_POSTINGS];

  expect(indexCacheDocument({ cache: MEMORY })).toStrictEqual({ type: 'IN-MEMORY', config: { max_size: '100MiB', max_item_size: '50MiB' } });
  expect(indexCacheDocument({ cache: MEMCACHED, items, ttl: Duration.hours(2) })).toStrictEqual({
    type: 'MEMCACHED', config: { addresses: [SERVERS], max_item_size: '1MiB' }, enabled_items: ['Postings', 'ExpandedPostings'], ttl: '7200s',
  });
});

test('items stay for a time where there is one', () => {
  expect(indexCacheFindings({ cache: MEMCACHED, ttl: Duration.hours(2) })).toEqual([]);
  expect(indexCacheFindings({ cache: MEMORY, ttl: Duration.hours(2) }).map(({ what }) => what)).toEqual(['items of the index stay for 7200s in memory']);
  expect(indexCacheFindings({ cache: MEMCACHED, ttl: Duration.hours(0) }).map(({ what }) => what)).toEqual(['items of the index stay for 0s']);
});

test('no items are everything', () => {
  expect(indexCacheFindings({ cache: MEMORY, items: [] }).map(({ what, why }) => [what, why])).toEqual([
    ['no item of indexes is to be cached', 'Thanos takes an empty list for everything'],
  ]);
});

test('what is wrong with the cache itself is told too', () => {
  expect(indexCacheFindings({ cache: ThanosCache.inMemory({ maxSize: Size.mebibytes(0) }) })).toHaveLength(1);
});
