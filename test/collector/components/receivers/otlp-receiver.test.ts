import { Duration, Size } from 'cdk8s';
import {
  BasicAuthExtension, BearerTokenAuthExtension, FileStorageExtension, HealthCheckExtension, OtlpReceiver,
} from '../../../../lib/collector/components';
import { FileSource, PortExposure, SecretValue } from '../../../../lib/wiring';
import { problemOf, rendered } from '../../documents';

const POD_IP = { name: 'POD_IP', fieldPath: 'status.podIP' };

function bearer(): BearerTokenAuthExtension {
  return new BearerTokenAuthExtension({ token: SecretValue.fromSecret('senders', 'token') });
}

describe('an OTLP receiver', () => {
  test('takes gRPC and HTTP on the address of the pod', () => {
    expect(rendered(new OtlpReceiver())).toEqual({
      protocols: {
        grpc: {
          endpoint: '${env:POD_IP}:4317',
          max_recv_msg_size_mib: 4,
          keepalive: { server_parameters: { max_connection_age: '60s', max_connection_age_grace: '30s' } },
        },
        http: { endpoint: '${env:POD_IP}:4318' },
      },
    });
  });

  test('takes gRPC alone, with a port, a size and an age of connections of one\'s own', () => {
    const receiver = new OtlpReceiver({
      http: false, grpcPort: 55680, maxReceiveSize: Size.mebibytes(16), maxConnectionAge: Duration.minutes(5),
    });

    expect(rendered(receiver)).toEqual({
      protocols: {
        grpc: {
          endpoint: '${env:POD_IP}:55680',
          max_recv_msg_size_mib: 16,
          keepalive: { server_parameters: { max_connection_age: '300s', max_connection_age_grace: '30s' } },
        },
      },
    });
    expect(receiver).toMatchObject({ grpcPort: 55680, httpPort: undefined, maxReceiveSize: Size.mebibytes(16) });
  });

  test('takes messages of one mebibyte at least', () => {
    expect(rendered(new OtlpReceiver({ maxReceiveSize: Size.mebibytes(1) }))).toMatchObject({ protocols: { grpc: { max_recv_msg_size_mib: 1 } } });
  });

  test('takes HTTP alone', () => {
    const receiver = new OtlpReceiver({ grpc: false, httpPort: 8080 });

    expect(rendered(receiver)).toEqual({ protocols: { http: { endpoint: '${env:POD_IP}:8080' } } });
    expect(receiver).toMatchObject({ grpcPort: undefined, httpPort: 8080 });
  });

  test('within the pod listens on loopback, and lets connections grow old', () => {
    expect(rendered(new OtlpReceiver({ localOnly: true }))).toEqual({
      protocols: {
        grpc: { endpoint: '127.0.0.1:4317', max_recv_msg_size_mib: 4 },
        http: { endpoint: '127.0.0.1:4318' },
      },
    });
  });

  test('keeps the headers of requests on both protocols, when it is told', () => {
    expect(rendered(new OtlpReceiver({ includeMetadata: true }))).toMatchObject({
      protocols: { grpc: { include_metadata: true }, http: { include_metadata: true } },
    });
    expect(rendered(new OtlpReceiver({ includeMetadata: false }))).toEqual(rendered(new OtlpReceiver()));
  });

  test('asks an authenticator about both protocols, and refers to it', () => {
    const authenticator = bearer();
    const receiver = new OtlpReceiver({ authenticator });

    expect(rendered(receiver)).toMatchObject({
      protocols: { grpc: { auth: { authenticator: 'bearertokenauth' } }, http: { auth: { authenticator: 'bearertokenauth' } } },
    });
    expect(receiver._extensions()).toEqual([authenticator]);
  });

  test('without an authenticator refers to no extension', () => {
    expect(new OtlpReceiver()._extensions()).toEqual([]);
  });
});

describe('the pod of an OTLP receiver', () => {
  test('opens both ports to clients and knows its own address', () => {
    expect(new OtlpReceiver()._needs()).toEqual({
      ports: [
        { name: 'otlp-grpc', port: 4317, appProtocol: 'grpc', exposure: PortExposure.SERVICE },
        { name: 'otlp-http', port: 4318, appProtocol: 'http', exposure: PortExposure.SERVICE },
      ],
      variables: [POD_IP],
    });
  });

  test('opens the one port that is on, under a name of its own, of at most 15 characters', () => {
    expect(new OtlpReceiver({ name: 'b', grpc: false, httpPort: 8080 })._needs()).toEqual({
      ports: [{ name: 'otlp-http-8080', port: 8080, appProtocol: 'http', exposure: PortExposure.SERVICE }],
      variables: [POD_IP],
    });
  });

  test('opens nothing for a receiver that listens within the pod', () => {
    expect(new OtlpReceiver({ localOnly: true })._needs()).toEqual({});
  });
});

