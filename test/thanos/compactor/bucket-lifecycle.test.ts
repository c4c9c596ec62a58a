import { Duration } from 'cdk8s';
import { bucketLifecycleFindings } from '../../../lib/thanos/compactor/bucket-lifecycle';

const retention = { raw: Duration.days(30), fiveMinutes: Duration.days(90), oneHour: Duration.days(365) };
const deleteDelay = Duration.hours(48);

test('a bucket that deletes nothing by itself, or later than the compactor, passes', () => {
  expect(bucketLifecycleFindings({ retention: {}, deleteDelay })).toEqual([]);
  expect(bucketLifecycleFindings({ retention, deleteDelay, expirationDays: 368 })).toEqual([]);
});

test('a bucket that deletes before the compactor fails', () => {
  expect(bucketLifecycleFindings({ retention, deleteDelay, expirationDays: 367 })).toEqual([{
    what: 'the bucket deletes objects after 367 days, and the compactor keeps blocks for 365 days and 2 days of delay',
    why: 'the bucket would be first, and take files out of blocks that are still read: queries fail, and the compactor halts',
    fix: 'an expiration of 368 days at least, or none: the compactor deletes what its retention ends',
  }]);
});

test('a bucket that deletes what is kept for ever fails', () => {
  expect(bucketLifecycleFindings({ retention: { raw: Duration.days(30) }, deleteDelay, expirationDays: 4000 }).map(({ what }) => what)).toEqual([
    'the bucket deletes objects after 4000 days, and the compactor keeps blocks for ever',
  ]);
});
