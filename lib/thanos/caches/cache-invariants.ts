import { Size } from 'cdk8s';
import { ThanosInMemoryCacheProps, ThanosMemcachedCacheProps, ThanosRedisCacheProps, ThanosCache } from './thanos-cache';
import { bytesOf, readableSize } from '../../kubernetes/quantities';
import { GOMEMLIMIT_PERCENT } from '../../kubernetes/resources';
import { Finding } from '../../validation';
import { thanosSize } from '../sizes';

/** Judges a cache by itself, whatever it is for. */
export function cacheFindings({ _memory: memory, _memcached: memcached, _redis: redis }: ThanosCache): Finding[] {
  return [
    ...memory ? memoryFindings(memory) : [],
    ...memcached ? concurrencyFindings(memcached) : [],
    ...redis ? redisFindings(redis) : [],
  ];
}

/** Judges caches against the memory of the container in which they are. */
export function cacheMemoryFindings(caches: readonly ThanosCache[], memory: Size): Finding[] {
  const held = Size.kibibytes(caches.reduce((sum, { _memory: cache }) => sum + (cache === undefined ? 0 : bytesOf(cache.maxSize)), 0) / 1024);
  return bytesOf(held) * 100 < bytesOf(memory) * GOMEMLIMIT_PERCENT ? [] : [{
    what: `caches may hold ${readableSize(held)} in the ${readableSize(memory)} of the container`,
    why: `the Go runtime is told to stay below ${GOMEMLIMIT_PERCENT} %, and would do nothing but collect garbage until the kernel kills it`,
    fix: `memoryLimit: Size.mebibytes(${2 * Math.ceil(bytesOf(held) / 1024 / 1024)}), or a smaller maxSize`,
  }];
}

function memoryFindings({ maxSize, maxItemSize }: ThanosInMemoryCacheProps): Finding[] {
  if (bytesOf(maxSize) === 0) {
    return [{
      what: 'the cache may hold nothing',
      why: 'Thanos makes no cache of it, or does not start',
      fix: 'maxSize: Size.mebibytes(250)',
    }];
  }
  return maxItemSize === undefined || bytesOf(maxItemSize) <= bytesOf(maxSize) ? [] : [{
    what: `the cache may hold ${thanosSize(maxSize)}, and one item ${thanosSize(maxItemSize)}`,
    why: 'Thanos does not start (max item size cannot be bigger than overall cache size)',
    fix: `maxItemSize: at most ${thanosSize(maxSize)}, or leave it out`,
  }];
}

function concurrencyFindings({ maxAsyncConcurrency = 1 }: ThanosMemcachedCacheProps): Finding[] {
  return maxAsyncConcurrency >= 1 ? [] : [{
    what: `maxAsyncConcurrency is ${maxAsyncConcurrency}`,
    why: 'nothing would ever be written: Thanos does not start (max async concurrency must be positive)',
    fix: 'maxAsyncConcurrency: 20',
  }];
}

function redisFindings({ address }: ThanosRedisCacheProps): Finding[] {
  return address.split(',').filter((each) => !/^[^\s/]+:\d+$/.test(each)).map((each) => ({
    what: `'${each}' is no address of Redis`,
    why: 'Thanos does not start: it wants a host and a port, and no scheme',
    fix: "address: 'redis.monitoring.svc:6379'",
  }));
}
