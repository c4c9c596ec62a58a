import { CollectorDocument } from '../../../lib/collector/configuration';
import { temporalityFindings } from '../../../lib/collector/invariants/temporality';
import { documentOf, whats } from '../documents';

function found(document: CollectorDocument): string[] {
  return whats(temporalityFindings(document));
}

/** A pipeline of metrics from receivers to remote write. */
function writing(receivers: string[], processors: string[] = []): CollectorDocument {
  return documentOf({ metrics: { receivers, processors, exporters: ['prometheusremotewrite'] } });
}

/** Metrics that wait in a queue on disk, and are then relayed to remote write. */
function relayed(before: string[], after: string[]): CollectorDocument {
  return documentOf({
    'metrics': { receivers: ['otlp'], processors: before, exporters: ['otlp/queue'] },
    'metrics/thanos': { receivers: ['otlp/queue'], processors: after, exporters: ['prometheus_remote_write/thanos'] },
  }, {
    receivers: { 'otlp/queue': { protocols: { grpc: { endpoint: '127.0.0.1:14317' } } } },
    exporters: { 'otlp/queue': { endpoint: '127.0.0.1:14317' } },
  });
}

/** Metrics that a connector makes of traces. */
function connected(connector: string, config: object = {}): CollectorDocument {
  return documentOf({
    traces: { receivers: ['otlp'], exporters: [connector] },
    metrics: { receivers: [connector], exporters: ['prometheusremotewrite'] },
  }, { connectors: { [connector]: config } });
}

describe('remote write', () => {
  test('fails behind a receiver whose senders may send deltas', () => {
    expect(temporalityFindings(writing(['prometheus', 'otlp/apps']))).toEqual([{
      what: 'delta metrics from otlp/apps may reach prometheusremotewrite in pipeline metrics',
      why: 'remote write takes cumulative points only: delta sums and histograms are dropped',
      fix: 'put new DeltaToCumulativeProcessor() into pipeline metrics',
    }]);
  });

  test('is right behind receivers that make cumulative metrics', () => {
    expect(found(writing(['prometheus', 'hostmetrics', 'kubeletstats']))).toEqual([]);
  });

  test.each(['deltatocumulative', 'delta_to_cumulative/a'])('is right behind a processor that adds deltas up: %s', (processor) => {
    expect(found(writing(['otlp'], ['memory_limiter', processor]))).toEqual([]);
  });

  test('fails when deltas are made again', () => {
    expect(found(writing(['prometheus'], ['delta_to_cumulative', 'cumulativetodelta/a']))).toEqual([
      'delta metrics from cumulativetodelta/a may reach prometheusremotewrite in pipeline metrics',
    ]);
  });

  test('is right when deltas that were made are added up in the end', () => {
    expect(found(writing(['otlp'], ['cumulative_to_delta', 'delta_to_cumulative']))).toEqual([]);
  });

  test('fails for each of two', () => {
    const document = documentOf({ metrics: { receivers: ['otlp'], exporters: ['prometheusremotewrite/a', 'prometheusremotewrite/b', 'debug'] } });

    expect(found(document)).toEqual([
      'delta metrics from otlp may reach prometheusremotewrite/a in pipeline metrics',
      'delta metrics from otlp may reach prometheusremotewrite/b in pipeline metrics',
    ]);
  });

  test('does not mind deltas that go elsewhere', () => {
    expect(found(documentOf({ metrics: { receivers: ['otlp'], exporters: ['otlphttp'] } }))).toEqual([]);
  });
});

describe('remote write behind a relay', () => {
  test('fails when nobody adds deltas up on the way', () => {
    expect(found(relayed(['memory_limiter'], []))).toEqual(['delta metrics from otlp may reach prometheus_remote_write/thanos in pipeline metrics/thanos']);
  });

  test.each([
    ['before the queue', ['delta_to_cumulative'], []],
    ['after the queue', [], ['delta_to_cumulative']],
  ])('is right when they are added up %s', (_title, before, after) => {
    expect(found(relayed(before, after))).toEqual([]);
  });

  test('fails in a sidecar, whose senders are on loopback: no pipeline feeds it', () => {
    const document = documentOf({ metrics: { receivers: ['otlp'], exporters: ['prometheusremotewrite'] } }, {
      receivers: { otlp: { protocols: { grpc: { endpoint: 'localhost:4317' } } } },
    });

    expect(found(document)).toHaveLength(1);
  });

  test('is judged in a circle as well', () => {
    const document = documentOf({
      'metrics': { receivers: ['forward/b'], exporters: ['forward/a'] },
      'metrics/out': { receivers: ['forward/a'], exporters: ['forward/b', 'prometheusremotewrite'] },
    }, { connectors: { 'forward/a': {}, 'forward/b': {} } });

    expect(found(document)).toEqual([]);
  });
});

describe('remote write behind a connector', () => {
  test.each(['spanmetrics', 'span_metrics/a', 'servicegraph'])('is right: %s adds up', (connector) => {
    expect(found(connected(connector))).toEqual([]);
  });

  test('fails when the connector is told to make deltas', () => {
    expect(found(connected('spanmetrics', { aggregation_temporality: 'AGGREGATION_TEMPORALITY_DELTA' }))).toEqual([
      'delta metrics from spanmetrics may reach prometheusremotewrite in pipeline metrics',
    ]);
    expect(found(connected('spanmetrics', { aggregation_temporality: 'AGGREGATION_TEMPORALITY_CUMULATIVE' }))).toEqual([]);
  });

  test.each(['count', 'count/a', 'signal_to_metrics'])('fails: %s always makes deltas', (connector) => {
    expect(found(connected(connector))).toEqual([`delta metrics from ${connector} may reach prometheusremotewrite in pipeline metrics`]);
  });

  test('fails when the connector only passes on what may be deltas', () => {
    const document = documentOf({
      'metrics': { receivers: ['otlp'], exporters: ['routing'] },
      'metrics/out': { receivers: ['routing'], exporters: ['prometheusremotewrite'] },
    }, { connectors: { routing: {} } });

    expect(found(document)).toEqual(['delta metrics from otlp may reach prometheusremotewrite in pipeline metrics/out']);
  });

  test('does not ask about the temporality of traces', () => {
    expect(found(connected('spanmetrics'))).toEqual([]);
  });
});
