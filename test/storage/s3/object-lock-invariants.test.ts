import { S3StoreContents } from '../../../lib/storage';
import { objectLockFindings } from '../../../lib/storage/s3/object-lock-invariants';

const ARCHIVE = { contents: S3StoreContents.ARCHIVE };

function locked(days: number) {
  return { rule: { default_retention: { mode: 'GOVERNANCE', days } } };
}

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
