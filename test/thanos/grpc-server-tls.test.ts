import { grpcServerTlsFlags } from '../../lib/thanos/grpc-server-tls';
import { FileSource } from '../../lib/wiring';

const TLS = { certificate: FileSource.fromSecret('server', 'tls.crt'), key: FileSource.fromSecret('server', 'tls.key') };

test('a server has a certificate, and an authority of clients when they have to show one', () => {
  expect(grpcServerTlsFlags(undefined)).toEqual({});
  expect(grpcServerTlsFlags({ ...TLS, clientCa: FileSource.fromConfigMap('clients', 'ca.crt') })).toEqual({
    'grpc-server-tls-cert': '/etc/observability/secret/server/tls.crt',
    'grpc-server-tls-key': '/etc/observability/secret/server/tls.key',
    'grpc-server-tls-client-ca': '/etc/observability/config-map/clients/ca.crt',
  });
  expect(grpcServerTlsFlags(TLS)['grpc-server-tls-client-ca']).toBeUndefined();
});
