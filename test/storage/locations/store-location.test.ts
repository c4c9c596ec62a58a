import { ObjectStore, StoreLocation } from '../../../lib/storage';
import { Tls } from '../../../lib/wiring';
import {
  ACCESS_KEY, ACCOUNT_KEY, AUTHORITY, azure, CERTIFICATE, elsewhere, FOLDER, MUTUAL_TLS, NODE_IDENTITY, PRIVATE_KEY, s3, SERVICE_ACCOUNT_KEY,
} from '../renderings/fixtures';

describe('credentials of a store', () => {
  test.each([s3(), ObjectStore.gcs({ bucket: 'acme-metrics' }), azure(), azure({ managedIdentityClientId: NODE_IDENTITY }), FOLDER])('are none with an identity or a folder: %j', (store) => {
    expect(store._variables()).toEqual([]);
    expect(store._files()).toEqual([]);
  });

  test('of S3 come by the variables of the library of AWS', () => {
    expect(s3({ accessKey: ACCESS_KEY })._variables()).toEqual([
      { name: 'AWS_ACCESS_KEY_ID', secretName: 'garage', secretKey: 'id' },
      { name: 'AWS_SECRET_ACCESS_KEY', secretName: 'garage', secretKey: 'secret' },
    ]);
  });

  test('of Google are a file, and a variable with its path', () => {
    const store = ObjectStore.gcs({ bucket: 'acme-metrics', serviceAccountKey: SERVICE_ACCOUNT_KEY });

    expect(store._variables()).toEqual([{ name: 'GOOGLE_APPLICATION_CREDENTIALS', value: SERVICE_ACCOUNT_KEY.path }]);
    expect(store._files()).toEqual([SERVICE_ACCOUNT_KEY]);
  });

  test('of Azure come by one variable', () => {
    expect(azure({ accountKey: ACCOUNT_KEY })._variables()).toEqual([{ name: 'AZURE_STORAGE_KEY', secretName: 'azure', secretKey: 'key' }]);
  });

  test('are accompanied by the files of the connection', () => {
    expect(elsewhere({ tls: MUTUAL_TLS })._files()).toEqual([AUTHORITY, CERTIFICATE, PRIVATE_KEY]);
    expect(elsewhere({ tls: Tls.plaintext() })._files()).toEqual([]);
  });
});

describe('a place', () => {
  test('is the same by two values that lead to it, whatever their credentials', () => {
    expect(s3({ prefix: 'thanos', accessKey: ACCESS_KEY })._place()).toEqual(s3({ prefix: 'thanos' })._place());
    expect(azure({ accountKey: ACCOUNT_KEY })._place()).toEqual(azure()._place());
  });

  test.each<[string, StoreLocation, StoreLocation]>([
    ['bucket', s3(), s3({ bucket: 'acme-logs' })],
    ['folder in it', s3({ prefix: 'thanos' }), s3()],
    ['server', s3(), elsewhere()],
    ['bucket of Google', ObjectStore.gcs({ bucket: 'acme-metrics' }), ObjectStore.gcs({ bucket: 'acme-logs' })],
    ['folder in it', ObjectStore.gcs({ bucket: 'acme-metrics', prefix: 'thanos' }), ObjectStore.gcs({ bucket: 'acme-metrics' })],
    ['storage account', azure(), azure({ storageAccount: 'other' })],
    ['container', azure(), azure({ container: 'logs' })],
    ['folder in it', azure({ prefix: 'thanos' }), azure()],
    ['folder', FOLDER, ObjectStore.filesystem({ directory: '/data/others' })],
    ['cloud', s3(), ObjectStore.gcs({ bucket: 'acme-metrics' })],
  ])('is another by its %s', (_, one, other) => {
    expect(one._place()).not.toEqual(other._place());
  });
});
