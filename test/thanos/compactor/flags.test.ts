import { Duration } from 'cdk8s';
import { compactorFlags, CompactorPlan } from '../../../lib/thanos/compactor/flags';
import { thanosArguments } from '../../../lib/thanos/flags/thanos-arguments';
import { bucketDeduplication } from '../../../lib/thanos/producers/deduplication';
import { PAIR, RECEIVE, SINGLE } from '../producers/producers';

const PLAN: CompactorPlan = {
  directory: '/var/thanos/compact', objstoreFile: '/etc/objstore.yaml', retention: { raw: Duration.days(30) }, downsampling: true, deduplication: bucketDeduplication([PAIR]),
};

const WHOLE: CompactorPlan = {
  ...PLAN, deleteDelay: Duration.hours(48), consistencyDelay: Duration.minutes(30), concurrency: 2, selectorFile: '/etc/selector.yaml',
};

test('a compactor waits for work, and deletes what its retention ends', () => {
  const flags = compactorFlags(WHOLE);

  expect(flags).toMatchObject({
    'data-dir': '/var/thanos/compact',
    'objstore.config-file': '/etc/objstore.yaml',
    'wait': true,
    'retention.resolution-raw': '30d',
    'delete-delay': '2d',
    'consistency-delay': '30m',
    'compact.concurrency': 2,
    'downsample.concurrency': 2,
    'selector.relabel-config-file': '/etc/selector.yaml',
  });
  expect(flags['downsampling.disable']).toBeUndefined();
  expect(compactorFlags({ ...PLAN, downsampling: false })['downsampling.disable']).toBe(true);
});

test.each([
  ['nothing', [PAIR], {}],
  ['replicas with the same samples', [RECEIVE], { 'deduplication.replica-label': ['receive_replica'] }],
  ['replicas that scrape by themselves', [{ ...PAIR, mergedInBucket: true }], { 'deduplication.replica-label': ['prometheus_replica'], 'deduplication.func': 'penalty' }],
  ['overlaps', [{ ...SINGLE, outOfOrder: true }], { 'compact.enable-vertical-compaction': true }],
])('a compactor may merge %s', (_, producers, expected) => {
  const flags = compactorFlags({ ...PLAN, deduplication: bucketDeduplication(producers) });
  const merging = Object.entries(flags).filter(([flag, value]) => /dedup|vertical/.test(flag) && value !== undefined);

  expect(Object.fromEntries(merging)).toEqual(expected);
});

test.each(['0.38.0', '0.42.4'])('Thanos %s knows every flag', (version) => {
  const merging = [[{ ...PAIR, mergedInBucket: true }], [{ ...SINGLE, outOfOrder: true }]].map(bucketDeduplication);
  const plans = [WHOLE, ...merging.map((deduplication) => ({ ...WHOLE, deduplication }))];

  expect(plans.flatMap((plan) => thanosArguments({ component: 'compact', version, values: compactorFlags(plan) }).findings)).toEqual([]);
});