describe('what an OTLP receiver is given', () => {
  test('fails without a protocol', () => {
    expect(problemOf(() => new OtlpReceiver({ grpc: false, http: false }))).toEqual({
      path: 'OtlpReceiver',
      what: 'neither grpc nor http is on',
      why: 'the collector refuses an otlp receiver without a protocol',
      fix: 'grpc: true, or http: true, or no receiver',
    });
  });

  test.each([
    [{ grpcPort: 0 }, 'grpcPort 0 is not a port'],
    [{ grpcPort: 70_000 }, 'grpcPort 70000 is not a port'],
    [{ httpPort: -1 }, 'httpPort -1 is not a port'],
    [{ httpPort: 80.5 }, 'httpPort 80.5 is not a port'],
  ])('fails on the port in %j', (props, what) => {
    expect(problemOf(() => new OtlpReceiver(props))).toMatchObject({ path: 'OtlpReceiver', what });
  });

  test.each([
    [Size.kibibytes(512), '512Ki', 1],
    [Size.kibibytes(1536), '1536Ki', 2],
    [Size.mebibytes(0), '0Mi', 1],
  ])('fails on a message that is not counted in whole mebibytes: %#', (maxReceiveSize, size, mebibytes) => {
    expect(problemOf(() => new OtlpReceiver({ maxReceiveSize }))).toMatchObject({
      path: 'OtlpReceiver', what: `maxReceiveSize is ${size}`, fix: `maxReceiveSize: Size.mebibytes(${mebibytes})`,
    });
  });

  test.each([
    [{ grpc: false, grpcPort: 4317 }, 'grpcPort', 'grpc: false'],
    [{ grpc: false, maxReceiveSize: Size.mebibytes(16) }, 'maxReceiveSize', 'grpc: false'],
    [{ grpc: false, maxConnectionAge: Duration.minutes(5) }, 'maxConnectionAge', 'grpc: false'],
    [{ http: false, httpPort: 4318 }, 'httpPort', 'http: false'],
    [{ localOnly: true, maxConnectionAge: Duration.minutes(5) }, 'maxConnectionAge', 'localOnly: true'],
  ])('fails on an option of what is off: %#', (props, option, off) => {
    expect(problemOf(() => new OtlpReceiver(props))).toEqual({
      path: 'OtlpReceiver', what: `${option} is given with ${off}`, why: 'it would have no effect', fix: `leave ${option} or ${off} out`,
    });
  });

  test('may say what is off, and give options of what is on', () => {
    expect(new OtlpReceiver({ grpc: false, httpPort: 8080, localOnly: true }).httpPort).toBe(8080);
    expect(new OtlpReceiver({ http: false, grpcPort: 55680, maxReceiveSize: Size.mebibytes(16), maxConnectionAge: Duration.minutes(5) }).grpcPort).toBe(55680);
  });

  test.each([
    ['basicauth', BasicAuthExtension.client({ username: 'gateway', password: SecretValue.fromSecret('vendor', 'password') })],
    ['health_check', new HealthCheckExtension()],
    ['file_storage', new FileStorageExtension({ directory: '/var/lib/otelcol/queue' })],
  ])('fails on an authenticator that checks nobody: %s', (type, authenticator) => {
    expect(problemOf(() => new OtlpReceiver({ authenticator }))).toMatchObject({
      path: 'OtlpReceiver',
      what: `authenticator is ${type}, which does not check the credentials of senders`,
      fix: 'authenticator: new BearerTokenAuthExtension({ token }), or BasicAuthExtension.server({ … })',
    });
  });

  test.each([
    ['a bearer token', bearer()],
    ['users', BasicAuthExtension.server({ htpasswd: FileSource.fromSecret('senders', 'htpasswd') })],
  ])('takes an authenticator that checks senders: %s', (_title, authenticator) => {
    expect(new OtlpReceiver({ authenticator })._extensions()).toEqual([authenticator]);
  });
});
