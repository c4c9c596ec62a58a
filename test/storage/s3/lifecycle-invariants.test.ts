import { S3StoreContents } from '../../../lib/storage';
import { LifecycleConfiguration } from '../../../lib/storage/s3/lifecycle-configuration';
import { lifecycleFindings } from '../../../lib/storage/s3/lifecycle-invariants';

const VERSIONS = { id: 'versions', status: 'Enabled', noncurrent_version_expiration: [{ noncurrent_days: 7 }] };

type Rule = Record<string, unknown>;

function findings(...rules: Rule[]) {
  return lifecycleFindings({ rule: rules } as LifecycleConfiguration);
}

function whats(...rules: Rule[]): string[] {
  return findings(...rules).map(({ what }) => what);
}

describe('live objects', () => {
  test.each([
    ['a rule for their markers', { id: 'r', status: 'Enabled', expiration: [{ expired_object_delete_marker: true }] }],
    ['a rule that is switched off', { id: 'r', status: 'Disabled', expiration: [{ days: 30 }] }],
    ['a rule that moves them to another storage class', { id: 'r', status: 'Enabled', transition: [{ days: 30, storage_class: 'STANDARD_IA' }] }],
  ])('may have %s', (_, rule) => {
    expect(findings(VERSIONS, rule)).toEqual([]);
  });

  test('fails when they expire after some days', () => {
    expect(findings(VERSIONS, { id: 'old', status: 'Enabled', expiration: [{ days: 30 }] })).toEqual([
      {
        what: "the lifecycle rule 'old' expires live objects after 30 days",
        why: 'S3 would delete blocks that indexes still refer to, and indexes, markers and rules that never grow old; queries would fail',
        fix: "take the expiration out of 'old', and set the retention of the backend instead",
      },
    ]);
  });

  test('fails when they expire on a date, in a block without a list too', () => {
    expect(whats(VERSIONS, { id: 'old', status: 'Enabled', expiration: { date: '2027-01-01T00:00:00Z' } })).toEqual([
      "the lifecycle rule 'old' expires live objects on 2027-01-01T00:00:00Z",
    ]);
  });
});

describe('live objects of an archive', () => {
  const rule = { id: 'old', status: 'Enabled', expiration: [{ days: 400 }] };
  const kept = (retentionDays?: number) => lifecycleFindings({ rule: [VERSIONS, rule] }, { contents: S3StoreContents.ARCHIVE, retentionDays });

  test('may expire when their retention ends, or later', () => {
    expect(kept(400)).toEqual([]);
    expect(kept(399)).toEqual([]);
  });

  test('fails when they expire earlier', () => {
    expect(kept(401)).toEqual([
      {
        what: "the lifecycle rule 'old' expires live objects after 400 days, before their retention of 401 days ends",
        why: 'S3 would delete what is still promised to be there, and what indexes still refer to; queries would fail',
        fix: 'expiration: [{ days: 401 }]',
      },
    ]);
  });

  test('fails when they expire and nobody says what their retention is', () => {
    expect(kept().map(({ what }) => what)).toEqual(["the lifecycle rule 'old' expires live objects after 400 days"]);
  });

  test.each([{ date: '2030-01-01T00:00:00Z' }, { days: 400, date: '2030-01-01T00:00:00Z' }])('fails when they expire on a date: %j', (expiration) => {
    const dated = lifecycleFindings({ rule: [VERSIONS, { ...rule, expiration: [expiration] }] }, { contents: S3StoreContents.ARCHIVE, retentionDays: 400 });

    expect(dated.map(({ what }) => what)).toEqual([expect.stringMatching(/^the lifecycle rule 'old' expires live objects /)]);
  });

  test('fails on part of a day', () => {
    const half = lifecycleFindings({ rule: [VERSIONS, { ...rule, expiration: [{ days: 1.5 }] }] }, { contents: S3StoreContents.ARCHIVE, retentionDays: 1.5 });

    expect(half.map(({ what }) => what)).toContain('objects expire after 1.5 days');
  });
});

