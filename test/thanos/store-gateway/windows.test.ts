import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { Relabeling } from '../../../lib/policy/relabel/relabeling';
import { storeShards, windowFlags } from '../../../lib/thanos/store-gateway/windows';

test('ages are counted from now', () => {
  expect(windowFlags({ name: 'warm', oldest: Duration.days(42), youngest: Duration.hours(36) })).toEqual({ 'min-time': '-6w', 'max-time': '-1d12h' });
  expect(windowFlags({ name: 'all' })).toEqual({ 'min-time': undefined, 'max-time': undefined });
});

test('each window has its shards, and one needs no selector', () => {
  const shards = storeShards([{ name: 'warm', shards: 2 }, { name: 'cold' }]);

  expect(shards.map(({ window, shard, selector }) => [window.name, shard, selector.length > 0])).toEqual([['warm', 0, true], ['warm', 1, true], ['cold', 0, false]]);
});

test('every block is with exactly one shard of a window, whatever its labels are', () => {
  fc.assert(fc.property(fc.string({ minLength: 26, maxLength: 26 }), fc.integer({ min: 2, max: 9 }), (block, shards) => {
    const takers = storeShards([{ name: 'all', shards }]).filter(({ selector }) => Relabeling.of(selector).apply({ __block_id: block, cluster: 'eu' }));
    expect(takers).toHaveLength(1);
  }));
});
