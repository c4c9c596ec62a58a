import { Duration } from 'cdk8s';
import {
  AggregationTemporality, LatencyUnit, SpanMetricsConnector, SpanMetricsConnectorProps,
} from '../../../../lib/collector/components/connectors/span-metrics-connector';
import { problemOf, rendered, TESTED } from '../../documents';

describe('the span metrics connector', () => {
  test('bounds the number of series, and has none that are new after every restart', () => {
    const connector = new SpanMetricsConnector();

    expect(rendered(connector)).toEqual({
      namespace: 'traces.span.metrics',
      exclude_dimensions: ['collector.instance.id'],
      aggregation_cardinality_limit: 10_000,
      aggregation_temporality: 'AGGREGATION_TEMPORALITY_CUMULATIVE',
      histogram: { unit: 's' },
      metrics_flush_interval: '60s',
      resource_metrics_cache_size: 1000,
    });
    expect(connector).toMatchObject({ aggregationCardinalityLimit: 10_000, metricsFlushInterval: Duration.seconds(60) });
  });

  test.each([
    ['0.152.0', {}, ['collector.instance.id']],
    ['0.151.0', {}, undefined],
    ['0.152.0', { excludeDimensions: ['span.kind'] }, ['collector.instance.id', 'span.kind']],
    ['0.152.0', { excludeDimensions: ['span.kind'], collectorInstanceId: true }, ['span.kind']],
    ['0.152.0', { collectorInstanceId: true }, undefined],
  ])('tells collector %s with %j to leave out %j', (collectorVersion, props, excluded) => {
    const document = rendered(new SpanMetricsConnector(props), { collectorVersion }) as { exclude_dimensions?: string[] };

    expect(document.exclude_dimensions).toEqual(excluded);
  });

  test('does everything as it is told', () => {
    const connector = new SpanMetricsConnector({
      name: 'red',
      namespace: 'red',
      dimensions: [{ name: 'http.route', defaultValue: 'none' }, { glob: 'rpc.*' }],
      callsDimensions: [{ name: 'a' }],
      histogramDimensions: [{ name: 'b' }],
      eventDimensions: [{ name: 'exception.type' }],
      aggregationCardinalityLimit: 0,
      aggregationTemporality: AggregationTemporality.DELTA,
      histogramBuckets: [Duration.millis(5), Duration.seconds(1)],
      histogramUnit: LatencyUnit.MILLISECONDS,
      maxExemplarsPerDataPoint: 3,
      metricsFlushInterval: Duration.seconds(15),
      metricsExpiration: Duration.minutes(5),
      seriesExpiration: Duration.minutes(10),
      resourceMetricsCacheSize: 50,
      resourceMetricsKeyAttributes: ['service.name'],
      deltaTimestampCacheSize: 200,
      instrumentationScopes: ['express'],
      addResourceAttributes: true,
    });

    expect(rendered(connector)).toEqual({
      namespace: 'red',
      dimensions: [{ name: 'http.route', default: 'none' }, { glob: 'rpc.*' }],
      calls_dimensions: [{ name: 'a' }],
      exclude_dimensions: ['collector.instance.id'],
      aggregation_cardinality_limit: 0,
      aggregation_temporality: 'AGGREGATION_TEMPORALITY_DELTA',
      histogram: { unit: 'ms', explicit: { buckets: ['5ms', '1s'] }, dimensions: [{ name: 'b' }] },
      exemplars: { enabled: true, max_per_data_point: 3 },
      events: { enabled: true, dimensions: [{ name: 'exception.type' }] },
      metrics_flush_interval: '15s',
      metrics_expiration: '300s',
      series_expiration: '600s',
      resource_metrics_cache_size: 50,
      resource_metrics_key_attributes: ['service.name'],
      metric_timestamp_cache_size: 200,
      include_instrumentation_scope: ['express'],
      add_resource_attributes: true,
    });
    expect(connector._id(TESTED)).toBe('span_metrics/red');
    expect(connector._id({ collectorVersion: '0.150.0' })).toBe('spanmetrics/red');
  });

  test('has exponential histograms, or none', () => {
    expect(rendered(new SpanMetricsConnector({ exponentialHistogramMaxSize: 160 }))).toMatchObject({ histogram: { unit: 's', exponential: { max_size: 160 } } });
    expect(rendered(new SpanMetricsConnector({ histogramDisabled: true }))).toMatchObject({ histogram: { disable: true } });
  });
});

describe('the span metrics connector fails', () => {
  test.each<[SpanMetricsConnectorProps, string]>([
    [{ dimensions: [{ name: 'span.kind' }] }, "dimensions has 'span.kind', which series have already"],
    [{ callsDimensions: [{}] }, 'callsDimensions has an entry without name or glob'],
    [{ histogramDimensions: [] }, 'histogramDimensions is empty'],
    [{ eventDimensions: [] }, 'eventDimensions is empty'],
    [{ excludeDimensions: ['a', 'a'] }, "excludeDimensions has 'a' twice"],
    [{ aggregationCardinalityLimit: -1 }, 'aggregationCardinalityLimit is -1'],
    [{ histogramBuckets: [Duration.seconds(2), Duration.seconds(1)] }, 'histogramBuckets is 2000 ms, 1000 ms'],
    [{ exponentialHistogramMaxSize: 0 }, 'exponentialHistogramMaxSize is 0'],
    [{ histogramBuckets: [Duration.seconds(1)], exponentialHistogramMaxSize: 9 }, 'histogramBuckets and exponentialHistogramMaxSize 9'],
    [{ histogramDisabled: true, histogramUnit: LatencyUnit.SECONDS }, 'histogramUnit with histogramDisabled'],
    [{ maxExemplarsPerDataPoint: 0 }, 'maxExemplarsPerDataPoint is 0'],
    [{ metricsFlushInterval: Duration.seconds(0) }, 'metricsFlushInterval is 0'],
    [{ resourceMetricsCacheSize: 0 }, 'resourceMetricsCacheSize is 0'],
    [{ resourceMetricsKeyAttributes: [] }, 'resourceMetricsKeyAttributes is empty'],
    [{ aggregationTemporality: AggregationTemporality.DELTA, deltaTimestampCacheSize: 0 }, 'deltaTimestampCacheSize is 0'],
    [{ deltaTimestampCacheSize: 5 }, 'deltaTimestampCacheSize 5 with cumulative points'],
    [{ instrumentationScopes: [''] }, 'instrumentationScopes has an empty text in it'],
  ])('at its options: %#', (props, what) => {
    expect(problemOf(() => new SpanMetricsConnector(props))).toMatchObject({ path: 'SpanMetricsConnector', what });
  });

  test('at what its collector does not know', () => {
    const connector = new SpanMetricsConnector({ seriesExpiration: Duration.minutes(1) });

    expect(problemOf(() => rendered(connector, { collectorVersion: '0.152.0' }))).toMatchObject({ path: 'SpanMetricsConnector', what: 'seriesExpiration with collector 0.152.0' });
  });
});
