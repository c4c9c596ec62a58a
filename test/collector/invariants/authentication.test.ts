import { authenticationFindings } from '../../../lib/collector/invariants/authentication';
import { parsed, whats } from '../documents';

describe('signatures of AWS', () => {
  test.each([
    ['HTTP', '{ otlp_http: { endpoint: "https://xray.eu-central-1.amazonaws.com", auth: { authenticator: sigv4auth } } }'],
    ['remote write', '{ prometheus_remote_write: { auth: { authenticator: sigv4auth/amp } } }'],
  ])('may be on %s', (_title, exporters) => {
    expect(authenticationFindings(parsed(`exporters: ${exporters}`))).toEqual([]);
  });

  test.each(['otlp', 'otlp_grpc/aws'])('fail on gRPC: %s', (id) => {
    expect(authenticationFindings({ exporters: { [id]: { auth: { authenticator: 'sigv4auth/aws' } } } })).toEqual([{
      what: `${id} sends gRPC with the authenticator sigv4auth/aws`,
      why: 'it validates, and the collector does not start: AWS signs HTTP requests only',
      fix: 'new OtlpHttpExporter({ endpoint: OtlpEndpoint.http({ url }), authenticator }), or a PrometheusRemoteWriteExporter',
    }]);
  });

  test('fail on the gRPC of a load balancer', () => {
    expect(whats(authenticationFindings(parsed('exporters: { loadbalancing: { protocol: { otlp: { auth: { authenticator: sigv4auth } } } } }')))).toEqual([
      'loadbalancing sends gRPC with the authenticator sigv4auth',
    ]);
  });

  test('are not what another authenticator makes', () => {
    expect(authenticationFindings(parsed('exporters: { otlp: { auth: { authenticator: bearertokenauth } } }'))).toEqual([]);
  });
});

describe('headers that are taken from requests', () => {
  const taking = (receivers: string, header = '{ key: X-Scope-OrgID, from_context: x-scope-orgid }') => authenticationFindings(parsed(`
    extensions: { headers_setter: { headers: [${header}] } }
    receivers: ${receivers}
    exporters: { otlp_http: { auth: { authenticator: headers_setter } } }
    service: { extensions: [headers_setter], pipelines: { logs: { receivers: [otlp], exporters: [otlp_http] } } }
  `));

  test.each([
    ['gRPC', '{ otlp: { protocols: { grpc: { include_metadata: true }, http: } } }'],
    ['HTTP', '{ otlp: { protocols: { grpc: , http: { include_metadata: true } } } }'],
    ['another receiver', '{ otlp: { include_metadata: true } }'],
  ])('may be kept by %s', (_title, receivers) => {
    expect(taking(receivers)).toEqual([]);
  });

  test.each([
    ['nobody keeps them', '{ otlp: { protocols: { grpc: } } }'],
    ['it is off', '{ otlp: { protocols: { grpc: { include_metadata: false } } } }'],
    ['who keeps them is in no pipeline', '{ otlp: { protocols: { grpc: } }, otlp/b: { protocols: { grpc: { include_metadata: true } } } }'],
  ])('fail when %s', (_title, receivers) => {
    expect(taking(receivers)).toEqual([{
      what: "headers_setter takes 'x-scope-orgid' from requests, and no receiver keeps what comes with them",
      why: 'nothing fails: every request leaves without the header, or with its default',
      fix: 'otlp: { includeMetadata: true }, or includeMetadata: true on an OtlpReceiver of your own',
    }]);
  });

  test('need not be kept for headers with a value of their own', () => {
    expect(taking('{ otlp: { protocols: { grpc: } } }', '{ key: X-Scope-OrgID, value: acme }')).toEqual([]);
  });
});
