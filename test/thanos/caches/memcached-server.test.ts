import { Size } from 'cdk8s';
import { memcachedArguments, memcachedItemSizeFindings, memcachedServerFindings } from '../../../lib/thanos/caches/memcached-server';

const PLAN = { memory: Size.gibibytes(1), maxItemSize: Size.mebibytes(1), connections: 1024 };

function whats(plan: Partial<typeof PLAN>): string[] {
  return memcachedServerFindings({ ...PLAN, ...plan }).map(({ what }) => what);
}

test('memcached counts its memory in mebibytes, and the largest item in bytes', () => {
  expect(memcachedArguments(PLAN)).toEqual(['-m', '1024', '-I', '1048576', '-c', '1024']);
});

test('an item may be a page, or some pieces more', () => {
  expect(memcachedServerFindings(PLAN)).toEqual([]);
  expect(whats({ maxItemSize: Size.kibibytes(1536) })).toEqual([]);
  expect(whats({ maxItemSize: Size.mebibytes(512) })).toEqual([]);
});

test.each([Size.kibibytes(512), Size.kibibytes(1100), Size.mebibytes(513)])('an item fails to be anything else: %s', (maxItemSize) => {
  expect(memcachedServerFindings({ ...PLAN, maxItemSize }).map(({ fix }) => fix)).toEqual(['maxItemSize: a multiple of 512KiB from 1MiB to 512MiB']);
});

test('there is room for two pages', () => {
  expect(whats({ memory: Size.mebibytes(1) })).toEqual(['servers of memcached have 1MiB']);
  expect(whats({ memory: Size.mebibytes(2) })).toEqual([]);
});

test('Thanos and the servers take the same items', () => {
  expect(memcachedItemSizeFindings({ addresses: [] }, PLAN)).toEqual([]);
  expect(memcachedItemSizeFindings({ addresses: [], maxItemSize: Size.mebibytes(2) }, PLAN)).toEqual([{
    what: 'Thanos sends items of up to 2MiB to memcached, and the servers take 1MiB',
    why: 'larger ones are sent again and again, and refused each time: they are never cached',
    fix: 'maxItemSize: 1MiB for both',
  }]);
  expect(memcachedItemSizeFindings({ addresses: [] }, { ...PLAN, maxItemSize: Size.mebibytes(5) }).map(({ why }) => why)).toEqual([
    'larger ones are never sent, though there is place for them',
  ]);
});
