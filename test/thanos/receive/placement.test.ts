import * as fc from 'fast-check';
import { membersByZone, placeableReplicas } from '../../../lib/thanos/receive/placement';

/** How many replicas Thanos finds a place for before it searches in vain: its own loop, told to stop. */
function placedByThanos(zones: readonly number[], order: readonly number[]): number {
  const left = [...zones];
  const placed = zones.map(() => 0);
  for (let found = true; found;) {
    const next = order.find((zone) => left[zone] > 0 && (zones.length === 1 || placed[zone] === 0 || placed[zone] <= Math.min(...placed)));
    found = next !== undefined;
    if (next !== undefined) {
      left[next] -= 1;
      placed[next] += 1;
    }
  }
  return placed.reduce((sum, count) => sum + count, 0);
}

test.each([
  [[3], 3],
  [[1, 3], 3],
  [[2, 2, 2], 6],
  [[1, 1, 5], 4],
])('zones of %j hold %d replicas of a series', (zones, replicas) => {
  expect(placeableReplicas(zones.length === 1 ? [zones[0]] : zones)).toBe(replicas);
});

test('as many replicas are placed as the loop of Thanos places, in whatever order it comes to the zones', () => {
  const zones = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 });
  const shuffled = zones.chain((counts) => fc.tuple(fc.constant(counts), fc.shuffledSubarray([...counts.keys()], { minLength: counts.length })));

  fc.assert(fc.property(shuffled, ([counts, order]) => {
    expect(placeableReplicas(counts)).toBe(placedByThanos(counts, order));
  }));
});

test('ingestors without a zone are counted as a zone', () => {
  expect([...membersByZone(['a', undefined, 'a', undefined])]).toEqual([['a', 2], ['', 2]]);
});
