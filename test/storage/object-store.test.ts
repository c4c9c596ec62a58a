import { AzureLocationProps, IObjectStore, ObjectStore, S3Encryption, S3LocationProps, S3StorageClass } from '../../lib/storage';
import { FileSource, SecretValue, Tls } from '../../lib/wiring';

const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

function s3(props: Partial<S3LocationProps> = {}) {
  return ObjectStore.s3({ bucket: 'acme-prod-metrics', region: 'eu-central-1', ...props });
}

describe('a bucket that exists already', () => {
  test('can be read back by the names it was given', () => {
    const given = {
      bucket: 'acme-prod-metrics',
      region: 'eu-central-1',
      prefix: 'thanos/eu',
      endpoint: 'objects.example.com:9000',
      tls: Tls.plaintext(),
      forcePathStyle: true,
      encryption: S3Encryption.kms(KEY),
      storageClass: S3StorageClass.INTELLIGENT_TIERING,
      accessKey: { id: SecretValue.fromSecret('garage', 'id'), secret: SecretValue.fromSecret('garage', 'secret') },
    };

    expect(ObjectStore.s3(given)).toMatchObject(given);
  });

  test('is reached by verified TLS, with its name in the host, and encrypts by its own default', () => {
    expect(s3()).toMatchObject({ tls: Tls.system(), forcePathStyle: false });
    expect(s3()).toMatchObject({ prefix: undefined, endpoint: undefined, encryption: undefined, storageClass: undefined, accessKey: undefined });
  });

  test('is an object store', () => {
    const store: IObjectStore = s3();

    expect(store.location).toBe(store);
  });

  test('can be written as JSON', () => {
    expect(JSON.parse(JSON.stringify(s3()))).toMatchObject({ bucket: 'acme-prod-metrics', region: 'eu-central-1' });
  });

  test.each([
    ['eu-central-1', 's3.eu-central-1.amazonaws.com'],
    ['us-gov-west-1', 's3.us-gov-west-1.amazonaws.com'],
    ['cn-north-1', 's3.cn-north-1.amazonaws.com.cn'],
    ['eusc-de-east-1', 's3.eusc-de-east-1.amazonaws.eu'],
    ['us-iso-east-1', 's3.us-iso-east-1.c2s.ic.gov'],
    ['us-isob-east-1', 's3.us-isob-east-1.sc2s.sgov.gov'],
    ['eu-isoe-west-1', 's3.eu-isoe-west-1.cloud.adc-e.uk'],
    ['us-isof-south-1', 's3.us-isof-south-1.csp.hci.ic.gov'],
  ])('in %s is at %s', (region, address) => {
    expect(s3({ region }).address).toBe(address);
  });

  test('at an endpoint is at that address, in a region of any name', () => {
    expect(s3({ endpoint: 'garage.storage.svc:3900', region: 'garage' }).address).toBe('garage.storage.svc:3900');
  });

  test.each(['objects.example.com', 'objects.example.com:9000', '10.0.0.7:9000', '[fd00::7]:9000'])('may be at %s', (endpoint) => {
    expect(s3({ endpoint }).endpoint).toBe(endpoint);
  });

  test('may have a dot in its name when the name stands in the path', () => {
    expect(s3({ bucket: 'acme.metrics', forcePathStyle: true }).bucket).toBe('acme.metrics');
  });

  test('fails on a name that S3 refuses', () => {
    expect(() => s3({ bucket: 'Acme_Metrics' })).toThrow(
      "ObjectStore.s3: bucket 'Acme_Metrics' has characters other than a-z, 0-9, - and .\n"
      + '  why: S3 has no bucket of such a name\n'
      + "  fix: bucket: 'acme-metrics'\n",
    );
  });

  test('fails on a dot in its name when the name stands in the host', () => {
    expect(() => s3({ bucket: 'acme.metrics' })).toThrow(/bucket 'acme.metrics' has a dot.*\n.*\*\.s3\.eu-central-1\.amazonaws\.com covers one label.*\n  fix: forcePathStyle: true/);
  });

  test('fails on an availability zone, and names its region', () => {
    expect(() => s3({ region: 'eu-central-1a' })).toThrow(/region 'eu-central-1a' is not a region of AWS\n  why: it is an availability zone.*\n  fix: region: 'eu-central-1'/);
  });

  test('is in a region of any number', () => {
    expect(s3({ region: 'us-east-12' }).region).toBe('us-east-12');
    expect(() => s3({ region: 'us-gov-east-12a' })).toThrow("fix: region: 'us-gov-east-12'");
  });

  test.each(['', 'Frankfurt', 'eu-central', 'EU-CENTRAL-1', ' eu-central-1', 'eu-central-1-'])("fails on the region '%s'", (region) => {
    expect(() => s3({ region })).toThrow(`region '${region}' is not a region of AWS`);
  });

  test.each([
    ['http://minio.storage.svc:9000', "endpoint: 'minio.storage.svc:9000', tls: Tls.plaintext()"],
    ['https://objects.example.com', "endpoint: 'objects.example.com'"],
    ['objects.example.com/s3', "endpoint: 'objects.example.com'"],
    ['', "endpoint: 'objects.example.com:9000'"],
  ])("fails on the endpoint '%s' and offers %s", (endpoint, fix) => {
    expect(() => s3({ endpoint })).toThrow(new RegExp(`endpoint '${endpoint}' is not host or host:port\n.*\n  fix: ${escaped(fix)}\n`));
  });

  test.each(['objects.example.com:1', 'objects.example.com:65535', '[fd00::7]:65535'])('may be at a port of TCP: %s', (endpoint) => {
    expect(s3({ endpoint }).address).toBe(endpoint);
  });

  test.each(['0', '65536', '99999'])('fails on the port %s, which no program could connect to', (port) => {
    expect(() => s3({ endpoint: `objects.example.com:${port}` })).toThrow(new RegExp(
      `endpoint 'objects.example.com:${port}' has the port ${port}\n.*ports go from 1 to 65535.*\n  fix: endpoint: 'objects.example.com:9000'`,
    ));
  });

  test('fails on TLS settings without an endpoint', () => {
    expect(() => s3({ tls: Tls.plaintext() })).toThrow('tls is given without an endpoint');
  });

  test.each([
    ['/thanos', 'thanos'],
    ['thanos/', 'thanos'],
    ['thanos//eu', 'thanos/eu'],
    ['../thanos', 'thanos'],
    ['./thanos', 'thanos'],
    ['thanos eu', 'thanos-eu'],
    ['thanos  eu', 'thanos-eu'],
  ])("fails on the prefix '%s' and offers '%s'", (prefix, fix) => {
    expect(() => s3({ prefix })).toThrow(new RegExp(`prefix '${escaped(prefix)}' is not a path of names\n.*\n  fix: prefix: '${fix}'\n`));
  });

  test('fails on an empty prefix', () => {
    expect(() => s3({ prefix: '' })).toThrow('fix: leave prefix out');
  });

  test('fails on KMS without the ARN of the key, which clients must send', () => {
    expect(() => s3({ encryption: S3Encryption.kms() })).toThrow('encryption S3Encryption.kms() names no key');
  });

  test('fails on a key that only Terraform knows', () => {
    expect(() => s3({ encryption: S3Encryption.kms('${aws_kms_key.mine.arn}') })).toThrow('the key of the encryption is known only to Terraform');
  });

  test('fails on a key in another region', () => {
    expect(() => s3({ region: 'us-east-1', encryption: S3Encryption.kms(KEY) })).toThrow('the KMS key is in eu-central-1, the bucket in us-east-1');
  });
});

