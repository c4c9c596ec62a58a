import { Duration } from 'cdk8s';
import { Compression, FileStorageExtension, HealthCheckExtension } from '../../../../lib/collector/components';
import { AwsS3Exporter, AwsS3ExporterProps, AwsS3Format, AwsS3StorageClass } from '../../../../lib/collector/components/exporters/aws-s3-exporter';
import { IObjectStore, ObjectStore, S3Encryption, S3LocationProps, S3StorageClass } from '../../../../lib/storage';
import { FileSource, SecretValue, Tls } from '../../../../lib/wiring';
import { aStack, aStore } from '../../../storage/s3/fixtures';
import { needed, problemOf, rendered, TESTED } from '../../documents';

function bucket(location: Partial<S3LocationProps> = {}): IObjectStore {
  return ObjectStore.s3({ bucket: 'acme-archive', region: 'eu-central-1', ...location });
}

function exporter(props: Partial<AwsS3ExporterProps> = {}): AwsS3Exporter {
  return new AwsS3Exporter({ store: bucket(), ...props });
}

/* Not judged: the collector of the conformance run does not have this exporter. Its keys are those of its source and README. */
describe('the S3 exporter', () => {
  test('writes large, compressed objects, and gives nothing up', () => {
    expect(rendered(exporter())).toEqual({
      s3uploader: { region: 'eu-central-1', s3_bucket: 'acme-archive', storage_class: 'STANDARD', compression: 'gzip' },
      marshaler: 'otlp_json',
      timeout: '30s',
      retry_on_failure: { enabled: true, initial_interval: '1s', max_interval: '30s', max_elapsed_time: '0s' },
      sending_queue: {
        enabled: true,
        sizer: 'bytes',
        queue_size: 64 * 1024 ** 2,
        num_consumers: 10,
        block_on_overflow: true,
        batch: { flush_timeout: '30s', sizer: 'bytes', min_size: 4 * 1024 ** 2, max_size: 16 * 1024 ** 2 },
      },
    });
    expect(exporter()._extensions()).toEqual([]);
  });

  test('does everything as it is told', () => {
    const storage = new FileStorageExtension({ directory: '/var/lib/otelcol/queue' });
    const told = exporter({
      store: bucket({ prefix: 'audit/prod', endpoint: 'objects.example.com:9000', tls: Tls.plaintext(), forcePathStyle: true }),
      name: 'audit',
      format: AwsS3Format.OTLP_PROTO,
      compression: Compression.NONE,
      storageClass: AwsS3StorageClass.STANDARD_IA,
      partitionFormat: '%Y/%m/%d',
      timeout: Duration.seconds(5),
      queue: { storage },
      retry: { enabled: false },
    });

    expect(rendered(told)).toMatchObject({
      s3uploader: {
        region: 'eu-central-1',
        s3_bucket: 'acme-archive',
        s3_prefix: 'audit/prod',
        s3_partition_format: '%Y/%m/%d',
        endpoint: 'http://objects.example.com:9000',
        s3_force_path_style: true,
        storage_class: 'STANDARD_IA',
        compression: 'none',
      },
      marshaler: 'otlp_proto',
      timeout: '5s',
      retry_on_failure: { enabled: false },
      sending_queue: { storage: 'file_storage' },
    });
    expect(told._extensions()).toEqual([storage]);
    expect(told._id(TESTED)).toBe('awss3/audit');
  });

  test('keeps objects as the store says, unless it is told otherwise', () => {
    const store = bucket({ storageClass: S3StorageClass.ONEZONE_IA });
    expect(rendered(exporter({ store }))).toMatchObject({ s3uploader: { storage_class: 'ONEZONE_IA' } });
    expect(rendered(exporter({ store, storageClass: AwsS3StorageClass.GLACIER }))).toMatchObject({ s3uploader: { storage_class: 'GLACIER' } });
  });

  test.each<[string, IObjectStore, object]>([
    ['of AWS by HTTPS', bucket(), { egress: [{ port: 443 }] }],
    ['of another service at its port', bucket({ endpoint: 'objects.example.com:9000' }), { egress: [{ port: 9000 }] }],
    ['of another service by HTTPS', bucket({ endpoint: 'objects.example.com' }), { egress: [{ port: 443 }] }],
    ['of a service of the cluster in its namespace', bucket({ endpoint: 'garage.storage.svc:3900', tls: Tls.plaintext() }), { egress: [{ peer: { namespace: 'storage' } }] }],
    [
      'with a static key by reference',
      bucket({ accessKey: { id: SecretValue.fromSecret('archive', 'id'), secret: SecretValue.fromSecret('archive', 'secret') } }),
      {
        variables: [
          { name: 'AWS_ACCESS_KEY_ID', secretName: 'archive', secretKey: 'id' },
          { name: 'AWS_SECRET_ACCESS_KEY', secretName: 'archive', secretKey: 'secret' },
        ],
        egress: [{ port: 443 }],
      },
    ],
  ])('reaches a bucket %s, and asks for nothing else', (_, store, needs) => {
    expect(needed(exporter({ store }))).toEqual(needs);
  });

  test('asks a bucket of this program for the right to add, and for no other', () => {
    const store = aStore(aStack(), 'archive');
    expect(needed(exporter({ store }))).toEqual({ egress: [{ port: 443 }], stores: [{ store, access: 'write-only' }] });
  });

  test.each<[string, Partial<AwsS3ExporterProps>, string]>([
    ['a folder', { store: ObjectStore.filesystem({ directory: '/data' }) }, "the store is the folder '/data'"],
    ['another cloud', { store: ObjectStore.gcs({ bucket: 'acme-archive' }) }, 'the store is no bucket of S3'],
    [
      'an authority',
      { store: bucket({ endpoint: 'objects.example.com', tls: Tls.custom({ ca: FileSource.fromConfigMap('ca', 'ca.crt') }) }) },
      'the store is reached by TLS with its own ca',
    ],
    ['a class', { store: bucket({ storageClass: S3StorageClass.GLACIER_IR }) }, 'the store keeps objects in GLACIER_IR'],
    [
      'an encryption',
      { store: bucket({ encryption: S3Encryption.s3Managed() }) },
      'the store asks clients for encryption AES256',
    ],
  ])('fails on what it cannot say: %s', (_, props, what) => {
    expect(problemOf(() => exporter(props))).toMatchObject({ path: 'AwsS3Exporter', what });
  });

  test.each<[Partial<AwsS3ExporterProps>, string]>([
    [{ compression: Compression.SNAPPY }, 'compression is snappy'],
    [{ partitionFormat: '/%Y/%m/' }, "partitionFormat '/%Y/%m/' is not a path of names"],
    [{ partitionFormat: '' }, "partitionFormat '' is not a path of names"],
    [{ timeout: Duration.seconds(0) }, 'timeout is 0'],
    [{ queue: { storage: new HealthCheckExtension() } }, 'storage is health_check, which does not keep a queue'],
    [{ retry: { maxElapsedTime: Duration.seconds(1) } }, 'requests are given up after 1 s, before the longest pause of 30 s'],
  ])('fails: %#', (props, what) => {
    expect(problemOf(() => exporter(props))).toMatchObject({ path: 'AwsS3Exporter', what });
  });

  test('fails under a collector that is not known to repeat what failed', () => {
    expect(problemOf(() => rendered(exporter(), { collectorVersion: '0.160.0' }))).toMatchObject({
      what: 'collector 0.160.0 with an S3 exporter', fix: "new VersionCatalog({ collector: '0.161.0' }) or later",
    });
  });
});
