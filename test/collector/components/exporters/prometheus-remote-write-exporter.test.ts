import { Duration, Size } from 'cdk8s';
import {
  BasicAuthExtension, HealthCheckExtension, PrometheusRemoteWriteExporter, PrometheusRemoteWriteExporterProps, TranslationStrategy,
} from '../../../../lib/collector/components';
import { FileSource, RemoteWriteEndpoint, SecretValue, Tls } from '../../../../lib/wiring';
import { problemOf, rendered, TESTED } from '../../documents';

const URL = 'http://thanos-receive.thanos.svc:19291/api/v1/receive';

function exporter(props: Partial<PrometheusRemoteWriteExporterProps> = {}): PrometheusRemoteWriteExporter {
  return new PrometheusRemoteWriteExporter({ endpoint: RemoteWriteEndpoint.http({ name: 'thanos', url: URL }), ...props });
}

describe('the remote-write exporter', () => {
  test('writes names as Prometheus has them, from a queue in memory, and repeats within its timeout', () => {
    expect(rendered(exporter())).toEqual({
      endpoint: URL,
      tls: { insecure: true },
      timeout: '10s',
      translation_strategy: 'UnderscoreEscapingWithSuffixes',
      remote_write_queue: { enabled: true },
      retry_on_failure: { enabled: true, initial_interval: '1s', max_interval: '30s', max_elapsed_time: '0s' },
    });
  });

  test('writes as it is told', () => {
    const authenticator = BasicAuthExtension.client({ username: 'gateway', password: SecretValue.fromSecret('thanos', 'password') });
    const written = exporter({
      endpoint: RemoteWriteEndpoint.http({
        name: 'thanos',
        url: 'https://thanos.example.com/api/v1/receive',
        tls: Tls.custom({ ca: FileSource.fromConfigMap('authority', 'ca.crt') }),
        headers: { 'THANOS-TENANT': 'acme$', 'Authorization': SecretValue.fromSecret('thanos', 'token', { prefix: 'Bearer ' }) },
      }),
      timeout: Duration.seconds(30),
      memoryQueue: false,
      writeAheadLog: { directory: '/var/lib/otelcol/wal', bufferSize: 100, truncateFrequency: Duration.seconds(5) },
      retry: { maxInterval: Duration.seconds(5) },
      externalLabels: { cluster: 'prod', price: '$1' },
      translationStrategy: TranslationStrategy.UNDERSCORE_ESCAPING_WITHOUT_SUFFIXES,
      authenticator,
    });

    expect(rendered(written)).toEqual({
      endpoint: 'https://thanos.example.com/api/v1/receive',
      tls: { insecure: false, ca_file: '/etc/observability/config-map/authority/ca.crt' },
      headers: { 'THANOS-TENANT': 'acme$$', 'Authorization': 'Bearer ${env:THANOS_TOKEN}' },
      auth: { authenticator: 'basicauth' },
      timeout: '30s',
      translation_strategy: 'UnderscoreEscapingWithoutSuffixes',
      external_labels: { cluster: 'prod', price: '$$1' },
      remote_write_queue: { enabled: false },
      retry_on_failure: { enabled: true, initial_interval: '1s', max_interval: '5s', max_elapsed_time: '0s' },
      wal: { directory: '/var/lib/otelcol/wal', buffer_size: 100, truncate_frequency: '5s' },
    });
    expect(written._extensions()).toEqual([authenticator]);
    expect(written._needs()).toMatchObject({
      variables: [{ name: 'THANOS_TOKEN', secretName: 'thanos', secretKey: 'token' }],
      mounts: [{ mountPath: '/etc/observability/config-map/authority', configMapName: 'authority' }],
    });
  });

  test.each([
    ['0.151.0', TranslationStrategy.UNDERSCORE_ESCAPING_WITH_SUFFIXES, { add_metric_suffixes: true }],
    ['0.151.0', TranslationStrategy.UNDERSCORE_ESCAPING_WITHOUT_SUFFIXES, { add_metric_suffixes: false }],
    ['0.152.0', TranslationStrategy.UNDERSCORE_ESCAPING_WITH_SUFFIXES, { translation_strategy: 'UnderscoreEscapingWithSuffixes' }],
    ['0.152.0', TranslationStrategy.UNDERSCORE_ESCAPING_WITHOUT_SUFFIXES, { translation_strategy: 'UnderscoreEscapingWithoutSuffixes' }],
  ])('says in the words of collector %s that it writes names by %s', (collectorVersion, translationStrategy, words) => {
    const document = rendered(exporter({ translationStrategy }), { collectorVersion }) as Record<string, unknown>;

    expect(document).toMatchObject(words);
    expect(['add_metric_suffixes', 'translation_strategy'].filter((key) => key in document)).toEqual(Object.keys(words));
  });

  test('reads 300 requests of its log at once, and writes small amounts after a second', () => {
    expect(rendered(exporter({ writeAheadLog: { directory: '/var/lib/otelcol/wal' } }))).toMatchObject({
      wal: { directory: '/var/lib/otelcol/wal', buffer_size: 300, truncate_frequency: '1s' },
    });
  });

  test.each([
    ['1 GiB', {}, Size.gibibytes(1)],
    ['as much as it is told', { reserve: Size.gibibytes(4) }, Size.gibibytes(4)],
  ])('has a part of the volume set aside for its log: %s', (_title, options, size) => {
    expect(exporter({ writeAheadLog: { directory: '/var/lib/otelcol/wal', ...options } })._needs().directories).toEqual([
      { path: '/var/lib/otelcol/wal', holds: 'the write-ahead log of remote write', size },
    ]);
  });

  test('needs the gate that takes "too many requests" for something that passes, and a way to the backend', () => {
    expect(exporter()._needs()).toEqual({
      variables: [],
      mounts: [],
      egress: [{ peer: { namespace: 'thanos' } }],
      featureGates: ['+exporter.prometheusremotewritexporter.RetryOn429'],
      directories: [],
    });
  });

  test('has the name of its endpoint, unless it is given one, and can be read back', () => {
    expect(exporter()._id(TESTED)).toBe('prometheus_remote_write/thanos');
    expect(exporter({ name: 'second' })._id(TESTED)).toBe('prometheus_remote_write/second');
    expect(exporter({ timeout: Duration.seconds(3) })).toMatchObject({ endpoint: { url: URL }, timeout: Duration.seconds(3) });
    expect(exporter()._extensions()).toEqual([]);
  });
});

