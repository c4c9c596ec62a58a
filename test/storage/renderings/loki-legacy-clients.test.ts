import { ACCESS_KEY, ACCOUNT_KEY, AUTHORITY, azure, elsewhere, FOLDER, KEY_ARN, MUTUAL_TLS, NODE_IDENTITY, s3, SERVICE_ACCOUNT_KEY } from './fixtures';
import { ObjectStore, S3Encryption, S3StorageClass } from '../../../lib/storage';
import { lokiLegacyClients } from '../../../lib/storage/renderings/loki-legacy-clients';
import { Tls } from '../../../lib/wiring';

function storageConfig(store: Parameters<typeof lokiLegacyClients>[0]): unknown {
  return (lokiLegacyClients(store).document as { storage_config: unknown }).storage_config;
}

describe("a store of Loki's older clients", () => {
  test('in AWS names no endpoint and uses the identity of the pod', () => {
    expect(lokiLegacyClients(s3())).toEqual({
      document: { storage_config: { use_thanos_objstore: false, aws: { bucketnames: 'acme-metrics', region: 'eu-central-1', s3forcepathstyle: false } } },
      flags: [],
      environment: [],
      files: [],
      findings: [],
    });
  });

  test('elsewhere has its endpoint, path style and plain text', () => {
    expect(storageConfig(elsewhere({ forcePathStyle: true, tls: Tls.plaintext() }))).toMatchObject({
      aws: { endpoint: 'garage:3900', s3forcepathstyle: true, insecure: true },
    });
  });

  test('takes a static key from the environment, never from the document', () => {
    expect(storageConfig(s3({ accessKey: ACCESS_KEY }))).toEqual(storageConfig(s3()));
  });

  test('asks for its encryption and storage class', () => {
    expect(storageConfig(s3({ encryption: S3Encryption.kms(KEY_ARN), storageClass: S3StorageClass.ONEZONE_IA }))).toMatchObject({
      aws: { sse: { type: 'SSE-KMS', kms_key_id: KEY_ARN }, storage_class: 'ONEZONE_IA' },
    });
  });

  test('may have an authority of its own', () => {
    expect(storageConfig(elsewhere({ tls: Tls.custom({ ca: AUTHORITY }) }))).toMatchObject({ aws: { http_config: { ca_file: AUTHORITY.path } } });
    expect(lokiLegacyClients(elsewhere({ tls: Tls.custom({ ca: AUTHORITY }) })).findings).toEqual([]);
  });

  test('may be a bucket of Google, whose key is no part of the document', () => {
    expect(storageConfig(ObjectStore.gcs({ bucket: 'acme-logs', serviceAccountKey: SERVICE_ACCOUNT_KEY }))).toEqual({
      use_thanos_objstore: false, gcs: { bucket_name: 'acme-logs' },
    });
  });

  test('may be a container of Azure, reached with the identity of the pod', () => {
    expect(storageConfig(azure())).toEqual({
      use_thanos_objstore: false,
      azure: { account_name: 'acmeprod', container_name: 'metrics', endpoint_suffix: 'blob.core.windows.net', use_federated_token: true },
    });
  });

  test('needs no flag and has nothing unsaid without a key, in Azure and in a folder', () => {
    expect([azure(), FOLDER].map(lokiLegacyClients)).toMatchObject([{ flags: [], findings: [] }, { flags: [], findings: [] }]);
  });

  test('of Azure takes an account key from the environment, by a flag, and no identity', () => {
    const store = azure({ accountKey: ACCOUNT_KEY });

    expect(storageConfig(store)).toMatchObject({ azure: { account_key: '${AZURE_STORAGE_KEY}' } });
    expect(storageConfig(store)).not.toHaveProperty('azure.use_federated_token');
    expect(lokiLegacyClients(store).flags).toEqual(['-config.expand-env=true']);
  });

  test('of Azure may use an identity of the node, in another cloud', () => {
    const store = azure({ managedIdentityClientId: NODE_IDENTITY, endpointSuffix: 'blob.core.usgovcloudapi.net' });

    expect(storageConfig(store)).toMatchObject({
      azure: { environment: 'AzureUSGovernment', use_managed_identity: true, user_assigned_id: NODE_IDENTITY },
    });
    expect(storageConfig(store)).not.toHaveProperty('azure.use_federated_token');
  });

  test.each([
    ['blob.core.windows.net', undefined],
    ['blob.core.chinacloudapi.cn', 'AzureChinaCloud'],
    ['blob.core.usgovcloudapi.net', 'AzureUSGovernment'],
  ])('of Azure at %s is in the environment %s', (endpointSuffix, environment) => {
    expect((storageConfig(azure({ endpointSuffix })) as { azure: { environment?: string } }).azure.environment).toBe(environment);
  });

  test('may be a folder', () => {
    expect(storageConfig(FOLDER)).toEqual({ use_thanos_objstore: false, filesystem: { directory: '/data/objects' } });
  });

  test.each([s3({ prefix: 'loki' }), azure({ prefix: 'loki' }), ObjectStore.gcs({ bucket: 'acme-logs', prefix: 'loki' })])('has no prefix: %j', (store) => {
    expect(lokiLegacyClients(store).findings).toMatchObject([{ what: "prefix 'loki' is given to the older clients of Loki" }]);
  });

  test('has neither a client certificate nor a server name', () => {
    expect(lokiLegacyClients(elsewhere({ tls: MUTUAL_TLS })).findings).toMatchObject([
      { what: 'tls has a client certificate, which the older clients of Loki cannot use' },
      { what: "tls has the server name 'garage.example.com', which the older clients of Loki cannot use" },
    ]);
  });
});
