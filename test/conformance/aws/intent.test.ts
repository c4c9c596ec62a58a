import { promised, promisedForLogs, settingFindings } from '../../../conformance/aws/intent';
import { LiveBucket } from '../../../conformance/aws/live-bucket';

const ALIVE: LiveBucket = {
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
  logging: { TargetBucket: 'acme-access-logs', TargetPrefix: 'acme/' },
};

function checks(live: Partial<LiveBucket>, intent = promised('acme')): string[] {
  return settingFindings(intent, { ...ALIVE, ...live }).map(({ check }) => check);
}

test('a bucket that is as it was meant to be has no findings', () => {
  expect(checks({})).toEqual([]);
});

test.each<[string, Partial<LiveBucket>]>([
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
  expect(settingFindings(promised('acme'), { ...ALIVE, versioning: 'Off' })).toEqual([
    { check: 'live versioning', message: 'acme was meant to have "Enabled", and has "Off"' },
  ]);
});

describe('a key that was given', () => {
  const given = { ...promised('acme'), key: 'arn:aws:kms:us-east-1:111122223333:key/2' };

  test('is the one of the bucket, and is not looked into', () => {
    expect(checks({ keyId: given.key, key: null }, given)).toEqual([]);
    expect(checks({}, given)).toEqual(['live key']);
  });
});

test('keys of S3 name no key', () => {
  const managed = { ...promised('acme'), key: 'none' };
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
  expect(checks(logs, promisedForLogs('acme-access-logs'))).toEqual([]);
  expect(checks({ ...logs, logging: ALIVE.logging }, promisedForLogs('acme-access-logs'))).toEqual(['live logging']);
});

test('objects are locked as it was meant, and not otherwise', () => {
  const lock = { Mode: 'COMPLIANCE', Days: 365 };
  const intent = { ...promised('acme'), lock };

  expect(checks({ lock }, intent)).toEqual([]);
  expect(checks({ lock: { ...lock, Days: 30 } }, intent)).toEqual(['live object lock']);
  expect(checks({}, intent)).toEqual(['live object lock']);
});
