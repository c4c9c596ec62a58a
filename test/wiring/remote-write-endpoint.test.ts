import { DestinationProtocol, RemoteWriteEndpoint, RemoteWriteEndpointProps, SecretValue, Tls } from '../../lib/wiring';

const PODS = { namespace: 'thanos', labels: { app: 'receive' } };

function remoteWrite(props: Partial<RemoteWriteEndpointProps> = {}): RemoteWriteEndpoint {
  return RemoteWriteEndpoint.http({ url: 'http://thanos-receive.thanos.svc:19291/api/v1/receive', ...props });
}

describe('a remote-write endpoint', () => {
  test('is a URL whose scheme decides about TLS', () => {
    expect(remoteWrite()).toMatchObject({
      protocol: DestinationProtocol.REMOTE_WRITE,
      name: 'thanos-receive-thanos-svc',
      url: 'http://thanos-receive.thanos.svc:19291/api/v1/receive',
      host: 'thanos-receive.thanos.svc',
      port: 19291,
      tls: Tls.plaintext(),
      headers: {},
      maxReceiveSize: undefined,
    });
    expect(remoteWrite({ url: 'https://mimir.example.com/api/v1/push' })).toMatchObject({ port: 443, tls: Tls.system() });
  });

  test('can be read back by the names it was given', () => {
    const given = {
      name: 'thanos',
      headers: { 'THANOS-TENANT': 'payments', 'authorization': SecretValue.fromSecret('thanos', 'token') },
      tls: Tls.custom({ serverName: 'thanos' }),
    };

    expect(remoteWrite(given)).toMatchObject(given);
  });

  test('takes metrics, and nothing else', () => {
    const endpoint = remoteWrite();

    expect(endpoint.metricsDestination).toBe(endpoint);
    expect(endpoint).not.toHaveProperty('logsDestination');
    expect(endpoint).not.toHaveProperty('tracesDestination');
  });

  test('knows the pods that serve it, if it is of this program', () => {
    expect(RemoteWriteEndpoint._served({ host: 'receive', port: 19291, servedBy: PODS }, '/api/v1/receive', 'thanos')).toMatchObject({
      servedBy: PODS, name: 'thanos', url: 'http://receive:19291/api/v1/receive', tls: Tls.plaintext(),
    });
    expect(remoteWrite().servedBy).toBeUndefined();
  });

  test('fails on an address without a scheme', () => {
    expect(() => remoteWrite({ url: 'thanos-receive:19291' })).toThrow("RemoteWriteEndpoint.http: url 'thanos-receive:19291' is not an http or https URL\n");
  });

  test('fails on credentials in the URL', () => {
    expect(() => remoteWrite({ url: 'https://12345:token@prometheus.example.com/api/prom/push' })).toThrow(
      'why: credentials do not belong into a URL: they would be written into a ConfigMap\n',
    );
  });

  test('fails on a credential as text', () => {
    expect(() => remoteWrite({ headers: { Authorization: 'Basic abc' } })).toThrow("RemoteWriteEndpoint.http: header 'Authorization' has a literal credential\n");
  });

  test('fails on a name that cannot stand in the id of an exporter', () => {
    expect(() => remoteWrite({ name: 'thanos receive' })).toThrow("RemoteWriteEndpoint.http: 'thanos receive' is not a name for a destination\n");
  });
});
