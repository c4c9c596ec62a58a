import { App, TerraformStack } from 'cdktf';
import { FileSource, ObjectStore, S3ObjectStore, SecretValue, StoreAccess, Tls } from '../../lib';
import { storeNeeds } from '../../lib/storage/store-needs';

const METADATA = { cidr: '169.254.169.254/32', port: 80 };

describe('a pod that uses a store', () => {
  test('goes to the endpoint of a bucket in AWS, which is encrypted', () => {
    expect(storeNeeds(ObjectStore.s3({ bucket: 'acme-metrics', region: 'eu-west-1' }), StoreAccess.READ)).toEqual({
      variables: [], mounts: [], egress: [{ port: 443 }], stores: [],
    });
  });

  test('goes to the namespace of a server of S3 in the cluster', () => {
    const inCluster = ObjectStore.s3({ bucket: 'metrics', region: 'us-east-1', endpoint: 's3.storage.svc:7070', tls: Tls.plaintext() });

    expect(storeNeeds(inCluster, StoreAccess.READ).egress).toEqual([{ peer: { namespace: 'storage' } }]);
  });

  test('goes to the port of a server of S3 elsewhere', () => {
    const at = (endpoint: string, tls: Tls) => storeNeeds(ObjectStore.s3({ bucket: 'metrics', region: 'us-east-1', endpoint, tls }), StoreAccess.READ).egress;

    expect(at('s3.example.com:9000', Tls.system())).toEqual([{ port: 9000 }]);
    expect(at('s3.example.com', Tls.plaintext())).toEqual([{ port: 80 }]);
  });

  test('has its key as variables and its authority as a file', () => {
    const store = ObjectStore.s3({
      bucket: 'metrics',
      region: 'us-east-1',
      endpoint: 's3.example.com:9000',
      tls: Tls.custom({ ca: FileSource.fromConfigMap('authority', 'ca.crt') }),
      accessKey: { id: SecretValue.fromSecret('s3', 'id'), secret: SecretValue.fromSecret('s3', 'secret') },
    });

    expect(storeNeeds(store, StoreAccess.WRITE).variables?.map(({ name }) => name)).toEqual(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']);
    expect(storeNeeds(store, StoreAccess.WRITE).mounts).toEqual([{ mountPath: '/etc/observability/config-map/authority', configMapName: 'authority' }]);
  });

  test('asks the cloud who it is, unless it has a key', () => {
    const google = ObjectStore.gcs({ bucket: 'acme-metrics' });
    const azure = ObjectStore.azure({ storageAccount: 'acmemetrics', container: 'metrics' });

    expect(storeNeeds(google, StoreAccess.READ).egress).toEqual([{ port: 443 }, { cidr: '169.254.169.252/32', port: 988 }, METADATA]);
    expect(storeNeeds(azure, StoreAccess.READ).egress).toEqual([{ port: 443 }, METADATA]);
    expect(storeNeeds(ObjectStore.gcs({ bucket: 'acme-metrics', serviceAccountKey: FileSource.fromSecret('gcs', 'key.json') }), StoreAccess.READ).egress).toEqual([{ port: 443 }]);
    expect(storeNeeds(ObjectStore.azure({ storageAccount: 'acmemetrics', container: 'metrics', accountKey: SecretValue.fromSecret('azure', 'key') }), StoreAccess.READ).egress)
      .toEqual([{ port: 443 }]);
  });

  test('goes nowhere for a folder', () => {
    expect(storeNeeds(ObjectStore.filesystem({ directory: '/data' }), StoreAccess.COMPACT)).toEqual({ variables: [], mounts: [], egress: [], stores: [] });
  });

  test('is given what it does by who makes the bucket', () => {
    const store = new S3ObjectStore(new TerraformStack(new App(), 'storage'), 'metrics', { bucketName: 'acme-prod-metrics', region: 'us-east-1', cluster: { name: 'prod' } });

    expect(storeNeeds(store, StoreAccess.COMPACT).stores).toEqual([{ store, access: StoreAccess.COMPACT }]);
  });
});
