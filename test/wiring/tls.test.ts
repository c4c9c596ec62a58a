import { FileSource, Tls } from '../../lib/wiring';

const CA = FileSource.fromConfigMap('vendor-ca', 'ca.crt');
const CERTIFICATE = FileSource.fromSecret('client-tls', 'tls.crt');
const KEY = FileSource.fromSecret('client-tls', 'tls.key');

describe('a file', () => {
  test('may be a key of a Secret', () => {
    expect(FileSource.fromSecret('client-tls', 'tls.key')).toMatchObject({ kind: 'secret', objectName: 'client-tls', key: 'tls.key' });
  });

  test('may be a key of a ConfigMap', () => {
    expect(FileSource.fromConfigMap('vendor-ca', 'ca.crt')).toMatchObject({ kind: 'config-map', objectName: 'vendor-ca', key: 'ca.crt' });
  });

  test('stands in the folder of its object', () => {
    expect(KEY).toMatchObject({ mountPath: '/etc/observability/secret/client-tls', path: '/etc/observability/secret/client-tls/tls.key' });
    expect(CA.path).toBe('/etc/observability/config-map/vendor-ca/ca.crt');
  });

  test('of a Secret and of a ConfigMap of one name do not meet', () => {
    expect(FileSource.fromSecret('same', 'key').path).not.toBe(FileSource.fromConfigMap('same', 'key').path);
  });

  test('shares its folder with the other keys of its object', () => {
    expect(CERTIFICATE.mountPath).toBe(KEY.mountPath);
  });

  test.each([
    ['a Secret', FileSource.fromSecret, 'FileSource.fromSecret'],
    ['a ConfigMap', FileSource.fromConfigMap, 'FileSource.fromConfigMap'],
  ])('fails in %s whose name Kubernetes refuses', (_, from, caller) => {
    expect(() => from('Vendor_CA', 'ca.crt')).toThrow(`\n${caller}: 'Vendor_CA' is not the name of a Secret or ConfigMap\n`);
  });

  test.each([
    ['a Secret', FileSource.fromSecret],
    ['a ConfigMap', FileSource.fromConfigMap],
  ])('fails under a key that would leave the folder of %s', (_, from) => {
    expect(() => from('vendor-ca', '../ca.crt')).toThrow("'../ca.crt' is not a key of a Secret or ConfigMap");
    expect(() => from('vendor-ca', '..')).toThrow("'..' is not a key of a Secret or ConfigMap");
  });
});

describe('a connection', () => {
  test('by system TLS trusts the roots in the image and shows no certificate', () => {
    expect(Tls.system()).toMatchObject({ enabled: true, ca: undefined, certificate: undefined, key: undefined, serverName: undefined });
    expect(Tls.system()._files()).toEqual([]);
  });

  test('in plain text needs no files', () => {
    expect(Tls.plaintext().enabled).toBe(false);
    expect(Tls.plaintext()._files()).toEqual([]);
  });

  test('by custom TLS can be read back by the names it was given', () => {
    const given = { ca: CA, certificate: CERTIFICATE, key: KEY, serverName: 'otlp.example.com' };

    expect(Tls.custom(given)).toMatchObject({ enabled: true, ...given });
  });

  test('by custom TLS needs every file it was given', () => {
    expect(Tls.custom({ ca: CA, certificate: CERTIFICATE, key: KEY })._files()).toEqual([CA, CERTIFICATE, KEY]);
    expect(Tls.custom({ certificate: CERTIFICATE, key: KEY })._files()).toEqual([CERTIFICATE, KEY]);
    expect(Tls.custom({ ca: CA })._files()).toEqual([CA]);
    expect(Tls.custom({ serverName: 'otlp.example.com' })._files()).toEqual([]);
  });

  test('fails with a certificate and no key', () => {
    expect(() => Tls.custom({ certificate: CERTIFICATE })).toThrow(
      'Tls.custom: a certificate without a key\n'
      + '  why: a client certificate needs both, and the collector would not start\n'
      + "  fix: key: FileSource.fromSecret('client-tls', 'tls.key')\n",
    );
  });

  test('fails with a key and no certificate', () => {
    expect(() => Tls.custom({ key: KEY, ca: CA })).toThrow(
      'Tls.custom: a key without a certificate\n'
      + '  why: a client certificate needs both, and the collector would not start\n'
      + "  fix: certificate: FileSource.fromSecret('client-tls', 'tls.crt')\n",
    );
  });
});
