import { ACCESS_KEY, ACCOUNT_KEY, AUTHORITY, azure, CERTIFICATE, elsewhere, FOLDER, KEY_ARN, MUTUAL_TLS, NODE_IDENTITY, PRIVATE_KEY, s3, SERVICE_ACCOUNT_KEY } from './fixtures';
import { ObjectStore, S3Encryption, S3StorageClass } from '../../../lib/storage';
import { tempoTraceStorage } from '../../../lib/storage/renderings/tempo-trace-storage';
import { Tls } from '../../../lib/wiring';

function trace(store: Parameters<typeof tempoTraceStorage>[0]): unknown {
  return (tempoTraceStorage(store).document as { storage: { trace: unknown } }).storage.trace;
}

describe('a store of Tempo', () => {
  test('in AWS names the endpoint of the region, and nothing of credentials', () => {
    expect(tempoTraceStorage(s3())).toEqual({
      document: {
        storage: {
          trace: {
            backend: 's3',
            s3: { bucket: 'acme-metrics', endpoint: 's3.eu-central-1.amazonaws.com', region: 'eu-central-1', bucket_lookup_type: 1 },
          },
        },
      },
      flags: [],
      environment: [],
      files: [],
      findings: [],
    });
  });

  test('elsewhere has its endpoint, prefix, path style and plain text', () => {
    expect(trace(elsewhere({ prefix: 'tempo/eu', forcePathStyle: true, tls: Tls.plaintext() }))).toEqual({
      backend: 's3',
      s3: { bucket: 'acme-metrics', prefix: 'tempo/eu', endpoint: 'garage:3900', region: 'eu-central-1', forcepathstyle: true, insecure: true },
    });
  });

  test('takes a static key from the environment, never from the document', () => {
    expect(trace(s3({ accessKey: ACCESS_KEY }))).toEqual(trace(s3()));
  });

  test('asks for its encryption and storage class', () => {
    expect(trace(s3({ encryption: S3Encryption.kms(KEY_ARN), storageClass: S3StorageClass.STANDARD }))).toMatchObject({
      s3: { sse: { type: 'SSE-KMS', kms_key_id: KEY_ARN }, storage_class: 'STANDARD' },
    });
  });

  test('behind mutual TLS names the files of the connection', () => {
    expect(trace(elsewhere({ tls: MUTUAL_TLS }))).toMatchObject({
      s3: { tls_ca_path: AUTHORITY.path, tls_cert_path: CERTIFICATE.path, tls_key_path: PRIVATE_KEY.path, tls_server_name: 'garage.example.com' },
    });
  });

  test('may be a bucket of Google, whose key is no part of the document', () => {
    expect(trace(ObjectStore.gcs({ bucket: 'acme-traces', prefix: 'tempo', serviceAccountKey: SERVICE_ACCOUNT_KEY }))).toEqual({
      backend: 'gcs', gcs: { bucket_name: 'acme-traces', prefix: 'tempo' },
    });
  });

  test.each([
    [{}, { use_federated_token: true }],
    [{ managedIdentityClientId: NODE_IDENTITY }, { use_managed_identity: true, user_assigned_id: NODE_IDENTITY }],
    [{ accountKey: ACCOUNT_KEY }, {}],
  ])('may be a container of Azure with the credential %j', (credential, told) => {
    expect(trace(azure({ prefix: 'tempo', ...credential }))).toEqual({
      backend: 'azure',
      azure: { storage_account_name: 'acmeprod', container_name: 'metrics', prefix: 'tempo', endpoint_suffix: 'blob.core.windows.net', ...told },
    });
  });

  test('may be a folder', () => {
    expect(trace(FOLDER)).toEqual({ backend: 'local', local: { path: '/data/objects' } });
  });

  test.each([
    ['privatelink.blob.core.windows.net', /^endpointSuffix: 'blob.core.windows.net'/],
    ['eu.privatelink.blob.core.windows.net', /^keep traces in a storage account/],
    ['z12.blob.storage.azure.net', /^keep traces in a storage account/],
  ])("finds fault with '%s', which Tempo takes for an emulator", (endpointSuffix, fix) => {
    expect(tempoTraceStorage(azure({ endpointSuffix })).findings).toMatchObject([{ what: `endpointSuffix '${endpointSuffix}' does not begin with 'blob.'`, fix: expect.stringMatching(fix) }]);
  });

  test('finds no fault with the endpoint of another cloud', () => {
    expect(tempoTraceStorage(azure({ endpointSuffix: 'blob.core.chinacloudapi.cn' })).findings).toEqual([]);
  });
});
