import { Duration, Size } from 'cdk8s';
import {
  BasicAuthExtension, BearerTokenAuthExtension, Compression, FileStorageExtension, HealthCheckExtension, OtlpExporterProps, OtlpGrpcExporter,
  OtlpHttpExporter, QueueSize,
} from '../../../../lib/collector/components';
import { FileSource, OtlpEndpoint, SecretValue, Tls } from '../../../../lib/wiring';
import { problemOf, rendered, TESTED } from '../../documents';

/* What both OTLP exporters share, shown by the one over gRPC. */

const grpc = OtlpEndpoint.grpc({ name: 'vendor', address: 'otlp.example.com:443' });
const http = OtlpEndpoint.http({ name: 'vendor', url: 'https://otlp.example.com/otlp' });

function exporter(props: Partial<OtlpExporterProps> = {}): OtlpGrpcExporter {
  return new OtlpGrpcExporter({ endpoint: grpc, ...props });
}

function bearer(): BearerTokenAuthExtension {
  return new BearerTokenAuthExtension({ name: 'vendor', token: SecretValue.fromSecret('vendor', 'token') });
}

describe('an OTLP exporter', () => {
  test('has the name of its endpoint, unless it is given one', () => {
    expect(exporter()._id(TESTED)).toBe('otlp_grpc/vendor');
    expect(exporter({ name: 'second' })._id(TESTED)).toBe('otlp_grpc/second');
  });

  test('sends credentials by reference, with their prefix, and never as they are', () => {
    const endpoint = OtlpEndpoint.grpc({
      address: 'otlp.example.com:443',
      headers: {
        'authorization': SecretValue.fromSecret('vendor', 'api-key', { prefix: 'Bearer ' }),
        'x-api-key': SecretValue.fromSecret('vendor', 'other', { variable: 'OTHER_KEY' }),
        'x-scope-orgid': 'team-$a',
      },
    });

    expect(rendered(exporter({ endpoint }))).toMatchObject({
      headers: { 'authorization': 'Bearer ${env:VENDOR_API_KEY}', 'x-api-key': '${env:OTHER_KEY}', 'x-scope-orgid': 'team-$$a' },
    });
    expect(exporter({ endpoint })._needs().variables).toEqual([
      { name: 'VENDOR_API_KEY', secretName: 'vendor', secretKey: 'api-key' },
      { name: 'OTHER_KEY', secretName: 'vendor', secretKey: 'other' },
    ]);
  });

  test('has no headers when the endpoint has none', () => {
    expect(rendered(exporter())).not.toHaveProperty('headers');
    expect(exporter()._needs().variables).toEqual([]);
  });

  test.each(Object.values(Compression))('compresses with %s', (compression) => {
    expect(rendered(exporter({ compression }))).toMatchObject({ compression });
  });

  test('queues and repeats as it is told', () => {
    const props = { queue: { queueSize: QueueSize.items(5) }, retry: { enabled: false } };

    expect(rendered(exporter(props))).toMatchObject({ sending_queue: { sizer: 'items', queue_size: 5 }, retry_on_failure: { enabled: false } });
  });

  test('refers to the storage of its queue and to who adds credentials', () => {
    const storage = new FileStorageExtension({ name: 'vendor', directory: '/var/lib/otelcol/queue' });
    const authenticator = bearer();

    expect(rendered(exporter({ queue: { storage }, authenticator }))).toMatchObject({
      auth: { authenticator: 'bearertokenauth/vendor' }, sending_queue: { storage: 'file_storage/vendor' },
    });
    expect(exporter({ queue: { storage }, authenticator })._extensions()).toEqual([storage, authenticator]);
  });

  test('refers to nothing otherwise', () => {
    expect(rendered(exporter())).not.toHaveProperty('auth');
    expect(exporter()._extensions()).toEqual([]);
  });

  test('has the files of its connection mounted', () => {
    const tls = Tls.custom({
      ca: FileSource.fromConfigMap('authority', 'ca.crt'),
      certificate: FileSource.fromSecret('client', 'tls.crt'),
      key: FileSource.fromSecret('client', 'tls.key'),
      serverName: 'otlp.internal',
    });
    const verified = exporter({ endpoint: OtlpEndpoint.grpc({ address: 'otlp.example.com:443', tls }) });

    expect(rendered(verified)).toMatchObject({
      tls: {
        insecure: false,
        ca_file: '/etc/observability/config-map/authority/ca.crt',
        cert_file: '/etc/observability/secret/client/tls.crt',
        key_file: '/etc/observability/secret/client/tls.key',
        server_name_override: 'otlp.internal',
      },
    });
    expect(verified._needs().mounts).toEqual([
      { mountPath: '/etc/observability/config-map/authority', configMapName: 'authority' },
      { mountPath: '/etc/observability/secret/client', secretName: 'client' },
      { mountPath: '/etc/observability/secret/client', secretName: 'client' },
    ]);
  });

  test('can be read back', () => {
    expect(exporter({ timeout: Duration.seconds(3) })).toMatchObject({ endpoint: grpc, timeout: Duration.seconds(3) });
  });
});

