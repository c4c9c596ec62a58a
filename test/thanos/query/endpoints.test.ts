import { endpointsDocument } from '../../../lib/thanos/query/endpoints';
import { FileSource, Tls } from '../../../lib/wiring';

test('endpoints are named by their address, or looked up', () => {
  expect(endpointsDocument({
    endpoints: [
      { address: 'dnssrv+_grpc._tcp.thanos-store.monitoring.svc' },
      { address: 'dns+thanos-query.eu.svc:10901', group: true },
      { address: 'sidecar.example.com:10901', strict: true },
    ],
  }, '0.42.4')).toStrictEqual({
    endpoints: [
      { address: 'dnssrv+_grpc._tcp.thanos-store.monitoring.svc' },
      { address: 'dns+thanos-query.eu.svc:10901', group: true },
      { address: 'sidecar.example.com:10901', strict: true },
    ],
  });
});

test('endpoints are reached alike, but for those that say otherwise', () => {
  const tls = Tls.custom({
    ca: FileSource.fromSecret('tls', 'ca.crt'), certificate: FileSource.fromSecret('tls', 'tls.crt'), key: FileSource.fromSecret('tls', 'tls.key'), serverName: 'thanos',
  });

  expect(endpointsDocument({ tls, endpoints: [{ address: 'a:1' }, { address: 'b:1', tls: Tls.plaintext() }, { address: 'c:1', tls: Tls.system() }] }, '0.42.4')).toStrictEqual({
    default_client_config: {
      tls_config: {
        enabled: true,
        ca_file: '/etc/observability/secret/tls/ca.crt',
        cert_file: '/etc/observability/secret/tls/tls.crt',
        key_file: '/etc/observability/secret/tls/tls.key',
      },
      server_name: 'thanos',
    },
    endpoints: [
      { address: 'a:1' },
      { address: 'b:1', client_config: { tls_config: { enabled: false } } },
      { address: 'c:1', client_config: { tls_config: { enabled: true } } },
    ],
  });
});

test('before 0.42 the document says nothing of how all endpoints are reached', () => {
  expect(endpointsDocument({ tls: Tls.system(), endpoints: [{ address: 'a:1' }] }, '0.41.0')).toStrictEqual({ endpoints: [{ address: 'a:1' }] });
});
