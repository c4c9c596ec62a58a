import { Size } from 'cdk8s';
import { MEMCACHED, MEMORY, REDIS } from './caches';
import { cacheFindings } from '../../../lib/thanos/caches/cache-invariants';
import { ThanosCache } from '../../../lib/thanos/caches/thanos-cache';

function whats(cache: ThanosCache): string[] {
  return cacheFindings(cache).map(({ what }) => what);
}

test('a cache may be in memory, in memcached and in Redis', () => {
  expect([MEMORY, MEMCACHED, REDIS].flatMap(cacheFindings)).toEqual([]);
  expect(whats(ThanosCache.memcached({ addresses: ['a:11211', 'b:11211'] }))).toEqual([]);
  expect(whats(ThanosCache.redis({ address: 'a:6379,b:6379' }))).toEqual([]);
});

test('a cache in memory holds its largest item', () => {
  expect(whats(ThanosCache.inMemory({ maxSize: Size.mebibytes(1), maxItemSize: Size.mebibytes(2) }))).toEqual(['the cache may hold 1MiB, and one item 2MiB']);
  expect(whats(ThanosCache.inMemory({ maxSize: Size.mebibytes(0) }))).toEqual(['the cache may hold nothing']);
});

test.each(['dns+cache.monitoring.svc:11211', 'dnssrv+_client._tcp.cache.monitoring.svc'])('servers of memcached are chosen by their names, not by what %s gives', (address) => {
  expect(cacheFindings(ThanosCache.memcached({ addresses: [address] }))).toEqual([{
    what: `servers of memcached are looked up by '${address}'`,
    why: 'it gives addresses of pods, which change when one restarts: servers are chosen by them, so that nearly every item would be looked for elsewhere',
    fix: "'dnssrvnoa+_memcached._tcp.cache.monitoring.svc', with the name of the port of a headless Service",
  }]);
});

test('memcached has servers, and somebody who writes', () => {
  expect(whats(ThanosCache.memcached({ addresses: [], maxAsyncConcurrency: 0 }))).toEqual(['the cache has no servers', 'maxAsyncConcurrency is 0']);
});

test.each(['redis://redis:6379', 'redis', ''])('Redis is not reached at %j', (address) => {
  expect(whats(ThanosCache.redis({ address }))).toEqual([`'${address}' is no address of Redis`]);
});
