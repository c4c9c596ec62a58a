import { FileSource, RemoteWriteEndpoint, SecretValue, Tls } from '../../../lib';
import { remoteWriteSpec, tlsSpec, unsayableFindings } from '../../../lib/prometheus/operator/remote-write-spec';

const endpoint = (headers: { [name: string]: string | SecretValue } = {}, tls?: Tls) => RemoteWriteEndpoint.http({ name: 'push', url: 'https://push.example.com/api', headers, tls });
const [certificate, key] = ['tls.crt', 'tls.key'].map((name) => FileSource.fromConfigMap('client', name)) as [FileSource, FileSource];

describe('a destination of the resource', () => {
  test('is its name and URL when nothing else is said', () => {
    expect(JSON.parse(JSON.stringify(remoteWriteSpec(endpoint(), false)))).toEqual({ name: 'push', url: 'https://push.example.com/api' });
  });

  test('gets exemplars when they are kept', () => {
    expect(remoteWriteSpec(endpoint(), true)).toMatchObject({ sendExemplars: true });
  });

  test('is verified by the roots in the image, unless something else is said', () => {
    expect(tlsSpec(Tls.system())).toBeUndefined();
    expect(tlsSpec(Tls.custom({ serverName: 'push' }))).toMatchObject({ serverName: 'push' });
  });

  test('has text in headers, and keys in Secrets: the resource has no words for others', () => {
    expect(unsayableFindings([endpoint({ Authorization: SecretValue.fromSecret('push', 'token', { prefix: 'Bearer ' }) })])).toEqual([]);
    expect(unsayableFindings([endpoint({ 'X-Key': SecretValue.fromSecret('push', 'key') }, Tls.custom({ certificate, key }))]).map(({ what, fix }) => [what, fix])).toEqual([
      ["remote write to 'push': header 'X-Key' is a secret", 'an authorization header, or a PrometheusStatefulSet, whose headers may be files'],
      ["remote write to 'push': the key of its client certificate is in the ConfigMap 'client'", "key: FileSource.fromSecret('client', 'tls.key')"],
    ]);
  });
});
