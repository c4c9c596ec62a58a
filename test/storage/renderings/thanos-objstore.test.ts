import { ACCESS_KEY, ACCOUNT_KEY, AUTHORITY, azure, CERTIFICATE, elsewhere, FOLDER, KEY_ARN, MUTUAL_TLS, NODE_IDENTITY, PRIVATE_KEY, s3, SERVICE_ACCOUNT_KEY } from './fixtures';
import { ObjectStore, S3Encryption, S3StorageClass } from '../../../lib/storage';
import { thanosObjstore } from '../../../lib/storage/renderings/thanos-objstore';
import { Tls } from '../../../lib/wiring';

describe('a store of Thanos', () => {
  test('in AWS names the endpoint of the region and uses the identity of the pod', () => {
    expect(thanosObjstore(s3())).toEqual({
      document: {
        type: 'S3',
        config: {
          bucket: 'acme-metrics',
          endpoint: 's3.eu-central-1.amazonaws.com',
          region: 'eu-central-1',
          aws_sdk_auth: true,
          bucket_lookup_type: 'virtual-hosted',
        },
      },
      flags: [],
      environment: [],
      files: [],
      findings: [],
    });
  });

  test('elsewhere has its endpoint, prefix, path style and plain text', () => {
    expect(thanosObjstore(elsewhere({ prefix: 'thanos/eu', forcePathStyle: true, tls: Tls.plaintext() })).document).toMatchObject({
      prefix: 'thanos/eu', config: { endpoint: 'garage:3900', bucket_lookup_type: 'path', insecure: true },
    });
  });

  test('takes a static key from the environment, never from the document', () => {
    expect(thanosObjstore(s3({ accessKey: ACCESS_KEY })).document).toEqual(thanosObjstore(s3()).document);
  });

  test.each([
    [S3Encryption.kms(KEY_ARN), { type: 'SSE-KMS', kms_key_id: KEY_ARN }],
    [S3Encryption.s3Managed(), { type: 'SSE-S3' }],
  ])('asks for its encryption', (encryption, sse_config) => {
    expect(thanosObjstore(s3({ encryption })).document).toMatchObject({ config: { sse_config } });
  });

  test('asks for its storage class', () => {
    expect(thanosObjstore(s3({ storageClass: S3StorageClass.STANDARD_IA })).document).toMatchObject({
      config: { put_user_metadata: { 'X-Amz-Storage-Class': 'STANDARD_IA' } },
    });
  });

  test('behind mutual TLS names the files of the connection', () => {
    expect(thanosObjstore(elsewhere({ tls: MUTUAL_TLS })).document).toMatchObject({
      config: {
        http_config: {
          tls_config: { ca_file: AUTHORITY.path, cert_file: CERTIFICATE.path, key_file: PRIVATE_KEY.path, server_name: 'garage.example.com' },
        },
      },
    });
  });

  test('may be a bucket of Google, whose key is no part of the document', () => {
    expect(thanosObjstore(ObjectStore.gcs({ bucket: 'acme-metrics', prefix: 'thanos/eu', serviceAccountKey: SERVICE_ACCOUNT_KEY })).document).toEqual({
      type: 'GCS', prefix: 'thanos/eu', config: { bucket: 'acme-metrics' },
    });
  });

  test('may be a container of Azure, which is not created', () => {
    expect(thanosObjstore(azure({ prefix: 'thanos/eu' })).document).toEqual({
      type: 'AZURE',
      prefix: 'thanos/eu',
      config: { storage_account: 'acmeprod', container: 'metrics', storage_create_container: false, endpoint: 'blob.core.windows.net' },
    });
  });

  test.each([
    [{ accountKey: ACCOUNT_KEY }, { storage_account_key: '$(AZURE_STORAGE_KEY)' }],
    [{ managedIdentityClientId: NODE_IDENTITY }, { user_assigned_id: NODE_IDENTITY }],
  ])('of Azure may have another credential than the identity of the pod', (credential, config) => {
    expect(thanosObjstore(azure(credential)).document).toMatchObject({ config });
  });

  test('may be a folder', () => {
    expect(thanosObjstore(FOLDER).document).toEqual({ type: 'FILESYSTEM', config: { directory: '/data/objects' } });
  });
});
