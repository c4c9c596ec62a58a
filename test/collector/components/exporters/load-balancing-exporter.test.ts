import { Duration, Size } from 'cdk8s';
import { BearerTokenAuthExtension, Compression, FileStorageExtension, HealthCheckExtension, QueueSize } from '../../../../lib/collector/components';
import { BackendResolver } from '../../../../lib/collector/components/exporters/backend-resolver';
import { LoadBalancingExporter, LoadBalancingExporterProps, RoutingKey } from '../../../../lib/collector/components/exporters/load-balancing-exporter';
import { FileSource, SecretValue, Tls } from '../../../../lib/wiring';
import { problemOf, rendered, TESTED } from '../../documents';

const resolver = BackendResolver.kubernetes({ service: 'tail', namespace: 'tracing' });
const authenticator = new BearerTokenAuthExtension({ token: SecretValue.fromSecret('tail', 'token') });

function exporter(props: Partial<LoadBalancingExporterProps> = {}): LoadBalancingExporter {
  return new LoadBalancingExporter({ resolver, ...props });
}

describe('the load-balancing exporter', () => {
  test('has what waits choose its backend again: nothing waits behind that choice', () => {
    expect(rendered(exporter())).toEqual({
      resolver: { k8s: { service: 'tail.tracing', ports: [4317], timeout: '60s', return_hostnames: false } },
      retry_on_failure: { enabled: true, initial_interval: '1s', max_interval: '30s', max_elapsed_time: '0s' },
      sending_queue: { enabled: true, sizer: 'requests', queue_size: 1000, num_consumers: 10, block_on_overflow: true },
      protocol: {
        otlp: {
          tls: { insecure: false },
          compression: 'gzip',
          timeout: '10s',
          retry_on_failure: { enabled: false },
          sending_queue: { enabled: false },
        },
      },
    });
  });

  test('does everything as it is told', () => {
    const storage = new FileStorageExtension({ name: 'queue', directory: '/var/lib/otelcol/queue' });
    const told = exporter({
      name: 'tail',
      resolver: BackendResolver.fixed(['tail-0:4317']),
      routingKey: RoutingKey.ATTRIBUTES,
      routingAttributes: ['k8s.namespace.name', 'service.name'],
      tls: Tls.custom({ ca: FileSource.fromConfigMap('authority', 'ca.crt') }),
      headers: { 'x-tenant': 'a$', 'x-api-key': SecretValue.fromSecret('tail', 'key') },
      authenticator,
      compression: Compression.ZSTD,
      timeout: Duration.seconds(3),
      queue: { storage, queueSize: QueueSize.bytes(Size.mebibytes(1)) },
      retry: { maxInterval: Duration.seconds(5) },
    });

    expect(rendered(told)).toEqual({
      routing_key: 'attributes',
      routing_attributes: ['k8s.namespace.name', 'service.name'],
      resolver: { static: { hostnames: ['tail-0:4317'] } },
      retry_on_failure: { enabled: true, initial_interval: '1s', max_interval: '5s', max_elapsed_time: '0s' },
      sending_queue: {
        enabled: true, storage: 'file_storage/queue', sizer: 'bytes', queue_size: 1_048_576, num_consumers: 10, block_on_overflow: true,
      },
      protocol: {
        otlp: {
          tls: { insecure: false, ca_file: '/etc/observability/config-map/authority/ca.crt' },
          headers: { 'x-tenant': 'a$$', 'x-api-key': '${env:TAIL_KEY}' },
          auth: { authenticator: 'bearertokenauth' },
          compression: 'zstd',
          timeout: '3s',
          retry_on_failure: { enabled: false },
          sending_queue: { enabled: false },
        },
      },
    });
    expect(told._extensions()).toEqual([storage, authenticator]);
    expect(told._needs()).toEqual({
      variables: [{ name: 'TAIL_KEY', secretName: 'tail', secretKey: 'key' }],
      mounts: [{ mountPath: '/etc/observability/config-map/authority', configMapName: 'authority' }],
      egress: [{ port: 4317 }],
    });
    expect(told._id(TESTED)).toBe('load_balancing/tail');
    expect(told._id({ collectorVersion: '0.152.0' })).toBe('loadbalancing/tail');
  });

  test('needs what its resolver needs', () => {
    expect(exporter()._needs()).toEqual({
      variables: [],
      mounts: [],
      namespaceRules: [{ apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch'], namespace: 'tracing' }],
      egress: [{ port: 4317, peer: { namespace: 'tracing' } }],
    });
    expect(exporter()._extensions()).toEqual([]);
  });

  test.each(Object.values(RoutingKey).filter((key) => key !== RoutingKey.ATTRIBUTES))('routes by %s', (routingKey) => {
    expect(rendered(exporter({ routingKey }))).toMatchObject({ routing_key: routingKey });
  });

  test('says so when it sends in plain text', () => {
    expect(rendered(exporter({ tls: Tls.plaintext() }))).toMatchObject({ protocol: { otlp: { tls: { insecure: true } } } });
  });

  test('can be read back', () => {
    expect(exporter({ timeout: Duration.seconds(2) })).toMatchObject({ resolver, timeout: Duration.seconds(2) });
  });
});

describe('the load-balancing exporter fails', () => {
  test.each<[Partial<LoadBalancingExporterProps>, string]>([
    [{ timeout: Duration.seconds(0) }, 'timeout is 0'],
    [{ routingKey: RoutingKey.ATTRIBUTES }, 'RoutingKey.ATTRIBUTES without routingAttributes'],
    [{ routingAttributes: ['a'] }, 'routingAttributes a with no routingKey'],
    [{ routingKey: RoutingKey.SERVICE, routingAttributes: ['a'] }, 'routingAttributes a with service routingKey'],
    [{ routingKey: RoutingKey.ATTRIBUTES, routingAttributes: [] }, 'routingAttributes is empty'],
    [{ headers: { authorization: 'Bearer abc' } }, "header 'authorization' has a literal credential"],
    [{ authenticator: new HealthCheckExtension() }, 'authenticator is health_check, which does not add credentials to what is sent'],
    [{ authenticator, tls: Tls.plaintext() }, 'an authenticator with tls: Tls.plaintext()'],
    [{ queue: { storage: new HealthCheckExtension() } }, 'storage is health_check, which does not keep a queue'],
    [{ retry: { maxElapsedTime: Duration.seconds(1) } }, 'requests are given up after 1 s, before the longest pause of 30 s'],
  ])('at its options: %#', (props, what) => {
    expect(problemOf(() => exporter(props))).toMatchObject({ path: 'LoadBalancingExporter', what });
  });
});
