import { blockNames, blockOf, DOCUMENT_BLOCK, Key, KeyType, OVERRIDES_BLOCK } from '../../../lib/tempo/keys/known-keys';

function blocksIn(type: KeyType): string[] {
  if ('block' in type) {
    return [type.block];
  }
  return 'listOf' in type ? blocksIn(type.listOf) : 'mapOf' in type ? blocksIn(type.mapOf) : [];
}

const keys = blockNames().flatMap((block) => Object.entries(blockOf(block)).map(([key, known]): [path: string, known: Key] => [`${block}.${key}`, known]));

describe('the table of keys', () => {
  test('is the whole configuration', () => {
    expect(keys.length).toBeGreaterThan(950);
    expect(Object.keys(blockOf(DOCUMENT_BLOCK))).toEqual(expect.arrayContaining(['distributor', 'ingester', 'live_store', 'backend_worker', 'storage', 'overrides']));
  });

  test('knows every block of which it speaks, and speaks of every block that it knows', () => {
    const spoken = new Set(keys.flatMap(([, { type }]) => blocksIn(type)));
    expect([...spoken].filter((block) => !blockNames().includes(block))).toEqual([]);
    expect(blockNames().filter((block) => block !== DOCUMENT_BLOCK && !spoken.has(block))).toEqual([]);
  });

  test('has a type for every value', () => {
    const scalars = new Set(keys.flatMap(([, { type }]) => 'scalar' in type ? [type.scalar] : []));
    expect([...scalars].sort()).toEqual(['any', 'bool', 'bytes', 'duration', 'float', 'int', 'string', 'time', 'uint']);
  });

  test.each([
    ['tempo', 'ingester', { type: { block: 'ingester' }, until: '3.0.0' }],
    ['tempo', 'memory', { type: { block: 'app_memory' }, since: '3.0.0' }],
    ['memberlist', 'join_members', { type: { listOf: { scalar: 'string' } } }],
    ['memberlist', 'received_messages_queue_size', { type: { scalar: 'int' }, since: '2.10.6' }],
    ['distributor', 'receivers', { type: { mapOf: { scalar: 'any' } } }],
    [OVERRIDES_BLOCK, 'ingestion', { type: { block: 'overrides_ingestion_overrides' } }],
  ])('%s has %s', (block, key, known) => {
    expect(blockOf(block)[key]).toEqual(known);
  });
});
