import { ObjectStore } from '../../lib';
import { storeFindings } from '../../lib/prometheus/store-findings';
import { whats } from '../collector/documents';

describe('a store to which a sidecar uploads', () => {
  test('is a bucket', () => {
    expect(storeFindings(ObjectStore.s3({ bucket: 'acme-prod-metrics', region: 'eu-west-1' }))).toEqual([]);
    expect(storeFindings(ObjectStore.gcs({ bucket: 'acme-prod-metrics' }))).toEqual([]);
  });

  test('is no folder, which nobody else would see', () => {
    expect(whats(storeFindings(ObjectStore.filesystem({ directory: '/data' })))).toEqual(["the object store is the folder '/data'"]);
  });
});
