import { shardSelector, selectorDocument } from '../../../lib/thanos/selector/selector';

test('a shard of several is chosen by a hash', () => {
  expect(selectorDocument(shardSelector(['__block_id'], 3, 2))).toStrictEqual([
    { action: 'hashmod', source_labels: ['__block_id'], target_label: 'shard', modulus: 3 },
    { action: 'keep', source_labels: ['shard'], regex: '2' },
  ]);
});
