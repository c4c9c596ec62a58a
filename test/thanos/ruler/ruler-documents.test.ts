import { Duration } from 'cdk8s';
import { alertmanagersDocument, queryConfigDocument, remoteWriteDocument } from '../../../lib/thanos/ruler/ruler-documents';
import { FileSource, RemoteWriteEndpoint, SecretValue, Tls } from '../../../lib/wiring';

const OWN = Tls.custom({ ca: FileSource.fromSecret('tls', 'ca.crt') });

test('rules are evaluated by Query', () => {
  expect(queryConfigDocument([{ addresses: ['thanos-query:10902'], tls: Tls.plaintext(), pathPrefix: '/query' }])).toStrictEqual([
    { static_configs: ['thanos-query:10902'], scheme: 'http', path_prefix: '/query' },
  ]);
});

test('every Alertmanager is told of alerts', () => {
  expect(alertmanagersDocument([{ addresses: ['dnssrv+_http._tcp.alertmanager'], tls: OWN }], Duration.seconds(20))).toStrictEqual({
    alertmanagers: [{
      static_configs: ['dnssrv+_http._tcp.alertmanager'],
      scheme: 'https',
      http_config: { tls_config: { ca_file: '/etc/observability/secret/tls/ca.crt' } },
      timeout: '20s',
      api_version: 'v2',
    }],
  });
});

test('results are written elsewhere, with secrets that Thanos finds in its environment', () => {
  const secrets = { Authorization: SecretValue.fromSecret('receive', 'token', { prefix: 'Bearer ' }), Key: SecretValue.fromSecret('receive', 'key', { prefix: 'v1 ' }) };

  expect(remoteWriteDocument([
    RemoteWriteEndpoint.http({ name: 'receive', url: 'https://receive:19291/api/v1/receive', headers: { 'THANOS-TENANT': 'rules', ...secrets }, tls: OWN }),
    RemoteWriteEndpoint.http({ name: 'other', url: 'http://other/write' }),
  ])).toStrictEqual({
    remote_write: [
      {
        name: 'receive',
        url: 'https://receive:19291/api/v1/receive',
        headers: { 'THANOS-TENANT': 'rules', 'Key': 'v1 $(RECEIVE_KEY)' },
        authorization: { type: 'Bearer', credentials: '$(RECEIVE_TOKEN)' },
        tls_config: { ca_file: '/etc/observability/secret/tls/ca.crt' },
      },
      { name: 'other', url: 'http://other/write' },
    ],
  });
});
