import { Duration } from 'cdk8s';
import { coverageFindings, windowFindings } from '../../../lib/thanos/store-gateway/window-invariants';
import { ThanosStoreWindow } from '../../../lib/thanos/store-gateway/windows';

const SURROUNDINGS = { syncInterval: Duration.minutes(15), localRetention: Duration.days(1) };
const WARM: ThanosStoreWindow = { name: 'warm', oldest: Duration.days(14) };
const COLD: ThanosStoreWindow = { name: 'cold', youngest: Duration.days(13) };

function whats(...windows: ThanosStoreWindow[]): string[] {
  return coverageFindings(windows, SURROUNDINGS).map(({ what }) => what);
}

test('every sample is in a window', () => {
  expect(coverageFindings([WARM, COLD], SURROUNDINGS)).toEqual([]);
  expect(coverageFindings([COLD, { ...WARM, youngest: Duration.hours(23), shards: 3 }], SURROUNDINGS)).toEqual([]);
  expect(coverageFindings([{ name: 'all' }], SURROUNDINGS)).toEqual([]);
  expect(coverageFindings([], SURROUNDINGS)).toEqual([]);
});

test('a window that lies in another leaves no gap behind it', () => {
  expect(whats({ name: 'all' }, { name: 'inner', youngest: Duration.days(1), oldest: Duration.days(2) }, COLD)).toEqual([]);
});

test('windows that only touch fail, as samples wander', () => {
  expect(coverageFindings([WARM, { ...COLD, youngest: Duration.days(14) }], SURROUNDINGS)).toEqual([{
    what: "the window 'warm' ends at an age of 2w, and 'cold' begins at 2w",
    why: 'store gateways look for blocks every 15m: one would give samples up before the other has them, and answers have gaps',
    fix: "youngest: Duration.minutes(20145) for 'cold', or less",
  }]);
  expect(whats(WARM, { ...COLD, youngest: Duration.minutes(14 * 1440 - 15) })).toEqual([]);
});

test('nothing is too old for all windows, and nothing too young that is in the bucket only', () => {
  expect(whats(WARM)).toEqual(['no window has samples older than 2w']);
  expect(whats(COLD)).toEqual(["the window 'cold' begins at an age of 13d, and those who write have samples for 1d"]);
  expect(coverageFindings([COLD], { syncInterval: Duration.minutes(15) })).toEqual([]);
});

test('a window has samples, and somebody who answers with them', () => {
  const empty = { name: 'none', oldest: Duration.days(1), youngest: Duration.days(2) };

  expect([WARM, COLD, { name: 'all', shards: 3 }].flatMap(windowFindings)).toEqual([]);
  expect(windowFindings(empty).map(({ what, fix }) => [what, fix])).toEqual([["the window 'none' reaches from an age of 2d to one of 1d", 'oldest: more than 2d']]);
  expect([0, 1.5, -1].flatMap((shards) => windowFindings({ name: 'all', shards })).map(({ what }) => what)).toEqual([
    "the window 'all' has 0 shards", "the window 'all' has 1.5 shards", "the window 'all' has -1 shards",
  ]);
});

test('nothing is said of gaps while a window is none', () => {
  expect(whats(WARM, { name: 'none', oldest: Duration.days(1), youngest: Duration.days(2) })).toEqual([]);
});
