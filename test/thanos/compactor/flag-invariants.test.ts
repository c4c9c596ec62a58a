import { compactorFlagFindings, mergedReplicaLabels } from '../../../lib/thanos/compactor/flag-invariants';
import { compactorFlags, CompactorPlan } from '../../../lib/thanos/compactor/flags';
import { bucketDeduplication } from '../../../lib/thanos/producers/deduplication';
import { PAIR, RECEIVE, SINGLE } from '../producers/producers';

const PLAN: CompactorPlan = {
  directory: '/data', objstoreFile: '/etc/objstore.yaml', retention: {}, downsampling: true, deduplication: bucketDeduplication([PAIR]),
};

test.each([
  ['nothing', [PAIR]],
  ['replicas with the same samples', [RECEIVE]],
  ['replicas that scrape by themselves', [{ ...PAIR, mergedInBucket: true }]],
  ['overlaps', [{ ...SINGLE, outOfOrder: true }]],
])('a compactor that merges what its producers need passes: %s', (_, producers) => {
  expect(compactorFlagFindings(compactorFlags({ ...PLAN, deduplication: bucketDeduplication(producers) }), producers)).toEqual([]);
});

test('a compactor that does not wait fails', () => {
  expect(compactorFlagFindings({ ...compactorFlags(PLAN), wait: undefined }, [PAIR]).map(({ what }) => what)).toEqual(['the compactor is started without --wait']);
});

test('penalty without a label fails', () => {
  expect(compactorFlagFindings({ ...compactorFlags(PLAN), 'deduplication.func': 'penalty' }, [PAIR]).map(({ what }) => what)).toEqual([
    '--deduplication.func is penalty, and there is no --deduplication.replica-label',
  ]);
});

test('a compactor that halts at the overlaps of its producers fails', () => {
  expect(compactorFlagFindings(compactorFlags(PLAN), [{ ...SINGLE, outOfOrder: true }]).map(({ what, fix }) => [what, fix])).toEqual([
    ["the blocks of 'receive' overlap, and the compactor is not told to merge blocks that do", '--compact.enable-vertical-compaction among its arguments'],
  ]);
});

test('a compactor may merge what others write, of whom nobody knows here', () => {
  expect(compactorFlagFindings({ ...compactorFlags(PLAN), 'deduplication.replica-label': 'replica' }, [PAIR])).toEqual([]);
  expect(mergedReplicaLabels({ 'deduplication.replica-label': 'replica' })).toEqual(['replica']);
  expect(mergedReplicaLabels({})).toEqual([]);
});
