import { Size } from 'cdk8s';
import { MEMCACHED, MEMORY, REDIS } from './caches';
import { MemcachedEndpoint } from '../../../lib/memcached';
import { cacheFindings, cacheMemoryFindings } from '../../../lib/thanos/caches/cache-invariants';
import { ThanosCache } from '../../../lib/thanos/caches/thanos-cache';

function whats(cache: ThanosCache): string[] {
  return cacheFindings(cache).map(({ what }) => what);
}

test('a cache may be in memory, in memcached and in Redis', () => {
  expect([MEMORY, MEMCACHED, REDIS].flatMap(cacheFindings)).toEqual([]);
  expect(whats(ThanosCache.redis({ address: 'a:6379,b:6379' }))).toEqual([]);
});

test('a cache in memory holds its largest item', () => {
  expect(whats(ThanosCache.inMemory({ maxSize: Size.mebibytes(1), maxItemSize: Size.mebibytes(2) }))).toEqual(['the cache may hold 1MiB, and one item 2MiB']);
  expect(whats(ThanosCache.inMemory({ maxSize: Size.mebibytes(0) }))).toEqual(['the cache may hold nothing']);
});

test('memcached has somebody who writes', () => {
  expect(whats(ThanosCache.memcached({ servers: MemcachedEndpoint.at({ addresses: ['a:11211'] }), maxAsyncConcurrency: 0 }))).toEqual(['maxAsyncConcurrency is 0']);
});

test.each(['redis://redis:6379', 'redis', ''])('Redis is not reached at %j', (address) => {
  expect(whats(ThanosCache.redis({ address }))).toEqual([`'${address}' is no address of Redis`]);
});

test('caches leave memory to everything else, all of them together', () => {
  const memory = Size.gibibytes(1);
  const holding = (mebibytes: number) => ThanosCache.inMemory({ maxSize: Size.mebibytes(mebibytes) });

  const small = [[], [MEMCACHED, REDIS], [holding(819)], [holding(400), holding(400), MEMCACHED]];

  expect(small.flatMap((caches) => cacheMemoryFindings(caches, memory))).toEqual([]);
  expect(cacheMemoryFindings([holding(500), holding(500)], memory)).toEqual([{
    what: 'caches may hold 1000 MiB in the 1 GiB of the container',
    why: 'the Go runtime is told to stay below 80 %, and would do nothing but collect garbage until the kernel kills it',
    fix: 'memoryLimit: Size.mebibytes(2000), or a smaller maxSize',
  }]);
  expect(cacheMemoryFindings([holding(820)], memory)).toHaveLength(1);
});
