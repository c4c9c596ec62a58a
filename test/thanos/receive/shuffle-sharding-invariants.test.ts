import { ShuffleSharding } from '../../../lib/thanos/receive/hashring';
import { shuffleShardingFindings } from '../../../lib/thanos/receive/shuffle-sharding-invariants';

const ZONES = ['a', 'a', 'b', 'b', 'c', 'c'];

function findings(shuffleSharding: ShuffleSharding | undefined, factor = 3) {
  const ingestors = ZONES.map((zone, index) => ({ address: `receive-${index}:10901`, zone }));
  return shuffleShardingFindings({ name: 'default', ingestors, shuffleSharding }, factor);
}

test('a shard has a member for every replica, and no more of a zone than there are', () => {
  expect(findings(undefined)).toEqual([]);
  expect(findings({ shardSize: 3 })).toEqual([]);
  expect(findings({ shardSize: 6, overrides: [{ shardSize: 3, tenants: ['shop'], tenantMatcher: 'exact' }] })).toEqual([]);
});

test('a shard that is spread evenly may be named too small, as Thanos rounds up in each zone', () => {
  expect(findings({ shardSize: 2 })).toEqual([]);
});

test('a shard smaller than the replication factor fails', () => {
  expect(findings({ shardSize: 3 }, 4)).toEqual([{
    what: "in the hashring 'default', a tenant has a shard of 3 ingestors for a replication factor of 4",
    why: 'every replica of a series is kept by another ingestor: all writes of the tenant would fail',
    fix: 'shardSize: at least 4',
  }]);
  expect(findings({ shardSize: 1.5 }).map(({ what }) => what)).toEqual([
    "in the hashring 'default', a tenant has a shard of 1.5 ingestors for a replication factor of 3",
  ]);
});

test('a shard larger than its zones fails, also that of a single tenant', () => {
  expect(findings({ shardSize: 3, overrides: [{ shardSize: 7, tenants: ['shop', 'bank'], tenantMatcher: 'exact' }] })).toEqual([{
    what: "in the hashring 'default', tenant 'shop', 'bank' has a shard of 7 ingestors, 3 in each zone, and a zone has 2",
    why: 'all writes of the tenant would fail (shard size is larger than number of nodes)',
    fix: 'shardSize: at most 6',
  }]);
});
