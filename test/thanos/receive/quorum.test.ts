import * as fc from 'fast-check';
import { evictableIngestors, quorum, spareIngestors } from '../../../lib/thanos/receive/quorum';

test.each([
  [1, { quorum: 1, spare: 0, evictable: 1 }],
  [2, { quorum: 1, spare: 1, evictable: 1 }],
  [3, { quorum: 2, spare: 1, evictable: 1 }],
  [4, { quorum: 3, spare: 1, evictable: 1 }],
  [5, { quorum: 3, spare: 2, evictable: 2 }],
])('with a replication factor of %d', (factor, expected) => {
  expect({ quorum: quorum(factor), spare: spareIngestors(factor), evictable: evictableIngestors(factor) }).toEqual(expected);
});

test('from three replicas on, a sample that was taken is known to more than half of them, and evictions leave that many', () => {
  fc.assert(fc.property(fc.integer({ min: 3, max: 99 }), (factor) => {
    expect(quorum(factor)).toBeGreaterThan(factor / 2);
    expect(factor - evictableIngestors(factor)).toBeGreaterThanOrEqual(quorum(factor));
  }));
});
