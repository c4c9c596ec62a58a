import { Size } from 'cdk8s';
import { DEFAULT_MAX_ITEM_SIZE } from './cache-documents';
import { MemcachedCacheProps } from './thanos-cache';
import { bytesOf, mebibytesOf } from '../../kubernetes/quantities';
import { Finding } from '../../validation';
import { thanosSize } from '../sizes';

/** What is known of the servers. */
export interface MemcachedServerPlan {
  /** What items may take of the memory of a pod; connections and the table of keys come on top. */
  readonly memory: Size;
  readonly maxItemSize: Size;
  readonly connections: number;
}

/** The arguments of memcached: its memory in mebibytes, the largest item in bytes. */
export function memcachedArguments({ memory, maxItemSize, connections }: MemcachedServerPlan): string[] {
  return ['-m', String(mebibytesOf(memory)), '-I', String(bytesOf(maxItemSize)), '-c', String(connections)];
}

/** The pages of memcached, and the pieces of which larger items are made. */
const [PAGE, PIECE, LARGEST] = [Size.mebibytes(1), Size.kibibytes(512), Size.gibibytes(1)].map(bytesOf) as [number, number, number];

/**
 * Judges what servers are told.
 *
 * @see https://github.com/memcached/memcached/blob/master/memcached.c
 */
export function memcachedServerFindings({ memory, maxItemSize }: MemcachedServerPlan): Finding[] {
  const bytes = bytesOf(maxItemSize);
  const most = Math.min(LARGEST, Math.floor(bytesOf(memory) / 2));
  if (most < PAGE) {
    return [{
      what: `servers of memcached have ${thanosSize(memory)}`,
      why: 'memcached does not start when an item may be larger than half of its memory, and a page of it has 1MiB',
      fix: 'memory: Size.mebibytes(2) at least',
    }];
  }
  return bytes >= PAGE && bytes <= most && bytes % PIECE === 0 ? [] : [{
    what: `servers of memcached with ${thanosSize(memory)} take items of ${thanosSize(maxItemSize)}`,
    why: 'memcached makes them of pieces of 512KiB, and does not start with less than 1MiB, more than 1GiB, or more than half of its memory',
    fix: `maxItemSize: a multiple of 512KiB from 1MiB to ${thanosSize(Size.kibibytes(Math.floor(most / PIECE) * 512))}`,
  }];
}

/** Judges whether client and servers take the same items. */
export function memcachedItemSizeFindings(client: MemcachedCacheProps, { maxItemSize }: MemcachedServerPlan): Finding[] {
  const sent = client.maxItemSize ?? DEFAULT_MAX_ITEM_SIZE;
  return bytesOf(sent) === bytesOf(maxItemSize) ? [] : [{
    what: `Thanos sends items of up to ${thanosSize(sent)} to memcached, and the servers take ${thanosSize(maxItemSize)}`,
    why: bytesOf(sent) > bytesOf(maxItemSize)
      ? 'larger ones are sent again and again, and refused each time: they are never cached'
      : 'larger ones are never sent, though there is place for them',
    fix: `maxItemSize: ${thanosSize(maxItemSize)} for both`,
  }];
}
