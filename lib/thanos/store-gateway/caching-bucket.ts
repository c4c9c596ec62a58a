import { Duration, Size } from 'cdk8s';
import { bytesOf } from '../../kubernetes/quantities';
import { Finding } from '../../validation';
import { goDuration } from '../../wiring/go-duration';
import { decided } from '../../wiring/mapping';
import { blockCacheDocument } from '../caches/cache-documents';
import { cacheFindings } from '../caches/cache-invariants';
import { ThanosCache } from '../caches/thanos-cache';
import { thanosSize } from '../sizes';

/** What Thanos takes when nothing is said. */
const DEFAULT_METAFILE_MAX_SIZE = Size.mebibytes(1);

/** The cache of what store gateways read of chunks, and of what they learn about blocks. */
export interface ThanosCachingBucketProps {
  /** Where it is cached. */
  readonly cache: ThanosCache;

  /**
   * The pieces in which chunks are cached. Nothing, or more than the largest item of memcached, fails.
   *
   * @default - 16000 bytes
   */
  readonly chunkSubrangeSize?: Size;

  /**
   * Requests to the bucket for what one read finds missing in the cache; neighbours are read together until there are no more. 0 is no limit.
   *
   * @default 3
   */
  readonly maxChunksGetRangeRequests?: number;

  /**
   * How long the sizes of files of chunks stay.
   *
   * @default Duration.days(1)
   */
  readonly chunkObjectAttrsTtl?: Duration;

  /**
   * How long pieces of chunks stay.
   *
   * @default Duration.days(1)
   */
  readonly chunkSubrangeTtl?: Duration;

  /**
   * How long the list of blocks stays: new blocks are seen that much later. More than the interval of syncs fails.
   *
   * @default Duration.minutes(5)
   */
  readonly blocksIterTtl?: Duration;

  /**
   * How long it is known that a block is there.
   *
   * @default Duration.hours(2)
   */
  readonly metafileExistsTtl?: Duration;

  /**
   * How long it is known that a block is not there, or not marked for deletion.
   *
   * @default Duration.minutes(15)
   */
  readonly metafileDoesntExistTtl?: Duration;

  /**
   * How long the description of a block stays.
   *
   * @default Duration.days(1)
   */
  readonly metafileContentTtl?: Duration;

  /**
   * The largest description of a block that is cached. More than the largest item of memcached fails.
   *
   * @default Size.mebibytes(1)
   */
  readonly metafileMaxSize?: Size;
}

/**
 * The document of `--store.caching-bucket.config-file`.
 *
 * @see https://thanos.io/tip/components/store.md/#caching-bucket
 */
export function cachingBucketDocument(props: ThanosCachingBucketProps): object {
  return decided({
    ...blockCacheDocument(props.cache),
    chunk_subrange_size: props.chunkSubrangeSize && bytesOf(props.chunkSubrangeSize),
    max_chunks_get_range_requests: props.maxChunksGetRangeRequests,
    chunk_object_attrs_ttl: written(props.chunkObjectAttrsTtl),
    chunk_subrange_ttl: written(props.chunkSubrangeTtl),
    blocks_iter_ttl: written(props.blocksIterTtl),
    metafile_exists_ttl: written(props.metafileExistsTtl),
    metafile_doesnt_exist_ttl: written(props.metafileDoesntExistTtl),
    metafile_content_ttl: written(props.metafileContentTtl),
    metafile_max_size: props.metafileMaxSize && thanosSize(props.metafileMaxSize),
  });
}

/** Judges the cache of a bucket whose blocks are looked for at an interval. */
export function cachingBucketFindings(props: ThanosCachingBucketProps, syncInterval: Duration): Finding[] {
  const { cache, chunkSubrangeSize, metafileMaxSize = DEFAULT_METAFILE_MAX_SIZE, blocksIterTtl } = props;
  return [
    ...cacheFindings(cache),
    ...chunkSubrangeSize !== undefined && bytesOf(chunkSubrangeSize) === 0 ? [{
      what: 'chunks are to be cached in pieces of nothing',
      why: 'Thanos divides by the size of a piece, and ends at the first query',
      fix: 'leave chunkSubrangeSize out',
    }] : [],
    ...itemFindings('chunkSubrangeSize', chunkSubrangeSize, cache),
    ...itemFindings('metafileMaxSize', metafileMaxSize, cache),
    ...blocksIterTtl !== undefined && blocksIterTtl.toMilliseconds() > syncInterval.toMilliseconds() ? [{
      what: `the list of blocks is cached for ${goDuration(blocksIterTtl)}, and asked for every ${goDuration(syncInterval)}`,
      why: 'store gateways would see the old list again: blocks that are new stay unknown, and those that are deleted are still read',
      fix: `blocksIterTtl: at most ${goDuration(syncInterval)}`,
    }] : [],
  ];
}

function itemFindings(property: string, size: Size | undefined, { _memcached: memcached }: ThanosCache): Finding[] {
  const largest = memcached?.servers.maxItemSize;
  return largest === undefined || size === undefined || bytesOf(size) <= bytesOf(largest) ? [] : [{
    what: `${property} is ${thanosSize(size)}, and memcached takes items of ${thanosSize(largest)}`,
    why: 'what is larger is never cached, and read from the bucket each time',
    fix: `${property}: at most ${thanosSize(largest)}, or servers with a larger maxItemSize`,
  }];
}

function written(duration: Duration | undefined): string | undefined {
  return duration && goDuration(duration);
}
