import { logBucketFindings, logTargetFindings } from '../../../lib/storage/s3/access-log-invariants';
import { LifecycleConfiguration } from '../../../lib/storage/s3/lifecycle-configuration';

const EXPIRY = { id: 'expire-logs', status: 'Enabled', filter: [{}], expiration: [{ days: 90 }] };
const VERSIONS = { id: 'versions', status: 'Enabled', noncurrent_version_expiration: [{ noncurrent_days: 1 }] };

function findings(...rules: object[]) {
  return logBucketFindings({ bucketName: 'acme-access-logs', retentionDays: 90, lifecycle: { rule: rules } as LifecycleConfiguration, earlier: [] });
}

function whats(...rules: object[]): string[] {
  return findings(...rules).map(({ what }) => what);
}

describe('access logs', () => {
  test('expire when their retention ends, or later', () => {
    expect(findings(EXPIRY, VERSIONS)).toEqual([]);
    expect(findings({ ...EXPIRY, expiration: [{ days: 91 }] }, VERSIONS)).toEqual([]);
  });

  test('fail to be kept when a rule deletes them earlier, also in a folder', () => {
    expect(findings(EXPIRY, VERSIONS, { id: 'mine', status: 'Enabled', filter: [{ prefix: 'acme-prod-metrics/' }], expiration: { days: 7 } })).toEqual([{
      what: "the lifecycle rule 'mine' expires access logs after 7 days",
      why: 'they are promised to be there for 90 days',
      fix: 'expiration: [{ days: 90 }], or the retention of the bucket instead of an override',
    }]);
  });

  test('fail to be kept when a rule deletes them on a date', () => {
    expect(whats(VERSIONS, { ...EXPIRY, expiration: [{ date: '2027-01-01T00:00:00Z' }] })).toEqual([
      "the lifecycle rule 'expire-logs' expires access logs on 2027-01-01T00:00:00Z",
    ]);
  });

  test.each([
    ['no rule is left', [VERSIONS]],
    ['the rule is switched off', [VERSIONS, { ...EXPIRY, status: 'Disabled' }]],
    ['the rule is about one folder', [VERSIONS, { ...EXPIRY, filter: [{ prefix: 'acme-prod-metrics/' }] }]],
    ['the rule clears markers only', [VERSIONS, { ...EXPIRY, expiration: [{ expired_object_delete_marker: true }] }]],
  ])('fail to be deleted when %s', (_, rules) => {
    expect(whats(...rules)).toEqual(['no lifecycle rule expires access logs']);
  });

  test('fail to be deleted when their versions are kept', () => {
    expect(whats(EXPIRY)).toEqual(['no lifecycle rule expires noncurrent versions of access logs']);
  });
});

test('a bucket for access logs has a name of its own', () => {
  const lifecycle = { rule: [EXPIRY, VERSIONS] };
  const named = (bucketName: string) =>
    logBucketFindings({ bucketName, retentionDays: 90, lifecycle, earlier: [{ path: 'storage/metrics', bucketName: 'acme-prod-metrics' }] });

  expect(named('acme-access-logs')).toEqual([]);
  expect(named('acme-prod-metrics').map(({ what }) => what)).toEqual(["the bucket acme-prod-metrics is made by 'storage/metrics' already"]);
});

describe('an existing bucket for access logs', () => {
  const neighbours = [{ path: 'storage/traces', bucketName: 'acme-prod-traces' }];

  test('may be any that this program does not make, or none', () => {
    expect(logTargetFindings('acme-security-logs', neighbours)).toEqual([]);
    expect(logTargetFindings(undefined, neighbours)).toEqual([]);
  });

  test('fails when it is made by this program, and lets no logs of the store in', () => {
    expect(logTargetFindings('acme-prod-traces', neighbours)).toEqual([{
      what: "the access logs go to acme-prod-traces as to a bucket that exists already, but 'storage/traces' makes it",
      why: 'its policy lets the log service of S3 write only for stores that it was told of: no log would arrive',
      fix: "accessLogs: S3AccessLogs.toBucket(new S3AccessLogBucket(stack, 'access-logs', { … })) in the stack of the store, or leave accessLogs out",
    }]);
  });
});
