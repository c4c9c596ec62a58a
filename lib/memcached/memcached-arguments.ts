import { Size } from 'cdk8s';
import { bytesOf, mebibytesOf, readableSize } from '../kubernetes/quantities';
import { Finding } from '../validation';

/** What is known of a server. */
export interface ServerPlan {
  /** What its container may use. */
  readonly memory: Size;
  readonly maxItemSize: Size;
  readonly connections: number;
}

/** What is left of a container beside items: the table of keys, buffers of connections, the process itself. */
const PERCENT_FOR_ITEMS = 80;

/** The pages of memcached, and the pieces of which larger items are made. */
const [PAGE, PIECE, LARGEST] = [Size.mebibytes(1), Size.kibibytes(512), Size.gibibytes(1)].map(bytesOf) as [number, number, number];

/**
 * The arguments of a server: its memory in mebibytes, the largest item in bytes.
 *
 * @see https://docs.memcached.org/serverguide/
 */
export function memcachedArguments({ memory, maxItemSize, connections }: ServerPlan): string[] {
  return [`--memory-limit=${mebibytesOf(forItems(memory))}`, `--max-item-size=${bytesOf(maxItemSize)}`, `--conn-limit=${connections}`];
}

/**
 * Judges what a server is told.
 *
 * @see https://github.com/memcached/memcached/blob/master/memcached.c
 */
export function serverFindings(plan: ServerPlan): Finding[] {
  return [...itemFindings(plan), ...connectionFindings(plan)];
}

function itemFindings({ memory, maxItemSize }: ServerPlan): Finding[] {
  const items = forItems(memory);
  const bytes = bytesOf(maxItemSize);
  const most = Math.min(LARGEST, Math.floor(bytesOf(items) / 2));
  if (most < PAGE) {
    return [{
      what: `servers have ${readableSize(memory)}, of which ${readableSize(items)} are for items`,
      why: 'memcached does not start when an item may be larger than half of its memory, and a page of it has 1 MiB',
      fix: 'memoryLimit: Size.mebibytes(64), or more',
    }];
  }
  return bytes >= PAGE && bytes <= most && bytes % PIECE === 0 ? [] : [{
    what: `servers with ${readableSize(items)} for items take items of ${readableSize(maxItemSize)}`,
    why: 'memcached makes them of pieces of 512 KiB, and does not start with less than 1 MiB, more than 1 GiB, or more than half of its memory',
    fix: `maxItemSize: Size.kibibytes(${nearest(bytes, most) / 1024}), or another multiple of 512 KiB from 1 MiB to ${readableSize(Size.kibibytes(Math.floor(most / PIECE) * 512))}`,
  }];
}

/** The next size that memcached takes. */
function nearest(bytes: number, most: number): number {
  return Math.min(Math.max(PAGE, Math.ceil(bytes / PIECE) * PIECE), Math.floor(most / PIECE) * PIECE);
}

function connectionFindings({ connections }: ServerPlan): Finding[] {
  return Number.isInteger(connections) && connections >= 1 ? [] : [{
    what: `connections is ${connections}`,
    why: 'memcached counts whole connections, and would take none',
    fix: 'connections: 16384',
  }];
}

function forItems(memory: Size): Size {
  return Size.mebibytes(Math.floor((mebibytesOf(memory) * PERCENT_FOR_ITEMS) / 100));
}
