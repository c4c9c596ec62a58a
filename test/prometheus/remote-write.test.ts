import { FileSource, RemoteWriteEndpoint, SecretValue, Tls } from '../../lib';
import { prometheusDocument } from '../../lib/prometheus/document-values';
import { remoteWriteConfig, remoteWriteFiles, remoteWriteFindings } from '../../lib/prometheus/remote-write';
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

describe('destinations that Prometheus refuses', () => {
  test('are two of one name', () => {
    expect(whats(remoteWriteFindings([endpoint({}), endpoint({})]))).toEqual(["two destinations of remote write are called 'push'"]);
    expect(remoteWriteFindings([endpoint({}), endpoint({}, 'other')])).toEqual([]);
  });

  test.each([
    [{ 'User-Agent': 'me' }, "header 'User-Agent' is one that Prometheus sets itself"],
    [{ 'X-Amz-Date': 'now' }, "header 'X-Amz-Date' is one that Prometheus sets itself"],
    [{ authorization: secret('Basic ') }, "header 'authorization' has the scheme Basic"],
    [{ authorization: secret() }, "header 'authorization' has no scheme before its secret"],
    [{ 'X-Key': secret('Token ') }, "header 'X-Key' has 'Token ' before its secret"],
  ])('or have a header that it does not send so: %j', (headers, what) => {
    expect(whats(remoteWriteFindings([endpoint(headers as { [name: string]: string })]))).toEqual([`remote write to 'push': ${what}`]);
  });

  test('are none with any other scheme and header', () => {
    expect(remoteWriteFindings([endpoint({ 'Authorization': secret('Api-Token '), 'X-Scope-OrgID': 'acme', 'X-Key': secret() })])).toEqual([]);
  });
});
