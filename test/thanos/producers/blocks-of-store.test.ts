import { Testing } from 'cdk8s';
import { PAIR, RECEIVE } from './producers';
import { ObjectStore } from '../../../lib/storage';
import { compactorsOf, producersOf, registerCompactor, registerProducer } from '../../../lib/thanos/producers/blocks-of-store';

const BUCKET = { bucket: 'acme-prod-metrics', region: 'us-east-1' };
const ONE = { name: 'compactor', replicas: 1, selector: [] };

test('who works on a store is known to everybody in the tree, in the order of the program', () => {
  const app = Testing.app();
  registerProducer(app, ObjectStore.s3(BUCKET), RECEIVE);
  registerProducer(app, ObjectStore.s3(BUCKET), PAIR);
  registerCompactor(app, ObjectStore.s3(BUCKET), ONE);

  expect(producersOf(app, ObjectStore.s3(BUCKET))).toEqual([RECEIVE, PAIR]);
  expect(compactorsOf(app, ObjectStore.s3(BUCKET))).toEqual([ONE]);
});

test('another tree knows nothing of it', () => {
  registerProducer(Testing.app(), ObjectStore.s3(BUCKET), RECEIVE);

  expect(producersOf(Testing.app(), ObjectStore.s3(BUCKET))).toEqual([]);
});

test.each([
  ['bucket of S3', ObjectStore.s3(BUCKET), ObjectStore.s3({ ...BUCKET, bucket: 'another-bucket' })],
  ['folder of a bucket', ObjectStore.s3({ ...BUCKET, prefix: 'a' }), ObjectStore.s3({ ...BUCKET, prefix: 'b' })],
  ['region', ObjectStore.s3(BUCKET), ObjectStore.s3({ ...BUCKET, region: 'eu-west-1' })],
  ['bucket of Google', ObjectStore.gcs({ bucket: 'one-bucket' }), ObjectStore.gcs({ bucket: 'other-bucket' })],
  ['container of Azure', ObjectStore.azure({ storageAccount: 'acme', container: 'one' }), ObjectStore.azure({ storageAccount: 'acme', container: 'other' })],
  ['folder', ObjectStore.filesystem({ directory: '/one' }), ObjectStore.filesystem({ directory: '/other' })],
  ['kind of store', ObjectStore.gcs({ bucket: 'acme-prod-metrics' }), ObjectStore.s3(BUCKET)],
])('another %s is another store', (_, one, other) => {
  const app = Testing.app();
  registerProducer(app, one, RECEIVE);

  expect([producersOf(app, one), producersOf(app, other)]).toEqual([[RECEIVE], []]);
});
