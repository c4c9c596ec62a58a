import { requireBareSecret, requireSecretFile } from '../../../lib/storage/locations/secret-references';
import { FileSource, SecretValue } from '../../../lib/wiring';

describe('a credential by reference', () => {
  test('is the whole value of a key', () => {
    expect(() => requireBareSecret('path', 'accountKey', SecretValue.fromSecret('azure', 'key'))).not.toThrow();
  });

  test('fails with text before it', () => {
    expect(() => requireBareSecret('path', 'accessKey.id', SecretValue.fromSecret('garage', 'id', { prefix: 'Bearer ' })))
      .toThrow(/^.*\n\npath: accessKey.id has the prefix 'Bearer '\n.*\n {2}fix: id: SecretValue.fromSecret\('garage', 'id'\)\n$/);
  });
});

describe('a credential as a file', () => {
  test('is in a Secret', () => {
    expect(() => requireSecretFile('path', 'serviceAccountKey', FileSource.fromSecret('gcs', 'key.json'))).not.toThrow();
  });

  test('fails in a ConfigMap', () => {
    expect(() => requireSecretFile('path', 'serviceAccountKey', FileSource.fromConfigMap('gcs', 'key.json')))
      .toThrow(/serviceAccountKey is in the ConfigMap 'gcs'\n.*\n {2}fix: serviceAccountKey: FileSource.fromSecret\('gcs', 'key.json'\)\n/);
  });
});
