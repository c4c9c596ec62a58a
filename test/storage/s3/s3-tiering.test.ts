import { Duration, Size } from 'cdk8s';
import { S3Tiering } from '../../../lib/storage';

test('S3 can decide by itself, at once, for objects above a mebibyte in the whole store', () => {
  const tiering = S3Tiering.intelligent();

  expect(tiering._moves).toEqual([{ days: 0, storageClass: 'INTELLIGENT_TIERING' }]);
  expect(tiering.folders).toEqual([]);
  expect(tiering.minimumObjectSize.toMebibytes()).toBe(1);
});

test('age can decide, in steps', () => {
  expect(S3Tiering.byAge({ infrequentAccessAfter: Duration.days(60) })._moves).toEqual([{ days: 60, storageClass: 'STANDARD_IA' }]);
  expect(S3Tiering.byAge({ infrequentAccessAfter: Duration.days(30), glacierInstantRetrievalAfter: Duration.days(180) })._moves).toEqual([
    { days: 30, storageClass: 'STANDARD_IA' }, { days: 180, storageClass: 'GLACIER_IR' },
  ]);
});

describe('fails', () => {
  test('without an age', () => {
    expect(() => S3Tiering.byAge({})).toThrow('S3Tiering.byAge: no age is given\n  why: nothing would ever be moved\n  fix: infrequentAccessAfter: Duration.days(60)\n');
  });

  test('on a folder with a slash at its end', () => {
    expect(() => S3Tiering.intelligent({ folders: ['fake/'] })).toThrow("S3Tiering.intelligent: prefix 'fake/' is not a path of names");
  });

  test('on objects so small that they would cost more', () => {
    expect(() => S3Tiering.intelligent({ minimumObjectSize: Size.kibibytes(127) })).toThrow(/127 KiB are moved\n.*\n  fix: minimumObjectSize: Size.kibibytes\(128\)/);
    expect(() => S3Tiering.intelligent({ minimumObjectSize: Size.kibibytes(128) })).not.toThrow();
  });
});
