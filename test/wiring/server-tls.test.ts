import { FileSource, Tls } from '../../lib';
import { requireServerTls, serverFiles } from '../../lib/wiring/server-tls';

const SERVER = { certificate: FileSource.fromSecret('query', 'tls.crt'), key: FileSource.fromSecret('query', 'tls.key') };
const CLIENT_CA = FileSource.fromSecret('clients', 'ca.crt');
const WITH_CERTIFICATE = Tls.custom({ certificate: FileSource.fromSecret('client', 'tls.crt'), key: FileSource.fromSecret('client', 'tls.key') });

describe('a server with a certificate', () => {
  test('has its files in its pod', () => {
    expect(serverFiles(SERVER).map(({ path }) => path)).toEqual(['/etc/observability/secret/query/tls.crt', '/etc/observability/secret/query/tls.key']);
    expect(serverFiles({ ...SERVER, clientCa: CLIENT_CA }).map(({ path }) => path)).toContain('/etc/observability/secret/clients/ca.crt');
  });

  test.each([
    ['and nothing more', SERVER],
    ['and clients that trust its authority', { ...SERVER, clients: Tls.custom({ ca: CLIENT_CA }) }],
    ['and clients with certificates', { ...SERVER, clientCa: CLIENT_CA, clients: WITH_CERTIFICATE }],
  ])('is right with a key in a Secret %s', (_, tls) => {
    expect(() => requireServerTls('thanos/query', tls)).not.toThrow();
  });

  test('fails with a key that is no secret', () => {
    expect(() => requireServerTls('thanos/query', { ...SERVER, key: FileSource.fromConfigMap('query', 'tls.key') })).toThrow(
      "thanos/query: the key of the server is in the ConfigMap 'query'\n"
      + '  why: whoever may list ConfigMaps could pretend to be the server\n'
      + "  fix: key: FileSource.fromSecret('query', 'tls.key')\n",
    );
  });

  test('fails with clients that it would refuse', () => {
    expect(() => requireServerTls('thanos/query', { ...SERVER, clients: Tls.plaintext() })).toThrow(/clients connect in plain text to a server with a certificate/);
    expect(() => requireServerTls('thanos/query', { ...SERVER, clientCa: CLIENT_CA })).toThrow(/wants certificates of its clients, and those of this program have none/);
  });
});
