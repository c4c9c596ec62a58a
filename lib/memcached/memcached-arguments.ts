import { Size } from 'cdk8s';
import { bytesOf, mebibytesOf } from '../kubernetes/quantities';
import { Finding } from '../validation';

/** What is known of a server. */
export interface ServerPlan {
  /** What its container may use. */
  readonly memory: Size;
  readonly maxItemSize: Size;
  readonly connections: number;
}

/** What is left of a container beside items: the hash table, buffers of connections, the process itself. */
const PERCENT_FOR_ITEMS = 80;

/** memcached refuses to start beyond. */
const LARGEST_ITEM = Size.gibibytes(1);

/**
 * The arguments of a server.
 *
 * @see https://docs.memcached.org/serverguide/
 */
export function memcachedArguments({ memory, maxItemSize, connections }: ServerPlan): string[] {
  return [
    `--memory-limit=${itemMebibytes(memory)}`,
    `--max-item-size=${bytesOf(maxItemSize)}`,
    `--conn-limit=${connections}`,
  ];
}

/** What is wrong with the numbers of a server. */
export function serverFindings({ memory, maxItemSize, connections }: ServerPlan): Finding[] {
  const findings: Finding[] = [];
  const most = Math.min(bytesOf(LARGEST_ITEM), (itemMebibytes(memory) * 1024 ** 2) / 2);
  if (bytesOf(maxItemSize) < 1024 || bytesOf(maxItemSize) > most) {
    findings.push({
      what: `maxItemSize is ${bytesOf(maxItemSize)} bytes, with ${itemMebibytes(memory)} MiB for items`,
      why: 'memcached takes items from 1 KiB to half of its memory, and at most 1 GiB: it would not start',
      fix: 'maxItemSize: Size.mebibytes(1)',
    });
  }
  if (!Number.isInteger(connections) || connections < 1) {
    findings.push({
      what: `connections is ${connections}`,
      why: 'memcached counts whole connections, and would take none',
      fix: 'connections: 16384',
    });
  }
  return findings;
}

function itemMebibytes(memory: Size): number {
  return Math.floor((mebibytesOf(memory) * PERCENT_FOR_ITEMS) / 100);
}
