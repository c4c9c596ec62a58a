import { Duration } from 'cdk8s';
import { downsampledRetentionFindings, longestRetention, retentionFindings, retentionFlags } from '../../../lib/thanos/compactor/retention';

test('what is kept for ever is not said', () => {
  expect(retentionFlags({ raw: Duration.days(30), fiveMinutes: Duration.hours(252) })).toStrictEqual({
    'retention.resolution-raw': '30d', 'retention.resolution-5m': '10d12h', 'retention.resolution-1h': undefined,
  });
});

test('nothing is left after the longest retention, or never', () => {
  const all = { raw: Duration.days(30), fiveMinutes: Duration.days(90), oneHour: Duration.days(60) };

  expect(longestRetention(all)?.toDays()).toBe(90);
  expect(longestRetention({ ...all, oneHour: undefined })).toBeUndefined();
});

test('a resolution is kept until the next is made of it', () => {
  expect(downsampledRetentionFindings({ raw: Duration.hours(40), fiveMinutes: Duration.days(10), oneHour: Duration.minutes(1) })).toEqual([]);
  expect(downsampledRetentionFindings({})).toEqual([]);
  expect(downsampledRetentionFindings({ raw: Duration.hours(39), fiveMinutes: Duration.days(9) })).toEqual([
    {
      what: 'raw is kept for 1d15h',
      why: 'aggregates of five minutes are made of it at an age of 1d16h: the compactor does not start, because they would never be',
      fix: 'raw: Duration.hours(40) at least, or downsampling: false',
    },
    {
      what: 'fiveMinutes is kept for 9d',
      why: 'aggregates of an hour are made of it at an age of 10d: the compactor does not start, because they would never be',
      fix: 'fiveMinutes: Duration.days(10) at least, or downsampling: false',
    },
  ]);
});

test('nothing is no retention', () => {
  expect(retentionFindings({ raw: Duration.days(1) })).toEqual([]);
  expect(retentionFindings({ raw: Duration.seconds(0), oneHour: Duration.days(0) }).map(({ what }) => what)).toEqual([
    'raw is kept for 0s', 'oneHour is kept for 0s',
  ]);
});
