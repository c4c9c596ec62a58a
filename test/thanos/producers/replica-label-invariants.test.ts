import { PAIR, RECEIVE, SINGLE } from './producers';
import { compactorReplicaLabelFindings, queryReplicaLabelFindings } from '../../../lib/thanos/producers/replica-label-invariants';

test('Query knows the labels of all replicas', () => {
  expect(queryReplicaLabelFindings([PAIR, RECEIVE], ['receive_replica', 'prometheus_replica'])).toEqual([]);
  expect(queryReplicaLabelFindings([{ ...PAIR, replicaLabel: undefined }], [])).toEqual([]);
});

test('Query fails to know the replicas of receivers, also of those that replicate nothing: series move between them', () => {
  expect(queryReplicaLabelFindings([PAIR, SINGLE], ['prometheus_replica'])).toEqual([{
    what: "the replicas of 'receive' differ by receive_replica, which is no replica label of Query",
    why: 'every series would be there once for each replica, and sums several times too large',
    fix: '--query.replica-label=receive_replica among the arguments of Query',
  }]);
});

test('the compactor knows the labels of the replicas that it merges, and no others', () => {
  expect(compactorReplicaLabelFindings([PAIR, RECEIVE], ['receive_replica'])).toEqual([]);
  expect(compactorReplicaLabelFindings([PAIR, SINGLE], [])).toEqual([]);
});

test('the compactor fails to merge by a label that it does not know, or that is not there', () => {
  expect(compactorReplicaLabelFindings([RECEIVE], []).map(({ what, fix }) => [what, fix])).toEqual([[
    "the blocks of 'receive' are to be merged, and receive_replica is no replica label of the compactor",
    '--deduplication.replica-label=receive_replica among the arguments of the compactor',
  ]]);
  expect(compactorReplicaLabelFindings([{ ...RECEIVE, replicaLabel: undefined }], []).map(({ what, fix }) => [what, fix])).toEqual([[
    "the blocks of 'receive' are to be merged, and no label is a replica label of the compactor",
    "give the replicas of 'receive' a label with their own name: replicaLabel: 'replica'",
  ]]);
});

test('copies that are the same samples lose nothing when they are merged unasked', () => {
  expect(compactorReplicaLabelFindings([{ ...RECEIVE, mergedInBucket: false }], ['receive_replica'])).toEqual([]);
});

test('the compactor fails when it would merge what nobody has asked it to', () => {
  const pair = { ...PAIR, replicaLabel: 'replica' };

  expect(compactorReplicaLabelFindings([pair, { ...RECEIVE, replicaLabel: 'replica' }], ['replica']).map(({ what }) => what)).toEqual([
    "the compactor merges replicas by replica, by which those of 'prometheus' differ too",
  ]);
});
