import { schemaDocument, schemaFindings } from '../../lib/loki/schema';

test('a period is TSDB by schema v13 in tables of a day', () => {
  expect(schemaDocument([{ from: '2026-01-01' }], 's3')).toEqual({
    configs: [{ from: '2026-01-01', store: 'tsdb', object_store: 's3', schema: 'v13', index: { prefix: 'index_', period: '24h' } }],
  });
});

test('another period changes nothing of those before it', () => {
  const past = [{ from: '2024-04-01' }, { from: '2025-10-01', indexPrefix: 'logs_' }];
  const configs = (periods: Parameters<typeof schemaDocument>[0]) => (schemaDocument(periods, 's3') as { configs: object[] }).configs;

  expect(configs([...past, { from: '2027-01-01' }]).slice(0, 2)).toEqual(configs(past));
});

test('periods that begin one after the other are right', () => {
  expect(schemaFindings([{ from: '2024-02-29' }, { from: '2026-01-01', indexPrefix: 'loki_index_' }])).toEqual([]);
});

test.each<[Parameters<typeof schemaFindings>[0], string]>([
  [[], 'schema is empty'],
  [[{ from: '2026-13-01' }], "schema has a period from '2026-13-01'"],
  [[{ from: '2025-02-29' }], "schema has a period from '2025-02-29'"],
  [[{ from: 'July 2026' }], "schema has a period from 'July 2026'"],
  [[{ from: '2026-07-01' }, { from: '2026-01-01' }], 'schema has a period from 2026-01-01 after one from 2026-07-01'],
  [[{ from: '2026-07-01' }, { from: '2026-07-01' }], 'schema has a period from 2026-07-01 after one from 2026-07-01'],
  [[{ from: '2026-07-01', indexPrefix: 'a/b' }], "schema has the indexPrefix 'a/b'"],
])('%j is a problem', (periods, what) => {
  expect(schemaFindings(periods).map((finding) => finding.what)).toEqual([what]);
});
