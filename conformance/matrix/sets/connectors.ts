/** Connectors: each takes from pipelines and gives to others. */
import { Duration } from 'cdk8s';
import {
  AggregationTemporality, CountConnector, ForwardConnector, LatencyUnit, OttlErrorMode, RoutingAction, RoutingConnector, RoutingContext, ServiceGraphConnector,
  SignalMetric, SignalToMetricsConnector, SpanMetricsConnector,
} from '../../../lib/collector/components';
import { Signal } from '../../../lib/wiring';
import { giving, OptionSet, set } from '../option-set';

const COUNTING: readonly OptionSet[] = [
  set(new CountConnector()),
  set(new CountConnector({
    name: 'everything',
    spans: { 'span.errors': { description: 'spans that failed', conditions: ['span.status.code == STATUS_CODE_ERROR'], attributes: [{ key: 'http.route' }] } },
    spanEvents: { 'span.exceptions': { conditions: ['spanevent.name == "exception"'], attributes: [{ key: 'exception.type', defaultValue: 'none' }] } },
    metrics: { 'metric.up': { conditions: ['metric.name == "up"'] } },
    dataPoints: { points: { attributes: [{ key: 'host.name' }] } },
    logs: { 'log.errors': { conditions: ['log.severity_number >= SEVERITY_NUMBER_ERROR'], attributes: [{ key: 'k8s.namespace.name', defaultValue: 'none' }] } },
  })),
];

const SIGNAL_METRICS: readonly OptionSet[] = [
  set(new SignalToMetricsConnector({ logs: [SignalMetric.sum('log.records', '"1"')] }), Signal.LOGS),
  set(new SignalToMetricsConnector({
    name: 'everything',
    spans: [
      SignalMetric.histogram('span.took', 'Milliseconds(end_time - start_time)', {
        description: 'how long spans took',
        unit: 'ms',
        conditions: ['resource.attributes["team"] == "shop"'],
        attributes: [{ key: 'http.route', defaultValue: 'none' }, { key: 'url.path', optional: true }],
        resourceAttributes: [{ key: 'service.name' }, { key: 'cloud.region', defaultValue: 'none' }],
        buckets: [10, 100, 1000],
        count: 'Int(AdjustedCount())',
      }),
      SignalMetric.exponentialHistogram('span.took.exactly', 'Milliseconds(end_time - start_time)', { maxSize: 16384, count: '"1"' }),
      SignalMetric.gauge('span.seconds', 'Int(Seconds(end_time - start_time))', { unit: 's' }),
    ],
    dataPoints: [SignalMetric.sum('points', 'Int(1)', { monotonic: true })],
    logs: [
      SignalMetric.gauge('log.memory', 'ExtractGrokPatterns(body, "uses %{NUMBER:memory:int}MB")["memory"]'),
      SignalMetric.sum('log.bytes', 'Int(attributes["bytes"])', { attributes: [{ key: 'level' }] }),
    ],
    errorMode: OttlErrorMode.PROPAGATE,
  })),
  set(new SignalToMetricsConnector({ name: 'small', spans: [SignalMetric.exponentialHistogram('span.took', 'Int(1)', { maxSize: 2 })], errorMode: OttlErrorMode.SILENT }),
    Signal.TRACES),
];

