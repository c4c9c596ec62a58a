import { distributed, documentOf, whats, written } from './program';
import { VersionCatalog } from '../../lib';
import { addedKeyFindings, removedKeyFindings } from '../../lib/loki/keys/key-findings';
import { knownKeys, KeyTree } from '../../lib/loki/keys/known-keys';
import { REMOVED_KEYS } from '../../lib/loki/keys/removed-keys';
import { withAdded } from '../../lib/wiring/added-keys';

test('blocks that stand in several places have their keys in each', () => {
  const kvstore = knownKeys().common?.ring?.kvstore;

  expect(Object.keys(kvstore ?? {})).toContain('store');
  expect(Object.keys(knownKeys().ingester?.lifecycler?.ring?.kvstore ?? {})).toEqual(Object.keys(kvstore ?? {}));
});

test('what is added to the document is beside what the library writes', () => {
  const extraConfig = { querier: { max_concurrent: 16 }, ingester: { wal: { checkpoint_duration: '2m' } } };
  const { querier, ingester } = documentOf(written(distributed({ extraConfig })));

  expect(querier).toEqual({ max_concurrent: 16 });
  expect(ingester?.wal).toMatchObject({ checkpoint_duration: '2m', flush_on_shutdown: true });
});

test('a key that nobody reads is a problem that names those that were meant', () => {
  expect(addedKeyFindings({ querier: { max_concurent: 4 }, ruler: { remote_write: { enable: true } } }, {})).toMatchObject([
    { what: "extraConfig has 'querier.max_concurent', which Loki does not know", fix: expect.stringContaining('max_concurrent') as string },
    { what: "extraConfig has 'ruler.remote_write.enable', which Loki does not know" },
  ]);
  expect(addedKeyFindings({ schema_config: { configs: [{ anything: 1 }] } }, {})).toEqual([]);
});

test('what the library writes is said by its options only', () => {
  expect(whats(() => distributed({ extraConfig: { auth_enabled: false, limits_config: { query_timeout: '1m', volume_max_series: 5 } } }))).toEqual([
    "loki/loki: extraConfig has 'auth_enabled', which the library writes itself",
    "loki/loki: extraConfig has 'limits_config.query_timeout', which the library writes itself",
  ]);
});

test('values of two documents that share none are all there', () => {
  expect(withAdded({ a: { b: 1 }, c: 2 }, { a: { d: 3 }, e: [4] })).toEqual({ a: { b: 1, d: 3 }, c: 2, e: [4] });
});

test('every key that 4.0 takes away is found in its document, and taken by 3.x', () => {
  const document = (path: string) => path.split('.').reduceRight<unknown>((below, key) => key === '*' ? [below] : { [key]: below }, 'x') as { [key: string]: unknown };

  for (const { path } of REMOVED_KEYS) {
    expect(removedKeyFindings(document(path), '4.0.0').map(({ what }) => what)).toEqual([`'${path}' is in the configuration of Loki 4.0.0`]);
    expect(removedKeyFindings(document(path), '3.7.8')).toEqual([]);
  }
});

test('every key that 4.0 takes away is one of 3.7', () => {
  const isKnown = (path: string) => {
    let tree: KeyTree | undefined = knownKeys();
    return path.split('.').every((key) => {
      const known: boolean = tree === undefined || Object.hasOwn(tree, key);
      tree = tree?.[key];
      return known;
    });
  };

  expect(REMOVED_KEYS.map(({ path }) => path).filter((path) => !isKnown(path))).toEqual([]);
});

test('the document of the library has none of them', () => {
  const versions = new VersionCatalog({ loki: '4.0.0' });

  expect(whats(() => distributed({ versions }))).toEqual([]);
  expect(whats(() => distributed({ versions, extraConfig: { limits_config: { unordered_writes: true } } }))).toEqual([
    "loki/loki: 'limits_config.unordered_writes' is in the configuration of Loki 4.0.0",
  ]);
});