describe('what an OTLP exporter is given', () => {
  test('fails on an endpoint of the other protocol: gRPC given HTTP', () => {
    expect(problemOf(() => new OtlpGrpcExporter({ endpoint: http }))).toMatchObject({
      path: 'exporter otlp_grpc',
      what: "endpoint 'https://otlp.example.com/otlp' speaks otlp-http, not otlp-grpc",
      fix: 'new OtlpHttpExporter({ endpoint })',
    });
  });

  test('fails on an endpoint of the other protocol: HTTP given gRPC', () => {
    expect(problemOf(() => new OtlpHttpExporter({ endpoint: grpc }))).toMatchObject({
      path: 'exporter otlp_http',
      what: "endpoint 'otlp.example.com:443' speaks otlp-grpc, not otlp-http",
      fix: 'new OtlpGrpcExporter({ endpoint })',
    });
  });

  test('fails on a scheme that says another thing than the settings', () => {
    const endpoint = OtlpEndpoint.http({ url: 'https://otlp.example.com', tls: Tls.plaintext() });

    expect(problemOf(() => new OtlpHttpExporter({ endpoint }))).toMatchObject({
      path: 'exporter otlp_http',
      what: "url 'https://otlp.example.com' is encrypted, but tls is Tls.plaintext()",
    });
  });

  test.each([
    ['basicauth', BasicAuthExtension.server({ htpasswd: FileSource.fromSecret('senders', 'htpasswd') })],
    ['health_check', new HealthCheckExtension()],
  ])('fails on an authenticator that adds nothing: %s', (type, authenticator) => {
    expect(problemOf(() => exporter({ authenticator }))).toMatchObject({
      path: 'exporter otlp_grpc',
      what: `authenticator is ${type}, which does not add credentials to what is sent`,
      fix: 'authenticator: new BearerTokenAuthExtension({ token }), or BasicAuthExtension.client({ … })',
    });
  });

  test('fails on credentials over gRPC in plain text: the collector would not start', () => {
    const endpoint = OtlpEndpoint.grpc({ address: 'tempo.tempo.svc:4317', tls: Tls.plaintext() });

    expect(problemOf(() => new OtlpGrpcExporter({ endpoint, authenticator: bearer() }))).toMatchObject({
      path: 'exporter otlp_grpc',
      what: "an authenticator on the plain-text connection to 'tempo.tempo.svc:4317'",
      fix: 'tls: Tls.system() or Tls.custom({ ca }) on the endpoint',
    });
  });

  test('may be credentials over HTTP in plain text: the collector sends them', () => {
    const endpoint = OtlpEndpoint.http({ url: 'http://tempo.tempo.svc:4318' });

    expect(rendered(new OtlpHttpExporter({ endpoint, authenticator: bearer() }))).toMatchObject({ auth: { authenticator: 'bearertokenauth/vendor' } });
  });

  test('fails on a queue that contradicts itself', () => {
    const queue = { batchMinSize: QueueSize.items(1), batchMaxSize: QueueSize.bytes(Size.mebibytes(1)) };

    expect(problemOf(() => exporter({ queue })).path).toBe('exporter otlp_grpc');
  });

  test('fails on no time for a request: it could hang for ever', () => {
    expect(problemOf(() => exporter({ timeout: Duration.seconds(0) }))).toMatchObject({ path: 'exporter otlp_grpc', what: 'timeout is 0' });
  });

  test('fails on retries that end too early', () => {
    expect(problemOf(() => exporter({ retry: { maxElapsedTime: Duration.seconds(1) } })).path).toBe('exporter otlp_grpc');
  });
});
