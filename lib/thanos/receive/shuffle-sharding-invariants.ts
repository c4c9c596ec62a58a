import { Hashring, ShuffleSharding } from './hashring';
import { membersByZone } from './placement';
import { Finding } from '../../validation';

interface Shard {
  readonly size: number;
  /** whose it is, in the words of a sentence */
  readonly whose: string;
}

/** Judges how many ingestors a tenant has: a shard is a hashring of its own, which is made when the tenant writes for the first time. */
export function shuffleShardingFindings({ name, ingestors, shuffleSharding }: Hashring, replicationFactor: number): Finding[] {
  const zones = [...membersByZone(ingestors.map(({ zone }) => zone)).values()];
  return shuffleSharding === undefined ? [] : shardsOf(shuffleSharding).flatMap(({ size, whose }) => {
    const perZone = Math.ceil(size / zones.length);
    const fewest = Math.min(...zones);
    const most = fewest * zones.length;
    if (!Number.isInteger(size) || perZone * zones.length < replicationFactor || size < 1) {
      return [{
        what: `in the hashring '${name}', ${whose} has a shard of ${size} ingestors for a replication factor of ${replicationFactor}`,
        why: 'every replica of a series is kept by another ingestor: all writes of the tenant would fail',
        fix: `shardSize: at least ${replicationFactor}`,
      }];
    }
    return perZone <= fewest ? [] : [{
      what: `in the hashring '${name}', ${whose} has a shard of ${size} ingestors, ${perZone} in each zone, and a zone has ${fewest}`,
      why: 'all writes of the tenant would fail (shard size is larger than number of nodes)',
      fix: most < replicationFactor ? `more ingestors in each zone, ${perZone} at least` : `shardSize: at most ${most}`,
    }];
  });
}

function shardsOf({ shardSize, overrides = [] }: ShuffleSharding): Shard[] {
  return [
    { size: shardSize, whose: 'a tenant' },
    ...overrides.map((override) => ({ size: override.shardSize, whose: `tenant '${override.tenants.join("', '")}'` })),
  ];
}
