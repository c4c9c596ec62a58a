import { bytesOf } from '../../kubernetes/quantities';
import { MemcachedEndpoint } from '../../memcached';

/**
 * What is read again and again, and small: blooms, the ends of blocks, pages of columns, and answers of searches.
 *
 * @see https://grafana.com/docs/tempo/latest/operations/caching/
 */
const ROLES = ['bloom', 'parquet-footer', 'parquet-page', 'frontend-search'];

/** Caches by what is kept in them. */
export function cacheBlock({ addresses, maxItemSize }: MemcachedEndpoint): object {
  return { caches: [{ roles: ROLES, memcached: { addresses: addresses.join(','), consistent_hash: true, timeout: '200ms', max_item_size: bytesOf(maxItemSize) } }] };
}
