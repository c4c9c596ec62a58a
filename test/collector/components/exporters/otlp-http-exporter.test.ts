import { Duration } from 'cdk8s';
import { OtlpHttpExporter } from '../../../../lib/collector/components';
import { OtlpEndpoint } from '../../../../lib/wiring';
import { rendered } from '../../documents';

describe('the OTLP exporter over HTTP', () => {
  test('sends over verified TLS, compressed, and repeats for ever', () => {
    expect(rendered(new OtlpHttpExporter({ endpoint: OtlpEndpoint.http({ url: 'https://otlp.example.com/otlp' }) }))).toEqual({
      endpoint: 'https://otlp.example.com/otlp',
      tls: { insecure: false },
      compression: 'gzip',
      timeout: '30s',
      retry_on_failure: { enabled: true, initial_interval: '1s', max_interval: '30s', max_elapsed_time: '0s' },
      sending_queue: { enabled: true, sizer: 'requests', queue_size: 1000, num_consumers: 10, block_on_overflow: true },
    });
  });

  test.each([
    ['https://otlp.example.com/', 'https://otlp.example.com'],
    ['https://otlp.example.com/otlp/', 'https://otlp.example.com/otlp'],
  ])('sends to %s without its last slash: the collector adds /v1/traces', (url, endpoint) => {
    expect(rendered(new OtlpHttpExporter({ endpoint: OtlpEndpoint.http({ url }) }))).toMatchObject({ endpoint });
  });

  test('sends in plain text to a plain-text URL', () => {
    const endpoint = OtlpEndpoint.http({ url: 'http://loki-gateway.loki.svc/otlp' });

    expect(rendered(new OtlpHttpExporter({ endpoint }))).toMatchObject({ endpoint: 'http://loki-gateway.loki.svc/otlp', tls: { insecure: true } });
  });

  test('waits for an answer as long as it is told', () => {
    const endpoint = OtlpEndpoint.http({ url: 'https://otlp.example.com' });

    expect(rendered(new OtlpHttpExporter({ endpoint, timeout: Duration.minutes(1) }))).toMatchObject({ timeout: '60s' });
  });
});
