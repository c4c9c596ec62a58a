import { FileSource, RemoteWriteEndpoint, SecretValue, Tls } from '../../lib';
import { prometheusDocument } from '../../lib/prometheus/document-values';
import { headerFileFindings, remoteWriteConfig, remoteWriteFiles } from '../../lib/prometheus/remote-write';
import { whats } from '../collector/documents';

const URL = 'https://push.example.com/api/v1/write';
const secret = (prefix?: string) => SecretValue.fromSecret('push', 'token', { prefix });
const endpoint = (headers: { [name: string]: string | SecretValue }, name = 'push') => RemoteWriteEndpoint.http({ name, url: URL, headers });
const folder = '/etc/observability/secret/push';

describe('a destination of remote write', () => {
  test('is its name and URL when nothing else is said', () => {
    expect(prometheusDocument(remoteWriteConfig(endpoint({}), false))).toEqual({ name: 'push', url: URL });
  });

  test('has its secrets in files, never in the document', () => {
    const written = endpoint({ 'Authorization': secret('Bearer '), 'X-Scope-OrgID': 'acme', 'X-Key': SecretValue.fromSecret('push', 'key') });

    expect(prometheusDocument(remoteWriteConfig(written, true))).toEqual({
      name: 'push',
      url: URL,
      headers: { 'X-Scope-OrgID': 'acme' },
      http_headers: { 'X-Key': { files: [`${folder}/key`] } },
      authorization: { type: 'Bearer', credentials_file: `${folder}/token` },
      send_exemplars: true,
    });
    expect(remoteWriteFiles(written).map(({ path }) => path)).toEqual([`${folder}/token`, `${folder}/key`]);
  });

  test('is verified as it is told', () => {
    const tls = Tls.custom({ ca: FileSource.fromConfigMap('authority', 'ca.crt'), serverName: 'push' });
    const written = RemoteWriteEndpoint.http({ url: URL, tls });

    expect(prometheusDocument(remoteWriteConfig(written, false))).toMatchObject({ tls_config: { ca_file: '/etc/observability/config-map/authority/ca.crt', server_name: 'push' } });
    expect(remoteWriteFiles(written)).toHaveLength(1);
  });
});

describe('a header that is all secret', () => {
  test('is what stands in its file, with nothing before it', () => {
    expect(whats(headerFileFindings([endpoint({ 'X-Key': secret('Token ') })]))).toEqual(["remote write to 'push': header 'X-Key' has 'Token ' before its secret"]);
    expect(headerFileFindings([endpoint({ 'Authorization': secret('Bearer '), 'X-Scope-OrgID': 'acme', 'X-Key': secret() })])).toEqual([]);
  });
});
