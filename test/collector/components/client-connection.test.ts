import { Size } from 'cdk8s';
import { connectionNeeds, tlsConfig } from '../../../lib/collector/components/client-connection';
import { toDocument } from '../../../lib/collector/components/expansion';
import { FileSource, OtlpEndpoint, SecretValue, Tls } from '../../../lib/wiring';

const ca = FileSource.fromConfigMap('authority', 'ca.crt');
const certificate = FileSource.fromSecret('client', 'tls.crt');
const key = FileSource.fromSecret('client', 'tls.key');

function egress(url: string): unknown {
  return connectionNeeds(OtlpEndpoint.http({ url }), {}).egress;
}

describe('the TLS of a client', () => {
  test.each([
    ['verified against the roots of the image', Tls.system(), { insecure: false }],
    ['plain text', Tls.plaintext(), { insecure: true }],
    ['verified against an authority', Tls.custom({ ca }), { insecure: false, ca_file: '/etc/observability/config-map/authority/ca.crt' }],
    ['verified by another name', Tls.custom({ serverName: 'otlp.internal' }), { insecure: false, server_name_override: 'otlp.internal' }],
    ['mutual', Tls.custom({ certificate, key }), {
      insecure: false,
      cert_file: '/etc/observability/secret/client/tls.crt',
      key_file: '/etc/observability/secret/client/tls.key',
      reload_interval: '300s',
    }],
  ])('is %s', (_title, tls, config) => {
    expect(toDocument(tlsConfig(tls))).toEqual(config);
  });
});

describe('a connection', () => {
  test('takes its secrets and its files from the pod', () => {
    const endpoint = OtlpEndpoint.grpc({ address: 'otlp.example.com:443', tls: Tls.custom({ ca, certificate, key }) });

    expect(connectionNeeds(endpoint, { 'x-api-key': SecretValue.fromSecret('vendor', 'key') })).toMatchObject({
      variables: [{ name: 'VENDOR_KEY', secretName: 'vendor', secretKey: 'key' }],
      mounts: [
        { mountPath: '/etc/observability/config-map/authority', configMapName: 'authority' },
        { mountPath: '/etc/observability/secret/client', secretName: 'client' },
        { mountPath: '/etc/observability/secret/client', secretName: 'client' },
      ],
    });
  });

  test('to pods of this program goes to those pods', () => {
    const servedBy = { namespace: 'observability', labels: { 'app.kubernetes.io/name': 'gateway' } };
    const endpoint = OtlpEndpoint._servedGrpc({ host: 'gateway.observability.svc', port: 4317, servedBy }, 'gateway', Size.mebibytes(4));

    expect(connectionNeeds(endpoint, {}).egress).toEqual([{ port: 4317, peer: servedBy }]);
  });

  test.each(['http://loki-gateway.loki.svc/otlp', 'http://loki-gateway.loki.svc.cluster.local:3100/otlp'])(
    'to %s goes to its namespace, on any port: that of a Service is not that of its pods', (url) => {
      expect(egress(url)).toEqual([{ peer: { namespace: 'loki' } }]);
    });

  test.each([
    ['https://otlp.example.com', 443],
    ['https://otlp.example.com:4318', 4318],
    ['http://svc.example.com', 80],
    ['http://loki-gateway:3100', 3100],
  ])('to %s goes to its port, wherever that is', (url, port) => {
    expect(egress(url)).toEqual([{ port }]);
  });

  test.each(['http://127.0.0.1:4318', 'http://localhost:4318', 'http://[::1]:4318'])('to %s does not leave the pod', (url) => {
    expect(egress(url)).toEqual([]);
  });
});
