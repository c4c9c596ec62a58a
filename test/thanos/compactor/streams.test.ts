import * as fc from 'fast-check';
import { RelabelAction } from '../../../lib/policy/relabel/relabel-config';
import { Relabeling } from '../../../lib/policy/relabel/relabeling';
import { compactorFindings, streamShards } from '../../../lib/thanos/compactor/streams';
import { PAIR, RECEIVE } from '../producers/producers';

const ONE = { name: 'compactor', replicas: 1, selector: [] };

function keeping(label: string, regex: string) {
  return [{ action: RelabelAction.KEEP, sourceLabels: [label], regex }];
}

function whats(compactors: Parameters<typeof compactorFindings>[0]): string[] {
  return compactorFindings(compactors, [PAIR, RECEIVE]).map(({ what }) => what);
}

test('every stream comes to exactly one of the shards', () => {
  const stream = fc.dictionary(fc.constantFrom('cluster', 'tenant_id', 'receive'), fc.string({ unit: 'grapheme' }), { minKeys: 1 });

  fc.assert(fc.property(stream, fc.integer({ min: 1, max: 9 }), (labels, shards) => {
    const takers = streamShards(['cluster', 'tenant_id'], shards).filter((rules) => Relabeling.of(rules).apply({ __block_id: '01', ...labels }));
    expect(takers).toHaveLength(1);
  }));
});

test('one compactor takes everything, or several a shard each', () => {
  const shards = streamShards(['cluster', 'receive'], 2).map((selector, index) => ({ name: `compactor-${index}`, replicas: 1, selector }));

  expect(compactorFindings([ONE], [PAIR, RECEIVE])).toEqual([]);
  expect(compactorFindings(shards, [PAIR, RECEIVE])).toEqual([]);
  expect(compactorFindings([{ ...ONE, replicas: 0 }], [PAIR, RECEIVE])).toEqual([]);
});

test('a compactor with replicas fails', () => {
  expect(whats([{ ...ONE, replicas: 2 }])).toEqual(["the compactor 'compactor' has 2 replicas"]);
});

test('a stream that two compactors take fails, and one that none takes', () => {
  expect(compactorFindings([ONE, { ...ONE, name: 'more', selector: keeping('cluster', 'eu') }], [PAIR, RECEIVE])).toEqual([{
    what: "the compactors 'compactor', 'more' all take the blocks of 'prometheus'",
    why: 'they would make the same blocks twice, which overlap: all of them halt, and nothing is compacted or deleted any more',
    fix: "streams: ThanosCompactor.streamsOf(['cluster'], 2, 0) for 'compactor'; streams: ThanosCompactor.streamsOf(['cluster'], 2, 1) for 'more'",
  }]);
  expect(compactorFindings([{ ...ONE, selector: keeping('cluster', 'eu') }], [PAIR, RECEIVE]).map(({ what, fix }) => [what, fix])).toEqual([
    ["no compactor takes the blocks of 'receive'", 'a compactor whose selector keeps receive="true"'],
  ]);
});

test('replicas whose blocks are merged fail to be shared out', () => {
  const shards = streamShards(['receive_replica'], 1).map((selector) => ({ ...ONE, selector }));

  expect(compactorFindings(shards, [RECEIVE])).toEqual([{
    what: "the compactor 'compactor' is chosen by receive_replica, by which the replicas of 'receive' differ",
    why: 'their blocks are to be made one, and would be with several compactors, of which none has them all',
    fix: 'hash over other external labels, such as receive',
  }]);
});

test('beside a compactor that takes everything there is none, whoever writes', () => {
  expect(compactorFindings([ONE], [])).toEqual([]);
  expect(compactorFindings(['eu', 'us'].map((name) => ({ ...ONE, name, selector: keeping('cluster', name) })), [])).toEqual([]);
  expect(compactorFindings([ONE, { ...ONE, name: 'more', selector: keeping('cluster', 'eu') }], []).map(({ what }) => what)).toEqual([
    "the bucket has 2 compactors, and 'compactor' takes all of its blocks",
  ]);
  expect(compactorFindings([ONE, { ...ONE, name: 'more' }], []).map(({ what }) => what)).toEqual([
    "the bucket has 2 compactors, and 'compactor', 'more' take all of its blocks",
  ]);
});
