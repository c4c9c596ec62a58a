import { ACCESS_KEY, ACCOUNT_KEY, AUTHORITY, azure, CERTIFICATE, elsewhere, FOLDER, KEY_ARN, MUTUAL_TLS, NODE_IDENTITY, PRIVATE_KEY, s3, SERVICE_ACCOUNT_KEY } from './fixtures';
import { ObjectStore, S3Encryption, S3StorageClass } from '../../../lib/storage';
import { lokiObjectStore } from '../../../lib/storage/renderings/loki-object-store';
import { Tls } from '../../../lib/wiring';

function objectStore(store: Parameters<typeof lokiObjectStore>[0]): unknown {
  return (lokiObjectStore(store).document as { storage_config: { object_store: unknown } }).storage_config.object_store;
}

describe('a store of Loki', () => {
  test('in AWS names the endpoint of the region and uses the identity of the pod', () => {
    expect(lokiObjectStore(s3())).toEqual({
      document: {
        storage_config: {
          use_thanos_objstore: true,
          object_store: {
            s3: {
              bucket_name: 'acme-metrics',
              endpoint: 's3.eu-central-1.amazonaws.com',
              region: 'eu-central-1',
              native_aws_auth_enabled: true,
              bucket_lookup_type: 'virtual-hosted',
            },
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
    expect(objectStore(elsewhere({ prefix: 'loki-eu', forcePathStyle: true, tls: Tls.plaintext() }))).toMatchObject({
      storage_prefix: 'loki-eu', s3: { endpoint: 'garage:3900', bucket_lookup_type: 'path', insecure: true },
    });
  });

  test('takes a static key from the environment, never from the document', () => {
    expect(objectStore(s3({ accessKey: ACCESS_KEY }))).toEqual(objectStore(s3()));
  });

  test('asks for its encryption and storage class', () => {
    expect(objectStore(s3({ encryption: S3Encryption.kms(KEY_ARN), storageClass: S3StorageClass.GLACIER_IR }))).toMatchObject({
      s3: { sse: { type: 'SSE-KMS', kms_key_id: KEY_ARN }, storage_class: 'GLACIER_IR' },
    });
  });

  test('behind mutual TLS names the files of the connection', () => {
    expect(objectStore(elsewhere({ tls: MUTUAL_TLS }))).toMatchObject({
      s3: {
        http: { tls_ca_path: AUTHORITY.path, tls_cert_path: CERTIFICATE.path, tls_key_path: PRIVATE_KEY.path, tls_server_name: 'garage.example.com' },
      },
    });
  });

  test('may be a bucket of Google, whose key is no part of the document', () => {
    expect(objectStore(ObjectStore.gcs({ bucket: 'acme-logs', prefix: 'loki', serviceAccountKey: SERVICE_ACCOUNT_KEY }))).toEqual({
      storage_prefix: 'loki', gcs: { bucket_name: 'acme-logs' },
    });
  });

  test('may be a container of Azure', () => {
    const { flags } = lokiObjectStore(azure());

    expect(objectStore(azure({ prefix: 'loki' }))).toEqual({
      storage_prefix: 'loki', azure: { account_name: 'acmeprod', container_name: 'metrics', endpoint_suffix: 'blob.core.windows.net' },
    });
    expect(flags).toEqual([]);
  });

  test('of Azure takes an account key from the environment, by a flag', () => {
    const store = azure({ accountKey: ACCOUNT_KEY });

    expect(objectStore(store)).toMatchObject({ azure: { account_key: '${AZURE_STORAGE_KEY}' } });
    expect(lokiObjectStore(store).flags).toEqual(['-config.expand-env=true']);
  });

  test('of Azure may use an identity of the node', () => {
    expect(objectStore(azure({ managedIdentityClientId: NODE_IDENTITY }))).toMatchObject({ azure: { user_assigned_id: NODE_IDENTITY } });
  });

  test('may be a folder', () => {
    expect(objectStore(FOLDER)).toEqual({ filesystem: { dir: '/data/objects' } });
  });

  test.each([['loki/eu', 'loki-eu'], ['loki_eu', 'loki-eu'], ['v1.0', 'v1-0'], ['v1._0', 'v1-0']])("finds fault with the prefix '%s' and offers '%s'", (prefix, fix) => {
    for (const store of [s3({ prefix }), azure({ prefix }), ObjectStore.gcs({ bucket: 'acme-logs', prefix })]) {
      expect(lokiObjectStore(store).findings).toMatchObject([{ what: `prefix '${prefix}' has characters other than letters, digits and -`, fix: `prefix: '${fix}'` }]);
    }
    expect(lokiObjectStore(s3({ prefix: fix })).findings).toEqual([]);
  });

  test('finds fault with an endpoint that begins with the bucket', () => {
    expect(lokiObjectStore(s3({ endpoint: 'acme-metrics.example.com' })).findings).toMatchObject([
      { what: "endpoint 'acme-metrics.example.com' begins with the name of the bucket", fix: expect.stringContaining("endpoint: 'example.com'") },
    ]);
    expect(lokiObjectStore(s3({ endpoint: 'acme-metrics' })).findings).toMatchObject([{ fix: 'another name for the bucket or the host' }]);
    expect(lokiObjectStore(s3({ endpoint: 'objects.example.com' })).findings).toEqual([]);
  });
});
