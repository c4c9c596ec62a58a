import { Size } from 'cdk8s';
import { bytesOf, readableSize } from '../../kubernetes/quantities';
import { MemcachedEndpoint } from '../../memcached';
import { Finding } from '../../validation';
import { Needs } from '../../wiring';
import { egressNeeds } from '../../wiring/endpoint-needs';

/** A chunk is cut at one and a half MiB, and a little later. */
const LARGEST_CHUNK = Size.mebibytes(2);

/**
 * The cache of chunks: read before the store is, and written with every chunk.
 *
 * @see https://grafana.com/docs/loki/latest/operations/caching/
 */
export function chunksCacheBlock(servers: MemcachedEndpoint): object {
  return { memcached: { batch_size: 4, parallelism: 5 }, memcached_client: client(servers, '2s') };
}

/** The cache of answers. */
export function resultsCacheBlock(servers: MemcachedEndpoint): object {
  return { default_validity: '12h', memcached_client: client(servers, '500ms') };
}

/** What a pod needs to ask a cache. */
export function cacheNeeds({ _places }: MemcachedEndpoint): Needs {
  return { egress: _places.flatMap(egressNeeds) };
}

/** Judges the cache of chunks. */
export function chunksCacheFindings({ maxItemSize }: MemcachedEndpoint): Finding[] {
  return bytesOf(maxItemSize) >= bytesOf(LARGEST_CHUNK) ? [] : [{
    what: `chunksCache takes items of ${readableSize(maxItemSize)}`,
    why: 'chunks are cut at 1.5 MiB: the fullest ones would never be cached, and no error says so',
    fix: "chunksCache: new Memcached(chart, 'chunks', { maxItemSize: Size.mebibytes(5) }).endpoint",
  }];
}

function client({ addresses, maxItemSize }: MemcachedEndpoint, timeout: string): object {
  return { addresses: addresses.join(','), consistent_hash: true, timeout, max_item_size: bytesOf(maxItemSize) };
}
