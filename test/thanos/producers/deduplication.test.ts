import { PAIR, RECEIVE, SINGLE } from './producers';
import { bucketDeduplication, bucketDeduplicationFindings, queryDeduplication } from '../../../lib/thanos/producers/deduplication';

test.each([
  ['penalty', 'replicas that scrape by themselves', [PAIR]],
  ['chain', 'replicas with the same samples', [RECEIVE]],
  ['penalty', 'both', [PAIR, RECEIVE]],
  ['penalty', 'none', [SINGLE]],
] as const)('Query makes one series by %s of %s', (expected, _, producers) => {
  expect(queryDeduplication(producers)).toBe(expected);
});

test('the compactor merges replicas with the same samples one to one', () => {
  expect(bucketDeduplication([PAIR, RECEIVE])).toEqual({ replicaLabels: ['receive_replica'], function: undefined, verticalCompaction: true });
});

test('the compactor merges replicas that scrape by themselves by penalty, when it is told to', () => {
  expect(bucketDeduplication([PAIR])).toEqual({ replicaLabels: [], function: undefined, verticalCompaction: false });
  expect(bucketDeduplication([{ ...PAIR, mergedInBucket: true }])).toEqual({ replicaLabels: ['prometheus_replica'], function: 'penalty', verticalCompaction: true });
});

test('the compactor merges overlaps when somebody writes out of order', () => {
  expect(bucketDeduplication([{ ...SINGLE, outOfOrder: true }])).toEqual({ replicaLabels: [], function: undefined, verticalCompaction: true });
});

test('the compactor merges overlaps when one of several writes out of order', () => {
  expect(bucketDeduplication([PAIR, { ...SINGLE, outOfOrder: true }]).verticalCompaction).toBe(true);
});

test('one compactor does not merge in both ways', () => {
  expect(bucketDeduplicationFindings([PAIR, RECEIVE])).toEqual([]);
  expect(bucketDeduplicationFindings([{ ...PAIR, mergedInBucket: true }])).toEqual([]);
  expect(bucketDeduplicationFindings([{ ...PAIR, mergedInBucket: true }, RECEIVE])).toEqual([{
    what: "one compactor merges the replicas of 'prometheus', which have samples of their own, and of 'receive', which have the same",
    why: 'it has one way for all: by penalty, replicas with the same samples get gaps that none of them has',
    fix: "leave the replicas of 'prometheus' to Query, or give them a compactor of their own",
  }]);
});
