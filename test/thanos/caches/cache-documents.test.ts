import { Duration, Size } from 'cdk8s';
import { MEMCACHED, MEMORY, REDIS, SERVERS } from './caches';
import { MemcachedEndpoint } from '../../../lib/memcached';
import { blockCacheDocument, remoteCacheDocument } from '../../../lib/thanos/caches/cache-documents';
import { ThanosCache } from '../../../lib/thanos/caches/thanos-cache';
import { FileSource, SecretValue, Tls } from '../../../lib/wiring';

test('in memory, the largest item is always said', () => {
  expect(blockCacheDocument(MEMORY)).toStrictEqual({ type: 'IN-MEMORY', config: { max_size: '100MiB', max_item_size: '50MiB' } });
  expect(blockCacheDocument(ThanosCache.inMemory({ maxSize: Size.mebibytes(100), maxItemSize: Size.mebibytes(10) })).config).toMatchObject({ max_item_size: '10MiB' });
});

test('with memcached too, as the servers have to take it', () => {
  expect(blockCacheDocument(MEMCACHED)).toStrictEqual({ type: 'MEMCACHED', config: { addresses: [SERVERS], max_item_size: '1MiB' } });
  expect(remoteCacheDocument(ThanosCache.memcached({
    servers: MemcachedEndpoint.at({ addresses: ['a:11211', 'b:11211'], maxItemSize: Size.mebibytes(5) }),
    timeout: Duration.seconds(2),
    maxIdleConnections: 200,
    maxAsyncConcurrency: 30,
    maxAsyncBufferSize: 20_000,
    maxGetMultiConcurrency: 50,
    maxGetMultiBatchSize: 100,
  })).config).toStrictEqual({
    addresses: ['a:11211', 'b:11211'],
    max_item_size: '5MiB',
    timeout: '2s',
    max_idle_connections: 200,
    max_async_concurrency: 30,
    max_async_buffer_size: 20_000,
    max_get_multi_concurrency: 50,
    max_get_multi_batch_size: 100,
  });
});

test('the password of Redis is a variable of Thanos', () => {
  expect(blockCacheDocument(REDIS)).toStrictEqual({ type: 'REDIS', config: { addr: 'redis.monitoring.svc:6379' } });
  expect(remoteCacheDocument(ThanosCache.redis({
    address: 'redis:6379',
    username: 'thanos',
    password: SecretValue.fromSecret('redis', 'password'),
    database: 3,
    masterName: 'primary',
    tls: Tls.custom({ ca: FileSource.fromSecret('tls', 'ca.crt'), serverName: 'redis' }),
  })).config).toStrictEqual({
    addr: 'redis:6379',
    username: 'thanos',
    password: '$(REDIS_PASSWORD)',
    db: 3,
    master_name: 'primary',
    tls_enabled: true,
    tls_config: { ca_file: '/etc/observability/secret/tls/ca.crt', server_name: 'redis' },
  });
});

test('TLS by the roots of the image needs no more words', () => {
  expect(remoteCacheDocument(ThanosCache.redis({ address: 'redis:6379', tls: Tls.system() })).config).toStrictEqual({ addr: 'redis:6379', tls_enabled: true });
});
