import { LifecycleConfiguration, lifecycleFindings } from '../../../lib/storage/s3/lifecycle-invariants';

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
    ['the rule is switched off', [{ ...VERSIONS, status: 'Disabled' }]],
  ])('fails when they never expire because %s', (_, rules: Rule[]) => {
    expect(whats(...rules)).toEqual(['no lifecycle rule expires noncurrent versions']);
    expect(lifecycleFindings({})).toHaveLength(1);
  });
});
