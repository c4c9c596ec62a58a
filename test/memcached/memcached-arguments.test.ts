import { Size } from 'cdk8s';
import { memcachedArguments, ServerPlan, serverFindings } from '../../lib/memcached/memcached-arguments';

const PLAN: ServerPlan = { memory: Size.gibibytes(1), maxItemSize: Size.mebibytes(1), connections: 1024 };

function whats(plan: Partial<ServerPlan>): string[] {
  return serverFindings({ ...PLAN, ...plan }).map(({ what }) => what);
}

test('a server is told its memory in mebibytes, and its largest item in bytes', () => {
  expect(memcachedArguments(PLAN)).toEqual(['--memory-limit=819', '--max-item-size=1048576', '--conn-limit=1024']);
});

test('an item is a page at least, and half of the memory for items at most', () => {
  expect([...whats({ maxItemSize: Size.mebibytes(409) }), ...whats({ memory: Size.mebibytes(3) })]).toEqual([]);
  expect(whats({ maxItemSize: Size.mebibytes(410) })).toEqual(['servers with 819 MiB for items take items of 410 MiB']);
  expect(whats({ maxItemSize: Size.kibibytes(512) })).toEqual(['servers with 819 MiB for items take items of 0.5 MiB']);
  expect(whats({ memory: Size.mebibytes(2) })).toEqual(['servers have 2 MiB, of which 1 MiB are for items']);
});

test('an item is 1 GiB at most, whatever the memory', () => {
  expect(whats({ memory: Size.gibibytes(10), maxItemSize: Size.gibibytes(1) })).toEqual([]);
  expect(whats({ memory: Size.gibibytes(10), maxItemSize: Size.mebibytes(1025) })).toHaveLength(1);
});

test('connections are counted, and there is one at least', () => {
  expect(whats({ connections: 1 })).toEqual([]);
  expect([...whats({ connections: 0 }), ...whats({ connections: 1.5 })]).toEqual(['connections is 0', 'connections is 1.5']);
});
