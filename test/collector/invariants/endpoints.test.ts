import { endpointFindings, receiveSizeFindings } from '../../../lib/collector/invariants/endpoints';
import { parsed, whats } from '../documents';

const MIB = 1024 ** 2;

describe('a gRPC endpoint', () => {
  test.each([
    ['host and port', { endpoint: 'tempo:4317' }],
    ['host and port in plain text', { endpoint: 'tempo:4317', tls: { insecure: true } }],
    ['http:// in plain text, which works', { endpoint: 'http://tempo:4317', tls: { insecure: true } }],
    ['https:// over TLS', { endpoint: 'https://tempo:4317', tls: { insecure: false } }],
    ['a name for the resolver of gRPC', { endpoint: 'dns:///tempo:4317' }],
    ['a variable', { endpoint: '${env:TEMPO}' }],
    ['none at all: the collector says so itself', {}],
  ])('may be %s', (_title, config) => {
    expect(endpointFindings({ exporters: { 'otlp_grpc/tempo': config } })).toEqual([]);
  });

  test.each(['otlp/tempo', 'otlp_grpc/tempo'])('fails with http:// over TLS: %s', (id) => {
    expect(endpointFindings({ exporters: { [id]: { endpoint: 'http://tempo:4317' } } })).toEqual([{
      what: `${id} sends gRPC to 'http://tempo:4317'`,
      why: 'http:// validates and TLS is dialled all the same, as long as tls.insecure is not set: every connection fails',
      fix: "endpoint: 'tempo:4317', and tls.insecure: true for plain text",
    }]);
  });

  test('fails with https:// in plain text', () => {
    expect(endpointFindings({ exporters: { otlp: { endpoint: 'https://tempo:4317', tls: { insecure: true } } } })).toEqual([{
      what: "otlp has 'https://tempo:4317' together with tls.insecure: true",
      why: 'https:// wins without a word: the settings say something that is not true',
      fix: "endpoint: 'tempo:4317', and tls.insecure: false",
    }]);
  });

  test('fails with an authenticator in plain text: the collector does not start', () => {
    const config = { endpoint: 'tempo:4317', tls: { insecure: true }, auth: { authenticator: 'bearertokenauth' } };

    expect(endpointFindings({ exporters: { otlp: config } })).toEqual([{
      what: 'otlp has the authenticator bearertokenauth on a plain-text connection',
      why: 'it validates, and the collector does not start: gRPC sends credentials over TLS only',
      fix: 'tls.insecure: false, with a ca_file if the server has a certificate of its own',
    }]);
  });

  test('may have an authenticator over TLS', () => {
    expect(endpointFindings({ exporters: { otlp: { endpoint: 'tempo:4317', auth: { authenticator: 'bearertokenauth' } } } })).toEqual([]);
  });

  test('is not what an OTLP exporter over HTTP has, nor what a receiver listens on', () => {
    expect(endpointFindings(parsed(`
      exporters: { otlphttp: { endpoint: http://loki/otlp } }
      receivers: { otlp: { protocols: { grpc: { endpoint: http://0.0.0.0:4317 } } } }
    `))).toEqual([]);
  });
});

describe('a remote-write endpoint', () => {
  test.each([
    ['where it always was', { endpoint: 'http://thanos:19291/api/v1/receive' }],
    ['where newer collectors want it', { http: { endpoint: 'http://thanos:19291/api/v1/receive' } }],
    ['a variable', { endpoint: '${env:REMOTE_WRITE_URL}' }],
  ])('may be %s', (_title, config) => {
    expect(endpointFindings({ exporters: { prometheusremotewrite: config } })).toEqual([]);
  });

  test.each([
    ['none', {}, 'no endpoint, which means a placeholder'],
    ['empty', { endpoint: '' }, 'no endpoint, which means a placeholder'],
    ['the placeholder', { endpoint: 'http://some.url:9411/api/prom/push' }, "the placeholder 'http://some.url:9411/api/prom/push'"],
    ['the placeholder at its new place', { http: { endpoint: 'http://some.url:9411/api/prom/push' } }, "the placeholder 'http://some.url:9411/api/prom/push'"],
  ])('fails when it is %s', (_title, config, where) => {
    expect(endpointFindings({ exporters: { 'prometheus_remote_write/thanos': config } })).toEqual([{
      what: `prometheus_remote_write/thanos writes to ${where}`,
      why: 'it validates, and no metric ever arrives',
      fix: "endpoint: 'http://thanos-receive.thanos.svc:19291/api/v1/receive'",
    }]);
  });

  test('fails for an exporter without any configuration', () => {
    expect(whats(endpointFindings(parsed('exporters: { prometheusremotewrite: }')))).toEqual([
      'prometheusremotewrite writes to no endpoint, which means a placeholder',
    ]);
  });
});

describe('a batch', () => {
  const withBatch = (batch: object | undefined) => ({ exporters: { 'otlp_grpc/a': { sending_queue: { batch } } } });

  test.each([
    ['is as large as the other end takes', { sizer: 'bytes', max_size: 4 * MIB }],
    ['is counted in items: nobody knows its bytes', { sizer: 'items', max_size: 8192 }],
    ['is not made', undefined],
  ])('is right when it %s', (_title, batch) => {
    expect(receiveSizeFindings(withBatch(batch), { 'otlp_grpc/a': 4 * MIB })).toEqual([]);
  });

  test('fails when it is larger than what the other end takes', () => {
    expect(receiveSizeFindings(withBatch({ sizer: 'bytes', max_size: 8 * MIB }), { 'otlp_grpc/a': 4 * MIB })).toEqual([{
      what: 'otlp_grpc/a sends batches of up to 8 MiB, but the other end takes 4 MiB',
      why: 'a larger message is refused for good (ResourceExhausted), and its data is dropped',
      fix: 'batchMaxSize: QueueSize.bytes(Size.mebibytes(4)), or maxReceiveSize of the endpoint if it takes more',
    }]);
  });

  test.each([undefined, 0])('fails when nothing bounds it: %s', (max_size) => {
    expect(whats(receiveSizeFindings(withBatch({ sizer: 'bytes', max_size }), { 'otlp_grpc/a': 4 * MIB }))).toEqual([
      'otlp_grpc/a sends batches of any size, but the other end takes 4 MiB',
    ]);
  });

  test('cannot be judged when nobody knows what the other end takes', () => {
    expect(receiveSizeFindings(withBatch({ sizer: 'bytes' }), {})).toEqual([]);
  });

  test('of an exporter that is not there is none', () => {
    expect(receiveSizeFindings({}, { 'otlp_grpc/a': 4 * MIB })).toEqual([]);
  });
});
