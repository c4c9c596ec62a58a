import { Duration, Size } from 'cdk8s';
import { ThanosCache } from '../../../lib/thanos/caches/thanos-cache';
import { responseCacheDocument, responseCacheFindings } from '../../../lib/thanos/query-frontend/response-cache';
import { FileSource, Tls } from '../../../lib/wiring';
import { MEMCACHED, MEMORY, REDIS, SERVERS } from '../caches/caches';

test('answers stay in memory while there is place, elsewhere for a time', () => {
  expect(responseCacheDocument({ cache: MEMORY })).toStrictEqual({ type: 'IN-MEMORY', config: { max_size: '100MiB' } });
  expect(responseCacheDocument({ cache: MEMORY, expiration: Duration.hours(1) })).toMatchObject({ config: { validity: '3600s' } });
  expect(responseCacheDocument({ cache: MEMCACHED, expiration: Duration.hours(6) })).toStrictEqual({
    type: 'MEMCACHED', config: { addresses: [SERVERS], max_item_size: '1MiB', expiration: '21600s' },
  });
  expect(responseCacheDocument({ cache: REDIS })).toStrictEqual({ type: 'REDIS', config: { addr: 'redis.monitoring.svc:6379' } });
});

test('answers may be cached anywhere', () => {
  expect([MEMORY, MEMCACHED, REDIS].flatMap((cache) => responseCacheFindings({ cache }))).toEqual([]);
  expect(responseCacheFindings({ cache: ThanosCache.redis({ address: 'redis:6379', tls: Tls.system() }) })).toEqual([]);
});

test('an authority of its own is lost on the way to Redis', () => {
  const tls = Tls.custom({ ca: FileSource.fromSecret('tls', 'ca.crt'), serverName: 'redis' });

  expect(responseCacheFindings({ cache: ThanosCache.redis({ address: 'redis:6379', tls }) }).map(({ what, fix }) => [what, fix])).toEqual([[
    'the cache of responses reaches Redis by TLS with ca, serverName',
    'tls: Tls.system() with a certificate of a public authority, or Tls.plaintext() within the cluster',
  ]]);
});

test('the size of an answer is not limited in memory', () => {
  const cache = ThanosCache.inMemory({ maxSize: Size.mebibytes(10), maxItemSize: Size.mebibytes(1) });

  expect(responseCacheFindings({ cache }).map(({ what }) => what)).toEqual(['answers in memory are limited to 1MiB each']);
});
