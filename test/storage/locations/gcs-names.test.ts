import * as fc from 'fast-check';
import { requireGcsBucketName } from '../../../lib/storage/locations/gcs-names';
import { fixesOf } from '../fixes-of';

const LONGEST = [...Array(22).keys()].map(() => 'a'.repeat(9)).join('.') + '.io';

describe('the name of a bucket of Google', () => {
  test.each(['abc', 'acme_prod-metrics', 'metrics.acme.example', '0acme0', 'a'.repeat(63), `${'a'.repeat(63)}.com`, 'my-goog-metrics', '192.168.5.4.com', 'a.192.168.5.4', LONGEST])('may be %s', (name) => {
    expect(() => requireGcsBucketName('path', name)).not.toThrow();
  });

  test.each([
    ['ab', 'is not 3 to 63 characters long'],
    ['', 'is not 3 to 63 characters long'],
    ['a'.repeat(64), 'is not 3 to 63 characters long'],
    ['Acme', 'has characters other than a-z, 0-9, -, _ and .'],
    ['gs://acme', 'has characters other than a-z, 0-9, -, _ and .'],
    ['-acme', 'does not begin and end with a letter or a digit'],
    ['acme_', 'does not begin and end with a letter or a digit'],
    ['acme..metrics', 'has a part between dots that is no name of a host'],
    ['acme.-metrics', 'has a part between dots that is no name of a host'],
    [`${'a'.repeat(64)}.com`, 'has a part between dots that is no name of a host'],
    ['192.168.5.4', 'is formatted as an IP address'],
    ['192.168.50.44', 'is formatted as an IP address'],
    [`a${LONGEST}`, 'is longer than 222 characters'],
    ['goog-metrics', "begins with 'goog' or contains 'google'"],
    ['my-google-metrics', "begins with 'goog' or contains 'google'"],
  ])("fails on '%s', which %s", (name, what) => {
    expect(() => requireGcsBucketName('path', name)).toThrow(`path: bucket '${name}' ${what}\n`);
  });

  test('fails on a URL, and offers the name in it', () => {
    expect(() => requireGcsBucketName('path', 'gs://acme-metrics')).toThrow("fix: bucket: 'acme-metrics'");
  });

  test.each([['A'.repeat(70), 'a'.repeat(63)], ['--Acme  Prod--', 'acme-prod']])("fails on '%s' and offers '%s'", (name, fix) => {
    expect(fixesOf(() => requireGcsBucketName('path', name))).toEqual([fix]);
  });

  test('is offered so that it does not fail again', () => {
    fc.assert(fc.property(fc.string({ maxLength: 80 }), (name) => {
      const [fix] = fixesOf(() => requireGcsBucketName('path', name));
      expect(fix === undefined ? [] : fixesOf(() => requireGcsBucketName('path', fix))).toEqual([]);
    }));
  });
});