const SPAN_METRICS: readonly OptionSet[] = [
  set(new SpanMetricsConnector()),
  set(new SpanMetricsConnector({
    name: 'everything',
    namespace: 'spans',
    dimensions: [{ name: 'http.route', defaultValue: 'none' }, { glob: 'rpc.*' }],
    callsDimensions: [{ name: 'http.request.method' }],
    histogramDimensions: [{ name: 'server.address' }],
    eventDimensions: [{ name: 'exception.type' }],
    excludeDimensions: ['span.kind'],
    collectorInstanceId: true,
    aggregationCardinalityLimit: 500,
    aggregationTemporality: AggregationTemporality.DELTA,
    histogramBuckets: [Duration.millis(10), Duration.millis(100), Duration.seconds(1)],
    histogramUnit: LatencyUnit.MILLISECONDS,
    maxExemplarsPerDataPoint: 3,
    metricsFlushInterval: Duration.seconds(15),
    metricsExpiration: Duration.minutes(10),
    seriesExpiration: Duration.minutes(5),
    resourceMetricsCacheSize: 200,
    resourceMetricsKeyAttributes: ['service.name'],
    deltaTimestampCacheSize: 2000,
    instrumentationScopes: ['express'],
    addResourceAttributes: true,
  })),
  set(new SpanMetricsConnector({
    name: 'exponential', aggregationTemporality: AggregationTemporality.CUMULATIVE, exponentialHistogramMaxSize: 160, histogramUnit: LatencyUnit.SECONDS,
  })),
  set(new SpanMetricsConnector({ name: 'no-histogram', histogramDisabled: true, aggregationCardinalityLimit: 0 })),
];

const ROUTING: readonly OptionSet[] = [
  giving(new RoutingConnector({ table: [{ condition: 'attributes["tenant"] == "acme"', pipelines: ['traces/acme'] }] }), Signal.TRACES, 'traces/acme'),
  giving(new RoutingConnector({
    name: 'traces',
    table: [
      { context: RoutingContext.RESOURCE, condition: 'attributes["tenant"] == "acme"', pipelines: ['traces/a', 'traces/b'], action: RoutingAction.COPY },
      { context: RoutingContext.SPAN, condition: 'span.kind == SPAN_KIND_SERVER', pipelines: ['traces/a'], action: RoutingAction.MOVE },
      { context: RoutingContext.REQUEST, condition: 'request["X-Tenant"] == "acme"', pipelines: ['traces/b'] },
    ],
    defaultPipelines: ['traces/rest'],
    errorMode: OttlErrorMode.IGNORE,
  }), Signal.TRACES, 'traces/a', 'traces/b', 'traces/rest'),
  giving(new RoutingConnector({
    name: 'metrics',
    table: [
      { context: RoutingContext.METRIC, condition: 'metric.name == "up"', pipelines: ['metrics/a'] },
      { context: RoutingContext.DATAPOINT, condition: 'datapoint.attributes["job"] == "web"', pipelines: ['metrics/a'] },
    ],
    errorMode: OttlErrorMode.SILENT,
  }), Signal.METRICS, 'metrics/a'),
  giving(new RoutingConnector({
    name: 'logs',
    table: [{ context: RoutingContext.LOG, condition: 'log.severity_number >= SEVERITY_NUMBER_ERROR', pipelines: ['logs/a'] }],
    defaultPipelines: ['logs/rest'],
    errorMode: OttlErrorMode.PROPAGATE,
  }), Signal.LOGS, 'logs/a', 'logs/rest'),
];

const SERVICE_GRAPH: readonly OptionSet[] = [
  set(new ServiceGraphConnector()),
  set(new ServiceGraphConnector({
    name: 'everything',
    dimensions: ['http.route'],
    latencyHistogramBuckets: [Duration.millis(10), Duration.seconds(1)],
    storeMaxItems: 5000,
    storeTtl: Duration.seconds(10),
    cacheLoop: Duration.minutes(2),
    storeExpirationLoop: Duration.seconds(5),
    virtualNodePeerAttributes: ['peer.service', 'db.system'],
    virtualNodeExtraLabel: true,
    metricsFlushInterval: Duration.seconds(15),
    databaseNameAttributes: ['db.namespace'],
  })),
  set(new ServiceGraphConnector({ name: 'exponential', exponentialHistogramMaxSize: 160 })),
];

export const CONNECTORS: readonly OptionSet[] = [
  ...COUNTING, ...SIGNAL_METRICS, ...SPAN_METRICS, ...ROUTING, ...SERVICE_GRAPH,
  set(new ForwardConnector()),
  set(new ForwardConnector({ name: 'everything' })),
];
