import { Size } from 'cdk8s';
import { DestinationProtocol, OtlpEndpoint, OtlpGrpcEndpointProps, OtlpHttpEndpointProps, SecretValue, Tls } from '../../lib/wiring';

const TEAM = SecretValue.fromSecret('honeycomb', 'api-key');
const PODS = { namespace: 'observability', labels: { app: 'gateway' } };

function grpc(props: Partial<OtlpGrpcEndpointProps> = {}): OtlpEndpoint {
  return OtlpEndpoint.grpc({ address: 'api.honeycomb.io:443', ...props });
}

function http(props: Partial<OtlpHttpEndpointProps> = {}): OtlpEndpoint {
  return OtlpEndpoint.http({ url: 'https://logs.example.com/otlp', ...props });
}

describe('an OTLP endpoint over gRPC', () => {
  test('is an address over verified TLS, with the limit of every gRPC server', () => {
    expect(grpc()).toMatchObject({
      protocol: DestinationProtocol.OTLP_GRPC,
      name: 'api-honeycomb-io',
      url: 'api.honeycomb.io:443',
      host: 'api.honeycomb.io',
      port: 443,
      tls: Tls.system(),
      headers: {},
      maxReceiveSize: Size.mebibytes(4),
    });
  });

  test('can be read back by the names it was given', () => {
    const given = {
      name: 'honeycomb',
      tls: Tls.plaintext(),
      headers: { 'x-honeycomb-team': TEAM, 'x-honeycomb-dataset': 'prod' },
      maxReceiveSize: Size.mebibytes(16),
    };

    expect(grpc(given)).toMatchObject(given);
  });

  test('fails on a scheme, and says whose address it was', () => {
    expect(() => grpc({ address: 'https://api.honeycomb.io:443' })).toThrow("OtlpEndpoint.grpc: address 'https://api.honeycomb.io:443' has a scheme\n");
  });

  test('fails without a port', () => {
    expect(() => grpc({ address: 'api.honeycomb.io' })).toThrow("OtlpEndpoint.grpc: address 'api.honeycomb.io' is not host:port\n");
  });

  test('fails on a credential as text', () => {
    expect(() => grpc({ headers: { 'x-honeycomb-team': 'abc' } })).toThrow("OtlpEndpoint.grpc: header 'x-honeycomb-team' has a literal credential\n");
  });

  test('fails on a name that cannot stand in the id of an exporter', () => {
    expect(() => grpc({ name: 'Honeycomb/EU' })).toThrow("OtlpEndpoint.grpc: 'Honeycomb/EU' is not a name for a destination\n");
  });

  test('to the same collector goes over localhost in plain text', () => {
    expect(OtlpEndpoint._loopback(4320, Size.mebibytes(64))).toMatchObject({
      name: 'loopback', url: '127.0.0.1:4320', host: '127.0.0.1', port: 4320, tls: Tls.plaintext(), maxReceiveSize: Size.mebibytes(64),
    });
  });
});

describe('an OTLP endpoint over HTTP', () => {
  test('is a URL whose scheme decides about TLS, with no known limit', () => {
    expect(http()).toMatchObject({
      protocol: DestinationProtocol.OTLP_HTTP,
      name: 'logs-example-com',
      url: 'https://logs.example.com/otlp',
      host: 'logs.example.com',
      port: 443,
      tls: Tls.system(),
      headers: {},
      maxReceiveSize: undefined,
    });
    expect(http({ url: 'http://gateway:4318' })).toMatchObject({ port: 4318, tls: Tls.plaintext() });
  });

  test('can be read back by the names it was given', () => {
    const given = {
      name: 'logging-vendor',
      tls: Tls.custom({ serverName: 'other.example.com' }),
      headers: { authorization: SecretValue.fromSecret('vendor', 'token', { prefix: 'Bearer ' }) },
      maxReceiveSize: Size.mebibytes(1),
    };

    expect(http(given)).toMatchObject(given);
  });

  test('fails on an address without a scheme', () => {
    expect(() => http({ url: 'gateway:4318' })).toThrow("OtlpEndpoint.http: url 'gateway:4318' is not an http or https URL\n");
  });

  test('fails on a query in the URL, to which the exporter appends', () => {
    expect(() => http({ url: 'https://logs.example.com/otlp?tenant=a' })).toThrow("OtlpEndpoint.http: url 'https://logs.example.com/otlp?tenant=a' has a query\n");
  });

  test('fails on credentials in the URL', () => {
    expect(() => http({ url: 'https://user:password@logs.example.com' })).toThrow('OtlpEndpoint.http: url');
  });

  test('fails on a credential as text', () => {
    expect(() => http({ headers: { Authorization: 'Bearer abc' } })).toThrow("OtlpEndpoint.http: header 'Authorization' has a literal credential\n");
  });

  test('fails on a name that cannot stand in the id of an exporter', () => {
    expect(() => http({ name: '' })).toThrow("OtlpEndpoint.http: '' is not a name for a destination\n");
  });
});

describe.each([
  ['gRPC', (headers = {}) => grpc({ headers }), () => OtlpEndpoint._servedGrpc({ host: 'gateway', port: 4317, servedBy: PODS }, 'gateway', Size.mebibytes(4))],
  ['HTTP', (headers = {}) => http({ headers }), () => OtlpEndpoint._servedHttp({ host: 'gateway', port: 4318, servedBy: PODS }, 'gateway')],
])('any OTLP endpoint over %s', (_, outside, inside) => {
  test('takes traces, metrics and logs', () => {
    const endpoint = outside();

    expect(endpoint.tracesDestination).toBe(endpoint);
    expect(endpoint.metricsDestination).toBe(endpoint);
    expect(endpoint.logsDestination).toBe(endpoint);
  });

  test('keeps its headers when the program changes the object it gave', () => {
    const headers: { [name: string]: string } = { 'x-honeycomb-dataset': 'prod' };
    const endpoint = outside(headers);
    headers.authorization = 'abc';

    expect(endpoint.headers).toEqual({ 'x-honeycomb-dataset': 'prod' });
  });

  test('knows the pods that serve it, if it is of this program', () => {
    expect(inside()).toMatchObject({ servedBy: PODS, host: 'gateway', name: 'gateway', tls: Tls.plaintext(), url: expect.stringMatching(/^(http:\/\/)?gateway:431[78]$/) });
    expect(outside().servedBy).toBeUndefined();
  });
});
