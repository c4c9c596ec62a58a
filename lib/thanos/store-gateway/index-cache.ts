import { Duration } from 'cdk8s';
import { Finding } from '../../validation';
import { goDuration } from '../../wiring/go-duration';
import { decided } from '../../wiring/mapping';
import { blockCacheDocument } from '../caches/cache-documents';
import { cacheFindings } from '../caches/cache-invariants';
import { ThanosCache } from '../caches/thanos-cache';

/** What of an index may be cached. */
export enum ThanosIndexCacheItem {
  /** Which series have a label. */
  POSTINGS = 'Postings',
  /** The labels and chunks of a series. */
  SERIES = 'Series',
  /** Which series a query has selected. */
  EXPANDED_POSTINGS = 'ExpandedPostings',
}

/** The cache of what store gateways read of indexes. */
export interface ThanosIndexCacheProps {
  /** Where it is cached. */
  readonly cache: ThanosCache;

  /**
   * What is cached. An empty list fails: Thanos takes it for everything.
   *
   * @default - everything
   */
  readonly items?: ThanosIndexCacheItem[];

  /**
   * How long items stay. A cache in memory knows no time: it fails there.
   *
   * @default Duration.days(1)
   */
  readonly ttl?: Duration;
}

/**
 * The document of `--index-cache.config-file`.
 *
 * @see https://thanos.io/tip/components/store.md/#index-cache
 */
export function indexCacheDocument({ cache, items, ttl }: ThanosIndexCacheProps): object {
  return decided({ ...blockCacheDocument(cache), enabled_items: items && [...items], ttl: ttl && goDuration(ttl) });
}

/** Judges the cache of indexes. */
export function indexCacheFindings({ cache, items, ttl }: ThanosIndexCacheProps): Finding[] {
  return [
    ...cacheFindings(cache),
    ...items?.length === 0 ? [{
      what: 'no item of indexes is to be cached',
      why: 'Thanos takes an empty list for everything',
      fix: 'leave the cache out, or name its items: [ThanosIndexCacheItem.POSTINGS]',
    }] : [],
    ...ttl !== undefined && cache._memory !== undefined ? [{
      what: `items of the index stay for ${goDuration(ttl)} in memory`,
      why: 'a cache in memory knows no time: it drops what was not used for longest when it is full',
      fix: 'leave ttl out',
    }] : [],
    ...ttl?.toMilliseconds() === 0 ? [{
      what: 'items of the index stay for 0s',
      why: 'Thanos takes nothing for a day',
      fix: 'leave ttl out, or give it a time',
    }] : [],
  ];
}
