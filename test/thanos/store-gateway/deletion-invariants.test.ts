import { Duration } from 'cdk8s';
import { deletionDelayFindings } from '../../../lib/thanos/store-gateway/deletion-invariants';

const DELAYS = { ignoreDeletionMarksDelay: Duration.hours(24), deleteDelay: Duration.hours(48), syncInterval: Duration.minutes(15) };

test('what Thanos takes when nothing is said passes', () => {
  expect(deletionDelayFindings(DELAYS)).toEqual([]);
});

test('blocks fail to be read when they are gone', () => {
  expect(deletionDelayFindings({ ...DELAYS, deleteDelay: Duration.hours(24) })).toEqual([{
    what: 'store gateways read blocks for 1d after they are marked, and the compactor deletes them after 1d',
    why: 'they look for marks every 15m: queries would fail on files that are gone',
    fix: 'deleteDelay: Duration.days(2), or Duration.minutes(1455) at least',
  }]);
});

test('blocks fail to be given up before their replacement is known', () => {
  expect(deletionDelayFindings({ ...DELAYS, ignoreDeletionMarksDelay: Duration.minutes(10) }).map(({ fix }) => fix)).toEqual(['syncInterval: Duration.minutes(10), or less']);
});
