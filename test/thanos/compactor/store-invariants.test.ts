import { Duration } from 'cdk8s';
import { ObjectStore, S3ObjectStoreProps, S3StoreContents } from '../../../lib/storage';
import { compactedStoreFindings } from '../../../lib/thanos/compactor/store-invariants';
import { aStack, aStore } from '../../storage/s3/fixtures';

const DELAY = Duration.hours(48);
const [YEAR, FOREVER] = [{ raw: Duration.days(30), fiveMinutes: Duration.days(90), oneHour: Duration.days(365) }, {}];

function problems(store: Partial<S3ObjectStoreProps>, retention: Parameters<typeof compactedStoreFindings>[1] = YEAR): [string, string][] {
  return compactedStoreFindings(aStore(aStack(), 'metrics', store), retention, DELAY).map(({ what, fix }) => [what, fix]);
}

test.each<[string, Partial<S3ObjectStoreProps>]>([
  ['nobody has said what it is for', {}],
  ['it is for blocks', { contents: S3StoreContents.THANOS_BLOCKS }],
  ['it keeps them as long as the compactor', { contents: S3StoreContents.THANOS_BLOCKS, retention: Duration.days(365) }],
  ['it keeps them longer', { contents: S3StoreContents.THANOS_BLOCKS, retention: Duration.days(400) }],
])('a bucket keeps blocks when %s', (_, store) => {
  expect(problems(store)).toEqual([]);
});

test('of a bucket that is there already nothing is known', () => {
  expect(compactedStoreFindings(ObjectStore.s3({ bucket: 'metrics', region: 'us-east-1' }), FOREVER, DELAY)).toEqual([]);
});

test('a bucket for other contents fails', () => {
  expect(problems({ contents: S3StoreContents.LOKI_CHUNKS })).toEqual([
    [`the bucket 'acme-prod-metrics' is for ${S3StoreContents.LOKI_CHUNKS}, and Thanos keeps blocks in it`, 'contents: S3StoreContents.THANOS_BLOCKS, or a bucket of its own'],
  ]);
});

test('a bucket fails to be reckoned with less time than blocks are kept', () => {
  const contents = S3StoreContents.THANOS_BLOCKS;

  expect(problems({ contents, retention: Duration.days(90) })).toEqual([
    ["the bucket 'acme-prod-metrics' has a retention of 90d, and the compactor keeps blocks for 1y", 'retention: Duration.days(365) for the bucket'],
  ]);
  expect(problems({ contents, retention: Duration.days(90) }, FOREVER)).toEqual([
    ["the bucket 'acme-prod-metrics' has a retention of 90d, and the compactor keeps blocks for ever", 'leave retention of the bucket out, or give raw, fiveMinutes and oneHour a retention'],
  ]);
});

test('an archive fails in all its ways: it deletes what the compactor still has', () => {
  expect(problems({ contents: S3StoreContents.ARCHIVE, retention: Duration.days(366) }).map(([what]) => what)).toEqual([
    "the bucket 'acme-prod-metrics' is for archive, and Thanos keeps blocks in it",
    'the bucket deletes objects after 366 days, and the compactor keeps blocks for 365 days and 2 days of delay',
  ]);
  expect(problems({ contents: S3StoreContents.ARCHIVE, retention: Duration.days(368) }).map(([what]) => what)).toEqual([
    "the bucket 'acme-prod-metrics' is for archive, and Thanos keeps blocks in it",
  ]);
});
