import { S3StoreContents } from '../../../lib/storage';
import { KeptData, LifecycleRule } from '../../../lib/storage/s3/lifecycle-configuration';
import { transitionFindings } from '../../../lib/storage/s3/transition-invariants';

type Move = readonly [storageClass: string, days: number];

function findings(moves: readonly Move[], kept: KeptData = {}, rule: Partial<LifecycleRule> = {}) {
  const transition = moves.map(([storageClass, days]) => ({ storage_class: storageClass, days }));
  return transitionFindings({ id: 'tier', status: 'Enabled', transition, ...rule }, kept);
}

function whats(moves: readonly Move[], kept?: KeptData, rule?: Partial<LifecycleRule>): string[] {
  return findings(moves, kept, rule).map(({ what }) => what);
}

describe('live objects may move', () => {
  test.each<[string, number]>([
    ['INTELLIGENT_TIERING', 0], ['STANDARD_IA', 30], ['ONEZONE_IA', 30], ['GLACIER_IR', 0],
  ])('to %s after %d days', (...move) => {
    expect(findings([move])).toEqual([]);
  });

  test('twice, with 30 days between', () => {
    expect(findings([['STANDARD_IA', 30], ['GLACIER_IR', 60]])).toEqual([]);
  });

  test('when they stay for what S3 charges at least', () => {
    expect(findings([['STANDARD_IA', 30], ['GLACIER_IR', 60]], { retentionDays: 150 })).toEqual([]);
    expect(findings([['INTELLIGENT_TIERING', 0]], { retentionDays: 1 })).toEqual([]);
    expect(findings([['INTELLIGENT_TIERING', 30]], { retentionDays: 7 })).toEqual([]);
  });
});

describe('fails when live objects move', () => {
  test.each(['GLACIER', 'DEEP_ARCHIVE'])('to %s, where nobody can read them', (storageClass) => {
    expect(findings([[storageClass, 90]])).toEqual([
      {
        what: `the lifecycle rule 'tier' moves live objects to ${storageClass}`,
        why: 'nobody can read them before they are restored, which takes hours: queries over that time fail',
        fix: "storage_class: 'GLACIER_IR'",
      },
    ]);
  });

  test.each<readonly [string, number, number, number, string]>([
    ['STANDARD_IA', 29, 30, 30, 'infrequentAccessAfter'],
    ['ONEZONE_IA', 30.5, 30, 31, 'infrequentAccessAfter'],
    ['GLACIER_IR', 0.5, 0, 1, 'glacierInstantRetrievalAfter'],
  ])('to %s after %d days', (storageClass, days, least, fix, property) => {
    expect(findings([[storageClass, days]])).toEqual([
      {
        what: `objects move to ${storageClass} after ${days} days`,
        why: `S3 counts whole days, ${least} at least, and refuses the lifecycle configuration`,
        fix: `${property}: Duration.days(${fix})`,
      },
    ]);
  });

  test('on before 30 days have passed', () => {
    expect(findings([['STANDARD_IA', 30], ['GLACIER_IR', 59]])).toEqual([
      {
        what: 'objects move to Standard-IA after 30 days and to GLACIER_IR after 59',
        why: 'S3 wants 30 days between the two, and refuses the lifecycle configuration',
        fix: 'glacierInstantRetrievalAfter: Duration.days(60)',
      },
    ]);
  });

  test.each<readonly [string, number, number, string]>([
    ['STANDARD_IA', 31, 60, 'infrequentAccessAfter: Duration.days(30), or leave it out'],
    ['STANDARD_IA', 30, 59, 'leave infrequentAccessAfter out'],
    ['GLACIER_IR', 90, 179, 'glacierInstantRetrievalAfter: Duration.days(89), or leave it out'],
  ])('to %s after %d days and are gone after %d', (storageClass, days, retentionDays, fix) => {
    expect(findings([[storageClass, days]], { retentionDays })).toMatchObject([
      { what: `objects move to ${storageClass} after ${days} days and are deleted after ${retentionDays}`, fix },
    ]);
  });
});

describe('the index of Loki', () => {
  const loki = { contents: S3StoreContents.LOKI_CHUNKS };

  test('stays where it is when only folders of tenants move, whatever the folder of the store', () => {
    expect(findings([['STANDARD_IA', 30]], loki, { filter: [{ and: [{ prefix: 'fake/' }] }] })).toEqual([]);
    expect(findings([['STANDARD_IA', 30]], { ...loki, prefix: 'loki' }, { filter: { prefix: 'loki/fake/' } })).toEqual([]);
  });

  test.each([
    ['everything', undefined, { filter: [{}] }],
    ["'index/'", undefined, { filter: [{ prefix: 'index/' }] }],
    ["'index/loki_index_2'", undefined, { prefix: 'index/loki_index_2' }],
    ["'loki/'", 'loki', { filter: [{ and: [{ prefix: 'loki/' }] }] }],
  ])('fails when a rule moves %s', (what, prefix, rule) => {
    expect(whats([['STANDARD_IA', 30]], { ...loki, prefix }, rule)).toEqual([`the lifecycle rule 'tier' moves ${what}, the index of Loki too`]);
  });

  test('is not looked for in a rule that moves nothing, or in another store', () => {
    expect(findings([], loki)).toEqual([]);
    expect(findings([['STANDARD_IA', 30]], { contents: S3StoreContents.THANOS_BLOCKS })).toEqual([]);
  });
});