describe('live objects of Loki', () => {
  const kept = (prefix: string, days: number, store?: string) => lifecycleFindings(
    { rule: [VERSIONS, { id: 'old', status: 'Enabled', filter: [{ prefix }], expiration: [{ days }] }] },
    { contents: S3StoreContents.LOKI_CHUNKS, retentionDays: 30, prefix: store },
  ).map(({ what }) => what);

  test('may expire in the folder of a tenant, a day after their retention at the earliest: Loki deletes with a delay', () => {
    expect(kept('fake/', 31)).toEqual([]);
    expect(kept('loki/fake/', 31, 'loki')).toEqual([]);
    expect(kept('fake/', 30)).toEqual(["the lifecycle rule 'old' expires live objects after 30 days, before their retention of 30 days ends"]);
  });

  test.each([
    ['everything', ''],
    ['the index', 'index/'],
    ['a table of the index', 'index/loki_index_20000/'],
    ['what begins like the index', 'in'],
    ['the seed of the cluster', 'loki_cluster_seed.json'],
    ['delete requests', 'delete_requests/'],
    ['rules', 'rules/'],
  ])('fails when a rule lets %s expire, however late', (_, prefix) => {
    expect(kept(prefix, 10000)).toEqual(["the lifecycle rule 'old' expires live objects after 10000 days"]);
  });

  test('fails when a rule lets what is beside the tenants expire, in the folder of the store too', () => {
    expect(kept('loki/rules/', 10000, 'loki')).toEqual(["the lifecycle rule 'old' expires live objects after 10000 days"]);
  });

  test('fails when a rule is about another folder than that of the store', () => {
    expect(kept('fake/', 31, 'loki')).toEqual(["the lifecycle rule 'old' expires live objects after 31 days"]);
  });
});

test.each([S3StoreContents.THANOS_BLOCKS, S3StoreContents.TEMPO_BLOCKS])('live objects of %s fail whenever they expire', (contents) => {
  const rule = [VERSIONS, { id: 'old', status: 'Enabled', filter: [{ prefix: 'fake/' }], expiration: [{ days: 10000 }] }];

  expect(lifecycleFindings({ rule }, { contents, retentionDays: 30 }).map(({ what }) => what)).toEqual([
    "the lifecycle rule 'old' expires live objects after 10000 days",
  ]);
});

describe('days', () => {
  test('may be any whole number from one', () => {
    const oneDay = { noncurrent_version_expiration: { noncurrent_days: 1 }, abort_incomplete_multipart_upload: { days_after_initiation: 1 } };

    expect(findings({ ...VERSIONS, ...oneDay })).toEqual([]);
  });

  test.each([[0, 1], [0.5, 1], [1.5, 2]])('fails when versions expire after %s, and offers %s', (days, fix) => {
    expect(findings({ ...VERSIONS, noncurrent_version_expiration: [{ noncurrent_days: days }] })).toEqual([
      {
        what: `noncurrent versions expire after ${days} days`,
        why: 'S3 counts whole days, one at least, and refuses the lifecycle configuration',
        fix: `noncurrentVersionExpiration: Duration.days(${fix})`,
      },
    ]);
  });

  test('fails when uploads are aborted after part of a day', () => {
    expect(findings(VERSIONS, { id: 'uploads', status: 'Enabled', abort_incomplete_multipart_upload: [{ days_after_initiation: 0.25 }] })).toMatchObject([
      { what: 'incomplete uploads are aborted after 0.25 days', fix: 'abortMultipartAfter: Duration.days(1)' },
    ]);
  });
});

describe('versions', () => {
  test.each([
    ['the configuration has no rules', []],
    ['another rule is there', [{ id: 'uploads', status: 'Enabled', abort_incomplete_multipart_upload: [{ days_after_initiation: 1 }] }]],
    ['the rule is switched off', [{ ...VERSIONS, status: 'Disabled' }]],
  ])('fails when they never expire because %s', (_, rules: Rule[]) => {
    expect(whats(...rules)).toEqual(['no lifecycle rule expires noncurrent versions']);
    expect(lifecycleFindings({})).toHaveLength(1);
  });
});

describe('a retention of nothing', () => {
  const kept = (retentionDays: number | undefined, contents?: S3StoreContents) =>
    lifecycleFindings({ rule: [VERSIONS] }, { retentionDays, contents }).map(({ what }) => what);

  test('is not one that is not known', () => {
    expect([...kept(undefined, S3StoreContents.THANOS_BLOCKS), ...kept(1, S3StoreContents.THANOS_BLOCKS)]).toEqual([]);
  });

  test('fails where backends would take it for ever', () => {
    expect(lifecycleFindings({ rule: [VERSIONS] }, { retentionDays: 0, contents: S3StoreContents.THANOS_BLOCKS })).toEqual([{
      what: 'the retention is 0 days',
      why: 'storage classes and expiry are held against it as if all were deleted at once, while Thanos and Loki take 0 for ever',
      fix: 'leave retention out when the backend keeps everything, else the days for which it does: retention: Duration.days(365)',
    }]);
    expect(kept(0)).toEqual(['the retention is 0 days']);
  });

  test('is a matter of whole days in an archive', () => {
    const expiry = { id: 'expire-archive', status: 'Enabled', expiration: [{ days: 0 }] };

    expect(lifecycleFindings({ rule: [VERSIONS, expiry] }, { retentionDays: 0, contents: S3StoreContents.ARCHIVE }).map(({ what }) => what))
      .toEqual(['objects expire after 0 days']);
  });
});
