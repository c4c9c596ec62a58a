import { Chart } from 'cdk8s';
import { CLUSTER, whats } from './program';
import { ObjectStore, ThanosCompactor, ThanosReceive, ThanosStoreGateway } from '../../lib';
import { objectStoreFindings } from '../../lib/thanos/object-store-invariants';

const FOLDER = ObjectStore.filesystem({ directory: '/data/blocks' });

test.each([
  ObjectStore.s3({ bucket: 'acme-prod-metrics', region: 'us-east-1' }),
  ObjectStore.gcs({ bucket: 'acme-prod-metrics' }),
  ObjectStore.azure({ storageAccount: 'acme', container: 'metrics' }),
])('a bucket is there for every pod', (store) => {
  expect(objectStoreFindings(store)).toEqual([]);
});

test('a folder is another one in every pod', () => {
  expect(objectStoreFindings(FOLDER)).toEqual([{
    what: "blocks are kept in the folder '/data/blocks' of every pod",
    why: 'no pod would have the blocks of another, and none can write there: nothing is mounted, and its root file system is read-only',
    fix: "objectStore: a bucket, such as ObjectStore.s3({ bucket: 'acme-prod-metrics', region: 'us-east-1' })",
  }]);
});

test.each<[string, (chart: Chart) => unknown]>([
  ['receive/ingestors', (chart) => new ThanosReceive(chart, 'receive', { cluster: CLUSTER, objectStore: FOLDER })],
  ['store/shard-0', (chart) => new ThanosStoreGateway(chart, 'store', { objectStore: FOLDER })],
  ['compactor', (chart) => new ThanosCompactor(chart, 'compactor', { objectStore: FOLDER })],
])('%s fails with one', (where, add) => {
  expect(whats(add)).toEqual([`thanos/${where}: blocks are kept in the folder '/data/blocks' of every pod`]);
});
