import { MEMORY } from './caches';
import { MemcachedEndpoint } from '../../../lib/memcached';
import { cacheNeeds } from '../../../lib/thanos/caches/cache-needs';
import { ThanosCache } from '../../../lib/thanos/caches/thanos-cache';
import { FileSource, SecretValue, Tls } from '../../../lib/wiring';

test('a cache in memory needs nothing', () => {
  expect(cacheNeeds(MEMORY)).toEqual({ variables: [], mounts: [], egress: [] });
});

test('memcached needs a way to each server, or to the namespace of its Service', () => {
  const addresses = ['dnssrvnoa+_memcache._tcp.memcached.caches.svc', 'cache.example.com:11212'];

  expect(cacheNeeds(ThanosCache.memcached({ servers: MemcachedEndpoint.at({ addresses }) }))).toEqual({
    variables: [], mounts: [], egress: [{ peer: { namespace: 'caches' } }, { port: 11212 }],
  });
});

test('Redis needs a way to each of its addresses, its password and its certificates', () => {
  const cache = ThanosCache.redis({
    address: 'one.example.com:6379,other.example.com:6380',
    password: SecretValue.fromSecret('redis', 'password'),
    tls: Tls.custom({ ca: FileSource.fromSecret('redis-tls', 'ca.crt') }),
  });

  expect(cacheNeeds(cache)).toEqual({
    variables: [{ name: 'REDIS_PASSWORD', secretName: 'redis', secretKey: 'password' }],
    mounts: [{ mountPath: '/etc/observability/secret/redis-tls', secretName: 'redis-tls' }],
    egress: [{ port: 6379 }, { port: 6380 }],
  });
});
