import { ReplicatedBucket, replicationFindings } from '../../../lib/storage/s3/replication-invariants';

const VERSIONS = { versioning_configuration: { status: 'Enabled' } };
const SOURCE: ReplicatedBucket = { bucketName: 'acme', region: 'us-east-1', usesKms: true, written: { locked: false, versioning: VERSIONS } };
const REPLICA: ReplicatedBucket = { ...SOURCE, bucketName: 'acme-copy', region: 'eu-west-1' };
const { written: _, ...EXISTING } = REPLICA;

test('a bucket may be replicated to another region, with the same kind of encryption, whoever makes the second', () => {
  expect(replicationFindings(SOURCE, REPLICA)).toEqual([]);
  expect(replicationFindings(SOURCE, EXISTING)).toEqual([]);
  expect(replicationFindings({ ...SOURCE, usesKms: false }, { ...REPLICA, usesKms: false })).toEqual([]);
});

test('fails within one bucket, which is within one region too', () => {
  expect(replicationFindings(SOURCE, SOURCE).map(({ what }) => what)).toEqual(['the bucket acme is replicated into itself']);
});

test('fails within one region', () => {
  expect(replicationFindings(SOURCE, { ...REPLICA, region: 'us-east-1' })).toEqual([
    {
      what: 'the bucket acme is replicated within us-east-1',
      why: 'what takes the first copy away, a region that fails, would take the second too, and both are paid for',
      fix: 'a bucket in another region, made in a stack of its own, or leave replication out',
    },
  ]);
});

describe('encryption', () => {
  test('fails when S3 is not told the key of a bucket that exists', () => {
    expect(replicationFindings(SOURCE, { ...EXISTING, usesKms: false })).toEqual([
      {
        what: 'objects are encrypted in acme by a KMS key and in acme-copy by keys of S3',
        why: 'S3 copies what a KMS key encrypts only when it is told the key of the second bucket; it would copy nothing',
        fix: "keyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'",
      },
    ]);
  });

  test('fails when the two stores differ', () => {
    const fix = 'the same encryption for both: S3Encryption.kms() or S3Encryption.s3Managed()';

    expect(replicationFindings(SOURCE, { ...REPLICA, usesKms: false })).toMatchObject([{ fix }]);
    expect(replicationFindings({ ...SOURCE, usesKms: false }, REPLICA)).toMatchObject([
      { what: 'objects are encrypted in acme by keys of S3 and in acme-copy by a KMS key', fix },
    ]);
  });
});

describe('locks', () => {
  const locked = { ...SOURCE, written: { locked: true, versioning: VERSIONS } };

  test('may be on both, or on a bucket that nobody knows', () => {
    expect(replicationFindings(locked, { ...REPLICA, written: locked.written })).toEqual([]);
    expect(replicationFindings(locked, EXISTING)).toEqual([]);
  });

  test('fail on the first alone', () => {
    expect(replicationFindings(locked, REPLICA)).toEqual([
      {
        what: 'objects of acme are locked, and those of acme-copy are not',
        why: 'S3 refuses to copy locked objects into a bucket that cannot lock them',
        fix: 'objectLock of acme for acme-copy too',
      },
    ]);
  });
});

test.each([
  ['Suspended', { versioning_configuration: [{ status: 'Suspended' }] }],
  ['nothing', {}],
])('fails when either keeps no versions: %s', (status, versioning) => {
  const without = { written: { locked: false, versioning } };

  expect(replicationFindings({ ...SOURCE, ...without }, REPLICA)).toMatchObject([{ what: `the bucket acme keeps no versions (${status} is written)` }]);
  expect(replicationFindings(SOURCE, { ...REPLICA, ...without })).toMatchObject([{ what: `the bucket acme-copy keeps no versions (${status} is written)` }]);
});
