import { BucketIntent, settingFindings } from '../../../conformance/aws/intent';
import { LiveBucket, LiveReplication } from '../../../conformance/aws/live-bucket';

const MEANT: BucketIntent = {
  bucket: 'acme', region: 'us-east-1', holds: 'objects', key: 'own', noncurrentDays: 7, abortDays: 1, logs: 'acme-access-logs', tags: {},
};

const ALIVE: LiveBucket = {
  region: 'us-east-1',
  algorithm: 'aws:kms',
  keyId: 'arn:aws:kms:us-east-1:123456789012:key/1',
  bucketKey: true,
  key: { rotated: true, aliases: ['alias/acme'], tags: {} },
  publicAccessBlock: { RestrictPublicBuckets: true, BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true },
  ownership: ['BucketOwnerEnforced'],
  versioning: 'Enabled',
  lifecycle: [
    { Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
    { Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: 7 }, Expiration: { ExpiredObjectDeleteMarker: true } },
  ],
  tags: {},
  lock: null,
  replication: null,
  logging: { TargetBucket: 'acme-access-logs', TargetPrefix: 'acme/' },
};

function checks(live: Partial<LiveBucket>, intent = MEANT): string[] {
  return settingFindings(intent, { ...ALIVE, ...live }).map(({ check }) => check);
}

test('a bucket that is as it was meant to be has no findings', () => {
  expect(checks({})).toEqual([]);
});

test.each<[string, Partial<LiveBucket>]>([
  ['live region', { region: 'eu-west-1' }],
  ['live public access block', { publicAccessBlock: { ...ALIVE.publicAccessBlock, BlockPublicPolicy: false } }],
  ['live ownership', { ownership: [] }],
  ['live versioning', { versioning: 'Suspended' }],
  ['live logging', { logging: null }],
  ['live tags', { tags: { team: 'observability' } }],
  ['live encryption', { algorithm: 'AES256' }],
  ['live bucket key', { bucketKey: false }],
  ['live key rotation', { key: { ...ALIVE.key!, rotated: false } }],
  ['live key alias', { key: { ...ALIVE.key!, aliases: ['alias/other'] } }],
  ['live noncurrent versions', { lifecycle: [ALIVE.lifecycle[0]!, { ...ALIVE.lifecycle[1]!, NoncurrentVersionExpiration: { NoncurrentDays: 14 } }] }],
  ['live object lock', { lock: { Mode: 'GOVERNANCE', Days: 1 } }],
  ['live expiration', { lifecycle: [...ALIVE.lifecycle, { Status: 'Disabled', Expiration: { Days: 30 } }] }],
])('%s: what was changed is found, and nothing else', (check, live) => {
  expect(checks(live)).toEqual([check]);
});

test('a rule that is not in force, or for a folder only, does not count', () => {
  const [abort, versions] = ALIVE.lifecycle;
  expect(checks({ lifecycle: [{ ...abort!, Status: 'Disabled' }, versions!] })).toEqual(['live incomplete uploads']);
  expect(checks({ lifecycle: [{ ...abort!, Filter: { Prefix: 'loki/' } }, versions!] })).toEqual(['live incomplete uploads']);
});

test('a finding says what was meant and what is there', () => {
  expect(settingFindings(MEANT, { ...ALIVE, versioning: 'Off' })).toEqual([
    { check: 'live versioning', message: 'acme was meant to have "Enabled", and has "Off"' },
  ]);
});

describe('a key that was given', () => {
  const given = { ...MEANT, key: 'arn:aws:kms:us-east-1:111122223333:key/2' };

  test('is the one of the bucket, and is not looked into', () => {
    expect(checks({ keyId: given.key, key: null }, given)).toEqual([]);
    expect(checks({}, given)).toEqual(['live key']);
  });
});

test('keys of S3 name no key', () => {
  const managed = { ...MEANT, key: 'none' };
  expect(checks({ algorithm: 'AES256', keyId: null, bucketKey: false, key: null }, managed)).toEqual([]);
  expect(checks({}, managed)).toEqual(['live encryption']);
});

test('logs expire, and are not logged themselves', () => {
  const logs: Partial<LiveBucket> = {
    algorithm: 'AES256',
    keyId: null,
    bucketKey: false,
    key: null,
    logging: null,
    lifecycle: [
      { Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
      { Status: 'Enabled', Expiration: { Days: 90 } },
      { Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: 1 }, Expiration: { ExpiredObjectDeleteMarker: true } },
    ],
  };
  const meant: BucketIntent = { ...MEANT, holds: 'access logs', key: 'none', noncurrentDays: 1, expirationDays: 90, logs: undefined };
  expect(checks(logs, meant)).toEqual([]);
  expect(checks({ ...logs, logging: ALIVE.logging }, meant)).toEqual(['live logging']);
});

test('objects are locked as it was meant, and not otherwise', () => {
  const lock = { Mode: 'COMPLIANCE', Days: 365 };
  const intent = { ...MEANT, lock };

  expect(checks({ lock }, intent)).toEqual([]);
  expect(checks({ lock: { ...lock, Days: 30 } }, intent)).toEqual(['live object lock']);
  expect(checks({}, intent)).toEqual(['live object lock']);
});

describe('a bucket that is copied', () => {
  const key = 'arn:aws:kms:eu-west-1:123456789012:alias/acme-copy';
  const intent: BucketIntent = { ...MEANT, replica: { bucket: 'acme-copy', region: 'eu-west-1', key } };
  const rule: LiveReplication['rules'][number] = {
    Status: 'Enabled',
    Filter: { Prefix: '' },
    DeleteMarkerReplication: { Status: 'Enabled' },
    SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } },
    Destination: { Bucket: 'arn:aws:s3:::acme-copy', EncryptionConfiguration: { ReplicaKmsKeyID: key } },
  };
  const trust = { Statement: [{ Sid: 'S3', Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' }, Action: 'sts:AssumeRole' }] };
  const live = (change: Partial<typeof rule> = {}, role: Partial<LiveReplication['role']> = {}): LiveReplication =>
    ({ rules: [{ ...rule, ...change }], role: { name: 'copier', trust, policies: [], attached: [], ...role } });

  test('is copied as it was meant', () => {
    expect(checks({ replication: live() }, intent)).toEqual([]);
  });

  test.each<[string, Partial<typeof rule>]>([
    ['is not copied now', { Status: 'Disabled' }],
    ['is copied in part', { Filter: { Prefix: 'loki/' } }],
    ['keeps what was deleted', { DeleteMarkerReplication: { Status: 'Disabled' } }],
    ['leaves out what a key encrypts', { SourceSelectionCriteria: undefined }],
    ['goes elsewhere', { Destination: { ...rule.Destination, Bucket: 'arn:aws:s3:::other' } }],
    ['is encrypted by another key', { Destination: { Bucket: rule.Destination.Bucket } }],
  ])('is found when it %s', (_, change) => {
    expect(checks({ replication: live(change) }, intent)).toEqual(['live replication']);
  });

  test('is found when somebody else may take on the role, or it has policies of others', () => {
    const anybody = { Statement: [...trust.Statement, { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }] };
    expect(checks({ replication: live({}, { trust: anybody }) }, intent)).toEqual(['live trust of the replication role']);
    expect(checks({ replication: live({}, { attached: [{}] }) }, intent)).toEqual(['live attached policies of the replication role']);
  });

  test('is found when nothing is copied, or when nothing should be', () => {
    expect(checks({ replication: null }, intent)).toContain('live replication');
    expect(checks({ replication: live() })).toContain('live replication');
  });
});