describe('a bucket of Google that exists already', () => {
  const given = { bucket: 'acme-prod-metrics', prefix: 'thanos/eu', serviceAccountKey: FileSource.fromSecret('gcs', 'key.json') };

  test('can be read back by the names it was given', () => {
    expect(ObjectStore.gcs(given)).toMatchObject(given);
  });

  test('is reached with the identity of the pod, from its root', () => {
    expect(ObjectStore.gcs({ bucket: 'acme-prod-metrics' })).toMatchObject({ prefix: undefined, serviceAccountKey: undefined });
  });

  test('is an object store', () => {
    const store: IObjectStore = ObjectStore.gcs(given);

    expect(store.location).toBe(store);
  });

  test.each([
    [{ bucket: 'Acme' }, "ObjectStore.gcs: bucket 'Acme'"],
    [{ prefix: '/thanos' }, "ObjectStore.gcs: prefix '/thanos'"],
    [{ serviceAccountKey: FileSource.fromConfigMap('gcs', 'key.json') }, "ObjectStore.gcs: serviceAccountKey is in the ConfigMap 'gcs'"],
  ])('fails on %j', (wrong, what) => {
    expect(() => ObjectStore.gcs({ ...given, ...wrong })).toThrow(what);
  });
});

describe('a container of Azure that exists already', () => {
  function azure(props: Partial<AzureLocationProps> = {}) {
    return ObjectStore.azure({ storageAccount: 'acmeprod', container: 'metrics', ...props });
  }
  const accountKey = SecretValue.fromSecret('azure', 'key');
  const managedIdentityClientId = '1234abcd-12ab-34cd-56ef-1234567890ab';

  test.each([{ accountKey }, { managedIdentityClientId }])('can be read back by the names it was given: %j', (credential) => {
    const given = { storageAccount: 'acmeprod', container: 'metrics', prefix: 'thanos/eu', endpointSuffix: 'blob.core.usgovcloudapi.net', ...credential };

    expect(ObjectStore.azure(given)).toMatchObject(given);
  });

  test('is in the public cloud, and reached with the identity of the pod', () => {
    expect(azure()).toMatchObject({ endpointSuffix: 'blob.core.windows.net', accountKey: undefined, managedIdentityClientId: undefined });
  });

  test('is an object store', () => {
    const store: IObjectStore = azure();

    expect(store.location).toBe(store);
  });

  test.each([
    [{ storageAccount: 'acme-prod' }, "storageAccount 'acme-prod'"],
    [{ container: 'Metrics' }, "container 'Metrics'"],
    [{ prefix: 'thanos/' }, "prefix 'thanos/' is not a path of names"],
    [{ prefix: 'thanos.' }, "prefix 'thanos.' has a folder that ends with a dot"],
    [{ endpointSuffix: 'https://blob.core.windows.net' }, "endpointSuffix 'https://blob.core.windows.net'"],
    [{ managedIdentityClientId: 'my-identity' }, "managedIdentityClientId 'my-identity'"],
    [{ accountKey: SecretValue.fromSecret('azure', 'key', { prefix: 'Bearer ' }) }, "accountKey has the prefix 'Bearer '"],
    [{ accountKey, managedIdentityClientId }, 'managedIdentityClientId and accountKey are both given'],
  ])('fails on %j', (wrong, what) => {
    expect(() => azure(wrong)).toThrow(`ObjectStore.azure: ${what}`);
  });
});

describe('a folder', () => {
  test('can be read back by the name it was given', () => {
    expect(ObjectStore.filesystem({ directory: '/data/objects' }).directory).toBe('/data/objects');
  });

  test('is an object store', () => {
    const store: IObjectStore = ObjectStore.filesystem({ directory: '/data' });

    expect(store.location).toBe(store);
  });

  test.each([
    ['data/objects', '/data/objects'],
    ['/data/../objects', '/data/objects'],
    ['/data/./objects', '/data/objects'],
    ['/data/', '/data'],
    ['/', '/data/objects'],
    ['', '/data/objects'],
  ])("fails on '%s' and offers '%s'", (directory, fix) => {
    expect(() => ObjectStore.filesystem({ directory })).toThrow(
      new RegExp(`^Observability problems.*\n\nObjectStore.filesystem: directory '${escaped(directory)}' is not the absolute path of a folder\n.*\n  fix: directory: '${fix}'\n`),
    );
  });
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
