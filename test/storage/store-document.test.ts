import { ACCESS_KEY, ACCOUNT_KEY, azure, elsewhere, MUTUAL_TLS, s3, SERVICE_ACCOUNT_KEY } from './renderings/fixtures';
import { aStack, aStore } from './s3/fixtures';
import { IObjectStore, ObjectStore, StoreDocument } from '../../lib/storage';

const WRITERS: readonly (readonly [string, (store: IObjectStore) => StoreDocument, string])[] = [
  ['thanos', StoreDocument.thanos, 'type: S3\n'],
  ['loki', StoreDocument.loki, 'storage_config:\n  use_thanos_objstore: true\n'],
  ['lokiLegacy', StoreDocument.lokiLegacy, 'storage_config:\n  use_thanos_objstore: false\n'],
  ['tempo', StoreDocument.tempo, 'storage:\n  trace:\n    backend: s3\n'],
];

describe('a store as a document', () => {
  test.each(WRITERS)('for %s is YAML, with the variables of the pod beside it', (_, write, beginning) => {
    const { yaml, variables, files, flags } = write(s3({ accessKey: ACCESS_KEY }));

    expect(yaml.startsWith(beginning)).toBe(true);
    expect(variables.map(({ name }) => name)).toEqual(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']);
    expect([files, flags]).toEqual([[], []]);
  });

  test('may be a bucket that the program makes', () => {
    expect(StoreDocument.tempo(aStore(aStack(), 'traces', { prefix: 'tempo/eu' })).yaml).toContain('bucket: acme-prod-traces\n      prefix: tempo/eu\n');
  });

  test('comes with the files that the pod mounts and the flags that the program needs', () => {
    expect(StoreDocument.thanos(ObjectStore.gcs({ bucket: 'acme-metrics', serviceAccountKey: SERVICE_ACCOUNT_KEY })).files).toEqual([SERVICE_ACCOUNT_KEY]);
    expect(StoreDocument.loki(azure({ accountKey: ACCOUNT_KEY })).flags).toEqual(['-config.expand-env=true']);
  });

  test('fails with everything that the program has no words for, at once', () => {
    expect(() => StoreDocument.lokiLegacy(elsewhere({ prefix: 'loki', tls: MUTUAL_TLS }))).toThrow(
      /problems \(3\)[^]*StoreDocument.lokiLegacy: prefix 'loki'[^]*StoreDocument.lokiLegacy: tls has a client certificate[^]*StoreDocument.lokiLegacy: tls has the server name/,
    );
    expect(() => StoreDocument.loki(s3({ prefix: 'loki/eu' }))).toThrow("StoreDocument.loki: prefix 'loki/eu'");
    expect(() => StoreDocument.tempo(azure({ endpointSuffix: 'privatelink.blob.core.windows.net' }))).toThrow('StoreDocument.tempo: endpointSuffix');
  });
});
