import {
  ACCESS_KEY, ACCOUNT_KEY, AUTHORITY, azure, CERTIFICATE, elsewhere, FOLDER, MUTUAL_TLS, NODE_IDENTITY, PRIVATE_KEY, s3, SERVICE_ACCOUNT_KEY,
} from './fixtures';
import { ObjectStore } from '../../../lib/storage';
import { filesOf, variablesOf } from '../../../lib/storage/renderings/store-credentials';
import { Tls } from '../../../lib/wiring';

describe('credentials of a store', () => {
  test.each([s3(), ObjectStore.gcs({ bucket: 'acme-metrics' }), azure(), azure({ managedIdentityClientId: NODE_IDENTITY }), FOLDER])('are none with an identity or a folder: %j', (store) => {
    expect(variablesOf(store)).toEqual([]);
    expect(filesOf(store)).toEqual([]);
  });

  test('of S3 come by the variables of the library of AWS', () => {
    expect(variablesOf(s3({ accessKey: ACCESS_KEY }))).toEqual([
      { name: 'AWS_ACCESS_KEY_ID', secretName: 'garage', secretKey: 'id' },
      { name: 'AWS_SECRET_ACCESS_KEY', secretName: 'garage', secretKey: 'secret' },
    ]);
  });

  test('of Google are a file, and a variable with its path', () => {
    const store = ObjectStore.gcs({ bucket: 'acme-metrics', serviceAccountKey: SERVICE_ACCOUNT_KEY });

    expect(variablesOf(store)).toEqual([{ name: 'GOOGLE_APPLICATION_CREDENTIALS', value: SERVICE_ACCOUNT_KEY.path }]);
    expect(filesOf(store)).toEqual([SERVICE_ACCOUNT_KEY]);
  });

  test('of Azure come by one variable', () => {
    expect(variablesOf(azure({ accountKey: ACCOUNT_KEY }))).toEqual([{ name: 'AZURE_STORAGE_KEY', secretName: 'azure', secretKey: 'key' }]);
  });

  test('are accompanied by the files of the connection', () => {
    expect(filesOf(elsewhere({ tls: MUTUAL_TLS }))).toEqual([AUTHORITY, CERTIFICATE, PRIVATE_KEY]);
    expect(filesOf(elsewhere({ tls: Tls.plaintext() }))).toEqual([]);
  });
});
