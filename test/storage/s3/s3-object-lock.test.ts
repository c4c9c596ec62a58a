import { Duration } from 'cdk8s';
import { S3ObjectLock } from '../../../lib/storage';

describe('a lock', () => {
  test.each([
    ['GOVERNANCE', S3ObjectLock.governance(Duration.days(1))],
    ['COMPLIANCE', S3ObjectLock.compliance(Duration.days(36500))],
  ])('can be of mode %s and of any number of whole days', (mode, lock) => {
    expect(lock.mode).toBe(mode);
  });

  test.each([
    [Duration.hours(12), 0.5, 1],
    [Duration.days(0), 0, 1],
    [Duration.hours(36), 1.5, 2],
    [Duration.days(36501), 36501, 36500],
  ])('fails on %s', (retention, days, fix) => {
    expect(() => S3ObjectLock.compliance(retention)).toThrow(
      `S3ObjectLock.compliance: objects are locked for ${days} days\n  why: S3 counts whole days, 1 to 36500, and refuses the configuration\n`
      + `  fix: S3ObjectLock.compliance(Duration.days(${fix}))\n`,
    );
  });
});
