import { Duration } from 'cdk8s';
import { OtlpGrpcExporter } from '../../../../lib/collector/components';
import { OtlpEndpoint, Tls } from '../../../../lib/wiring';
import { rendered } from '../../documents';

describe('the OTLP exporter over gRPC', () => {
  test('sends over verified TLS, compressed, and repeats for ever', () => {
    expect(rendered(new OtlpGrpcExporter({ endpoint: OtlpEndpoint.grpc({ address: 'otlp.example.com:443' }) }))).toEqual({
      endpoint: 'otlp.example.com:443',
      tls: { insecure: false },
      compression: 'gzip',
      timeout: '10s',
      retry_on_failure: { enabled: true, initial_interval: '1s', max_interval: '30s', max_elapsed_time: '0s' },
      sending_queue: { enabled: true, sizer: 'requests', queue_size: 1000, num_consumers: 10, block_on_overflow: true },
    });
  });

  test('says so when it sends in plain text: the collector would take it for TLS', () => {
    const endpoint = OtlpEndpoint.grpc({ address: 'tempo.tempo.svc:4317', tls: Tls.plaintext() });

    expect(rendered(new OtlpGrpcExporter({ endpoint }))).toMatchObject({ endpoint: 'tempo.tempo.svc:4317', tls: { insecure: true } });
  });

  test('waits for an answer as long as it is told', () => {
    const endpoint = OtlpEndpoint.grpc({ address: 'otlp.example.com:443' });

    expect(rendered(new OtlpGrpcExporter({ endpoint, timeout: Duration.millis(1500) }))).toMatchObject({ timeout: '1500ms' });
  });
});
