import { Size } from 'cdk8s';
import { BasicAuthExtension, BearerTokenAuthExtension } from '../../../../lib/collector/components';
import { PrometheusRemoteWriteReceiver } from '../../../../lib/collector/components/receivers/prometheus-remote-write-receiver';
import { PortExposure, SecretValue } from '../../../../lib/wiring';
import { problemOf, rendered, TESTED } from '../../documents';

const POD_IP = { name: 'POD_IP', fieldPath: 'status.podIP' };

describe('a remote-write receiver', () => {
  test('listens on the address of the pod, for everybody', () => {
    const receiver = new PrometheusRemoteWriteReceiver();

    expect(receiver._id(TESTED)).toBe('prometheus_remote_write');
    expect(receiver._id({ collectorVersion: '0.147.0' })).toBe('prometheusremotewrite');
    expect(rendered(receiver)).toEqual({ endpoint: '${env:POD_IP}:9090', max_request_body_size: 10 * 1024 ** 2 });
    expect(receiver._extensions()).toEqual([]);
  });

  test('takes what it is told, from whom it is told', () => {
    const authenticator = new BearerTokenAuthExtension({ token: SecretValue.fromSecret('senders', 'token') });
    const receiver = new PrometheusRemoteWriteReceiver({ name: 'edge', port: 19291, maxRequestSize: Size.mebibytes(32), authenticator });

    expect(receiver._id(TESTED)).toBe('prometheus_remote_write/edge');
    expect(rendered(receiver)).toEqual({
      endpoint: '${env:POD_IP}:19291', max_request_body_size: 32 * 1024 ** 2, auth: { authenticator: 'bearertokenauth' },
    });
    expect(receiver).toMatchObject({ port: 19291, maxRequestSize: Size.mebibytes(32) });
    expect(receiver._extensions()).toEqual([authenticator]);
  });

  test.each([[{}, 'remote-write', 9090], [{ name: 'edge', port: 65535 }, 'rw-65535', 65535]])('opens its port to clients: %j', (props, name, port) => {
    expect(new PrometheusRemoteWriteReceiver(props)._needs()).toEqual({
      ports: [{ name, port, appProtocol: 'http', exposure: PortExposure.SERVICE }], variables: [POD_IP],
    });
  });

  test.each([
    [{ port: 70_000 }, 'port 70000 is not a port'],
    [{ maxRequestSize: Size.kibibytes(0) }, 'maxRequestSize is 0 MiB'],
    [
      { authenticator: BasicAuthExtension.client({ username: 'a', password: SecretValue.fromSecret('a', 'b') }) },
      'authenticator is basicauth, which does not check the credentials of senders',
    ],
  ])('fails: %#', (props, what) => {
    expect(problemOf(() => new PrometheusRemoteWriteReceiver(props))).toMatchObject({ path: 'PrometheusRemoteWriteReceiver', what });
  });
});
