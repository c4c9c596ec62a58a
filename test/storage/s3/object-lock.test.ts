import { Duration } from 'cdk8s';
import { aPlan } from './fixtures';
import { S3ObjectLock, S3StoreContents } from '../../../lib/storage';
import { bucketDocument } from '../../../lib/storage/s3/bucket';
import { objectLockDocuments, objectLockFindings } from '../../../lib/storage/s3/object-lock';

const ARCHIVE = { contents: S3StoreContents.ARCHIVE };

function locked(days: number) {
  return { rule: { default_retention: { mode: 'GOVERNANCE', days } } };
}

describe('a lock', () => {
  test.each([
    ['GOVERNANCE', S3ObjectLock.governance(Duration.days(1))],
    ['COMPLIANCE', S3ObjectLock.compliance(Duration.days(36500))],
  ])('can be of mode %s and of any number of whole days', (mode, lock) => {
    expect(lock.mode).toBe(mode);
  });

  test.each([
    [Duration.hours(12), 0.5, 1],
    [Duration.hours(36), 1.5, 2],
    [Duration.days(36501), 36501, 36500],
  ])('fails on %s', (retention, days, fix) => {
    expect(() => S3ObjectLock.compliance(retention)).toThrow(
      `S3ObjectLock.compliance: objects are locked for ${days} days\n  why: S3 counts whole days, 1 to 36500, and refuses the configuration\n`
      + `  fix: S3ObjectLock.compliance(Duration.days(${fix}))\n`,
    );
  });
});

describe('a bucket with a lock', () => {
  const plan = aPlan({ objectLock: S3ObjectLock.compliance(Duration.days(365)) });

  test('is made for it, and locks every new object', () => {
    expect(bucketDocument(plan).attributes.object_lock_enabled).toBe(true);
    expect(objectLockDocuments(plan)).toEqual([
      {
        id: 'object-lock',
        type: 'aws_s3_bucket_object_lock_configuration',
        name: 'metrics_object_lock',
        attributes: { bucket: '${aws_s3_bucket.metrics_bucket.id}', rule: { default_retention: { mode: 'COMPLIANCE', days: 365 } } },
        dependsOn: ['aws_s3_bucket_versioning.metrics_versioning'],
      },
    ]);
  });

  test('is another one than a bucket without', () => {
    expect(bucketDocument(aPlan()).attributes.object_lock_enabled).toBeUndefined();
    expect(objectLockDocuments(aPlan())).toEqual([]);
  });
});

describe('what is locked', () => {
  test('may be an archive that is kept as long, longer or for ever', () => {
    expect(objectLockFindings(locked(365), { ...ARCHIVE, retentionDays: 365 })).toEqual([]);
    expect(objectLockFindings(locked(365), { ...ARCHIVE, retentionDays: 366 })).toEqual([]);
    expect(objectLockFindings(locked(365), ARCHIVE)).toEqual([]);
  });

  test('may be anything when nothing is locked', () => {
    expect(objectLockFindings({}, { contents: S3StoreContents.THANOS_BLOCKS })).toEqual([]);
  });

  test.each([
    [S3StoreContents.THANOS_BLOCKS, 'thanos-blocks'],
    [S3StoreContents.LOKI_CHUNKS, 'loki-chunks'],
    [S3StoreContents.TEMPO_BLOCKS, 'tempo-blocks'],
    [undefined, 'unknown contents'],
  ])('fails when it is compacted: %s', (contents, name) => {
    expect(objectLockFindings(locked(30), { contents })).toEqual([
      {
        what: `objects of ${name} are locked for 30 days`,
        why: 'Thanos, Loki and Tempo replace objects all day: the bucket would keep, and charge for, every block that was ever compacted',
        fix: 'leave objectLock out, or say that nothing rewrites what is in the store: contents: S3StoreContents.ARCHIVE',
      },
    ]);
  });

  test('fails when it is to be gone before its lock ends, in years too', () => {
    expect(objectLockFindings(locked(365), { ...ARCHIVE, retentionDays: 90 })).toEqual([
      {
        what: 'objects are kept for 90 days and locked for 365',
        why: 'they would be hidden when their retention ends, and be paid for until the lock does',
        fix: 'retention: Duration.days(365)',
      },
    ]);
    expect(objectLockFindings({ rule: [{ default_retention: [{ years: 1 }] }] }, { ...ARCHIVE, retentionDays: 364 })).toHaveLength(1);
  });
});