describe('what the remote-write exporter is given', () => {
  test('fails on a scheme that says another thing than the settings', () => {
    const endpoint = RemoteWriteEndpoint.http({ url: 'http://thanos.example.com/api/v1/receive', tls: Tls.system() });

    expect(problemOf(() => exporter({ endpoint }))).toMatchObject({
      path: 'PrometheusRemoteWriteExporter',
      what: "url 'http://thanos.example.com/api/v1/receive' is plain text, but tls was given",
      fix: "url: 'https://thanos.example.com/api/v1/receive'",
    });
  });

  test('fails on an authenticator that adds nothing', () => {
    expect(problemOf(() => exporter({ authenticator: new HealthCheckExtension() }))).toMatchObject({
      path: 'PrometheusRemoteWriteExporter',
      what: 'authenticator is health_check, which does not add credentials to what is sent',
    });
  });

  test('fails on no time for a request: it could hang for ever', () => {
    expect(problemOf(() => exporter({ timeout: Duration.seconds(0) }))).toMatchObject({ path: 'PrometheusRemoteWriteExporter', what: 'timeout is 0' });
  });

  test('fails on retries that end too early', () => {
    expect(problemOf(() => exporter({ retry: { maxElapsedTime: Duration.seconds(1) } }))).toMatchObject({
      path: 'PrometheusRemoteWriteExporter',
      what: 'requests are given up after 1 s, before the longest pause of 30 s',
    });
  });
});
