import { Size } from 'cdk8s';
import { ThanosMemcachedCacheProps, ThanosRedisCacheProps, ThanosCache } from './thanos-cache';
import { goDuration } from '../../wiring/go-duration';
import { decided, decidedOrNothing } from '../../wiring/mapping';
import { thanosSize } from '../sizes';

/** What a document says of a kind of cache. */
export interface CacheDocument {
  readonly type: string;
  readonly config: object;
}

/** A cache of blocks: of their index, or of what is read of them. */
export function blockCacheDocument(cache: ThanosCache): CacheDocument {
  const memory = cache._memory;
  return memory === undefined ? remoteCacheDocument(cache) : {
    type: 'IN-MEMORY',
    // without it Thanos wants 125 MiB for an item, and does not start when the cache is smaller
    config: { max_size: thanosSize(memory.maxSize), max_item_size: thanosSize(memory.maxItemSize ?? half(memory.maxSize)) },
  };
}

/** A cache that is no memory of the process. */
export function remoteCacheDocument({ _memcached: memcached, _redis: redis }: ThanosCache): CacheDocument {
  return memcached === undefined
    ? { type: 'REDIS', config: redisDocument(redis as ThanosRedisCacheProps) }
    : { type: 'MEMCACHED', config: memcachedDocument(memcached) };
}

/** @see https://github.com/thanos-io/thanos/blob/v0.42.4/pkg/cacheutil/memcached_client.go */
function memcachedDocument(props: ThanosMemcachedCacheProps): object {
  return decided({
    addresses: [...props.servers.addresses],
    max_item_size: thanosSize(props.servers.maxItemSize),
    timeout: props.timeout && goDuration(props.timeout),
    max_idle_connections: props.maxIdleConnections,
    max_async_concurrency: props.maxAsyncConcurrency,
    max_async_buffer_size: props.maxAsyncBufferSize,
    max_get_multi_concurrency: props.maxGetMultiConcurrency,
    max_get_multi_batch_size: props.maxGetMultiBatchSize,
  });
}

/** @see https://github.com/thanos-io/thanos/blob/v0.42.4/pkg/cacheutil/redis_client.go */
function redisDocument({ address, username, password, database, masterName, tls }: ThanosRedisCacheProps): object {
  return decided({
    addr: address,
    username,
    // Thanos puts variables of its environment in place of $(NAME) before it reads the document
    password: password && `${password.prefix}$(${password.variable})`,
    db: database,
    master_name: masterName,
    tls_enabled: tls?.enabled || undefined,
    tls_config: tls?.enabled ? decidedOrNothing({
      ca_file: tls.ca?.path, cert_file: tls.certificate?.path, key_file: tls.key?.path, server_name: tls.serverName,
    }) : undefined,
  });
}

function half(size: Size): Size {
  return Size.kibibytes(Math.floor(size.toKibibytes() / 2));
}
