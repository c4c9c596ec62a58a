import * as fc from 'fast-check';
import { fixesOf } from './fixes-of';
import { requireBucketName, requireNewBucketName } from '../../lib/storage/s3-names';

describe('the name of a bucket', () => {
  test.each(['abc', 'acme-prod-metrics', '0acme0', 'acme.metrics', 'a'.repeat(63), '1.2.3.4.5', 'acme-an', 'acme-xn--metrics', 'my-sthree-bucket', 'acme-s3alias-metrics', 'a.192.168.5.4'])('may be %s', (name) => {
    expect(() => requireBucketName('path', 'bucket', name)).not.toThrow();
  });

  test.each([
    ['ab', 'is not 3 to 63 characters long'],
    ['', 'is not 3 to 63 characters long'],
    ['a'.repeat(64), 'is not 3 to 63 characters long'],
    ['Acme-metrics', 'has characters other than a-z, 0-9, - and .'],
    ['acme_metrics', 'has characters other than a-z, 0-9, - and .'],
    ['${var.bucket}', 'has characters other than a-z, 0-9, - and .'],
    ['-acme', 'does not begin and end with a letter or a digit'],
    ['acme-', 'does not begin and end with a letter or a digit'],
    ['.acme', 'does not begin and end with a letter or a digit'],
    ['acme..metrics', 'has two adjacent dots'],
    ['192.168.5.4', 'is formatted as an IP address'],
    ['192.168.50.44', 'is formatted as an IP address'],
    ['xn--acme', 'begins with a prefix that AWS reserves'],
    ['sthree-acme', 'begins with a prefix that AWS reserves'],
    ['amzn-s3-demo-acme', 'begins with a prefix that AWS reserves'],
    ['acme-s3alias', 'ends with a suffix that AWS reserves'],
    ['acme--ol-s3', 'ends with a suffix that AWS reserves'],
    ['acme.mrap', 'ends with a suffix that AWS reserves'],
    ['acme--x-s3', 'ends with a suffix that AWS reserves'],
    ['acme--table-s3', 'ends with a suffix that AWS reserves'],
  ])("fails on '%s', which %s", (name, what) => {
    expect(() => requireBucketName('path', 'bucket', name)).toThrow(`path: bucket '${name}' ${what}\n`);
  });
});

describe('the name of a new bucket', () => {
  test('fails on a dot, which breaks TLS', () => {
    expect(() => requireNewBucketName('path', 'bucketName', 'acme.metrics')).toThrow(/bucketName 'acme.metrics' has a dot\n.*\n  fix: bucketName: 'acme-metrics'\n/);
  });

  test('fails on the ending of account namespaces', () => {
    expect(() => requireNewBucketName('path', 'bucketName', 'acme-an')).toThrow(/bucketName 'acme-an' ends with -an\n.*\n  fix: bucketName: 'acme'\n/);
  });

  test.each([
    ['Acme  Prod', 'acme-prod'],
    ['--Acme--', 'acme'],
    ['A'.repeat(70), 'a'.repeat(63)],
    ['Acme-xn--metrics', 'acme-xn-metrics'],
    ['Acme-s3alias-metrics', 'acme-s3alias-metrics'],
  ])("is mended from '%s' into '%s'", (name, fix) => {
    expect(fixesOf(() => requireNewBucketName('path', 'bucketName', name))).toEqual([fix]);
  });

  test('is never mended into one that fails again', () => {
    const parts = fc.constantFrom('xn--', 'sthree-', 'a', 'B', '1', '-', '--', '.', '_', '-an', '-s3alias', '.mrap', 'x'.repeat(62));
    const names = fc.oneof(fc.array(parts).map((all) => all.join('')), fc.string());
    fc.assert(fc.property(names, (name) => {
      for (const fix of fixesOf(() => requireNewBucketName('path', 'bucketName', name))) {
        requireNewBucketName('path', 'bucketName', fix);
      }
    }));
  });
});
