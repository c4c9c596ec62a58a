import { Duration } from 'cdk8s';
import { Finding } from '../../validation';
import { goDuration } from '../../wiring/go-duration';
import { decided } from '../../wiring/mapping';
import { remoteCacheDocument } from '../caches/cache-documents';
import { cacheFindings } from '../caches/cache-invariants';
import { ThanosCache } from '../caches/thanos-cache';
import { thanosSize } from '../sizes';

/** The cache of answers to queries. */
export interface ThanosResponseCacheProps {
  /** Where it is cached. */
  readonly cache: ThanosCache;

  /**
   * How long answers stay.
   *
   * @default - a day; in memory until there is no place
   */
  readonly expiration?: Duration;
}

/**
 * The document of `--query-range.response-cache-config-file`, and of that for labels.
 *
 * @see https://thanos.io/tip/components/query-frontend.md/#caching
 */
export function responseCacheDocument({ cache, expiration }: ThanosResponseCacheProps): object {
  const time = expiration && goDuration(expiration);
  if (cache._memory !== undefined) {
    return { type: 'IN-MEMORY', config: decided({ max_size: thanosSize(cache._memory.maxSize), validity: time }) };
  }
  const { type, config } = remoteCacheDocument(cache);
  return { type, config: decided({ ...config, expiration: time }) };
}

/** Judges the cache of answers. */
export function responseCacheFindings({ cache }: ThanosResponseCacheProps): Finding[] {
  return [...cacheFindings(cache), ...itemFindings(cache), ...tlsFindings(cache)];
}

function itemFindings({ _memory: memory }: ThanosCache): Finding[] {
  return memory?.maxItemSize === undefined ? [] : [{
    what: `answers in memory are limited to ${thanosSize(memory.maxItemSize)} each`,
    why: 'a cache of responses has no such limit: larger ones would be kept all the same',
    fix: 'leave maxItemSize out',
  }];
}

function tlsFindings({ _redis: redis }: ThanosCache): Finding[] {
  const { ca, certificate, key, serverName } = redis?.tls ?? {};
  const given = Object.entries({ ca, certificate, key, serverName }).filter(([, value]) => value !== undefined).map(([option]) => option);
  return given.length === 0 ? [] : [{
    what: `the cache of responses reaches Redis by TLS with ${given.join(', ')}`,
    why: 'Query Frontend reads them, and uses the roots in its image only: it does not start, or shows no certificate',
    fix: 'tls: Tls.system() with a certificate of a public authority, or Tls.plaintext() within the cluster',
  }];
}
