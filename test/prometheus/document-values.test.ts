import { Duration } from 'cdk8s';
import { FileSource, Tls } from '../../lib';
import { prometheusDocument, tlsConfig } from '../../lib/prometheus/document-values';

const file = FileSource.fromSecret('client', 'tls.crt');

describe('a document of Prometheus', () => {
  test('has durations and files in its words, at any depth, and nothing that is not said', () => {
    expect(prometheusDocument({ a: [{ interval: Duration.seconds(90), file, none: undefined }], b: { c: undefined }, on: false, count: 0 })).toStrictEqual({
      a: [{ interval: '1m30s', file: '/etc/observability/secret/client/tls.crt' }], b: {}, on: false, count: 0,
    });
  });

  test('says nothing of TLS where the roots in the image verify', () => {
    expect(tlsConfig(Tls.system())).toBeUndefined();
    expect(prometheusDocument(tlsConfig(Tls.custom({ serverName: 'a' })))).toEqual({ server_name: 'a' });
    expect(prometheusDocument(tlsConfig(Tls.custom({ certificate: file, key: file })))).toEqual({ cert_file: file.path, key_file: file.path });
  });
});
