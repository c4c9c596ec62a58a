import { Duration } from 'cdk8s';
import { fail } from '../../../validation';
import { isAtLeast } from '../../../versions';
import { Connector, RenderContext } from '../component';
import { requireAscending } from './buckets';
import { requireDimensions, SpanMetricsDimension } from './span-metrics-dimension';
import { requirePositive, requireTexts, requireWhole } from '../bounds';
import { requireSince } from '../since';

/** Whether points say how much there was since the start, or since the last point. */
export enum AggregationTemporality {
  /** Since the start, as Prometheus has it. */
  CUMULATIVE = 'AGGREGATION_TEMPORALITY_CUMULATIVE',
  /** Since the last point. */
  DELTA = 'AGGREGATION_TEMPORALITY_DELTA',
}

/** The unit of latencies. */
export enum LatencyUnit {
  /** Milliseconds. */
  MILLISECONDS = 'ms',
  /** Seconds, as the conventions of OpenTelemetry and Prometheus have it. */
  SECONDS = 's',
}

/** Options of the span metrics connector. */
export interface SpanMetricsConnectorProps {
  /**
   * What tells it from other connectors of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * What names of metrics begin with.
   *
   * @default 'traces.span.metrics'
   */
  readonly namespace?: string;

  /**
   * Attributes that tell series apart, besides `service.name`, `span.name`, `span.kind` and `status.code`. Every value makes new series. One that
   * is there twice fails.
   *
   * @default - none
   */
  readonly dimensions?: SpanMetricsDimension[];

  /**
   * Further attributes of the count of calls.
   *
   * @default - none
   */
  readonly callsDimensions?: SpanMetricsDimension[];

  /**
   * Further attributes of the histogram of latencies. Fails with `histogramDisabled`.
   *
   * @default - none
   */
  readonly histogramDimensions?: SpanMetricsDimension[];

  /**
   * Attributes of the count of events of spans, for example `exception.type`.
   *
   * @default - events are not counted
   */
  readonly eventDimensions?: SpanMetricsDimension[];

  /**
   * Attributes that series do not have, of `service.name`, `span.name`, `span.kind` and `status.code`.
   *
   * @default - none
   */
  readonly excludeDimensions?: string[];

  /**
   * Whether series say which process made them, with an id that is new after every start: then there are new series as well. From collector
   * 0.152 on.
   *
   * @default false
   */
  readonly collectorInstanceId?: boolean;

  /**
   * How many series one metric of one service has at most. What comes beyond is added up in a series with `otel.metric.overflow="true"`. Zero: no
   * limit, and memory grows with every value of a dimension.
   *
   * @default 10000
   */
  readonly aggregationCardinalityLimit?: number;

  /**
   * Whether points are cumulative or deltas.
   *
   * @default AggregationTemporality.CUMULATIVE
   */
  readonly aggregationTemporality?: AggregationTemporality;

  /**
   * The upper bounds of the buckets of latencies. Ascending, or it fails.
   *
   * @default - 16 buckets from 2 milliseconds to 15 seconds
   */
  readonly histogramBuckets?: Duration[];

  /**
   * The most buckets of an exponential histogram of latencies. Fails together with `histogramBuckets`.
   *
   * @default - explicit buckets
   */
  readonly exponentialHistogramMaxSize?: number;

  /**
   * The unit of latencies.
   *
   * @default LatencyUnit.SECONDS
   */
  readonly histogramUnit?: LatencyUnit;

  /**
   * Whether there is no histogram of latencies.
   *
   * @default false
   */
  readonly histogramDisabled?: boolean;

  /**
   * How many traces one point refers to at most.
   *
   * @default - points refer to no traces
   */
  readonly maxExemplarsPerDataPoint?: number;

  /**
   * How often metrics are sent. Zero fails: the collector would not start.
   *
   * @default Duration.seconds(60)
   */
  readonly metricsFlushInterval?: Duration;

  /**
   * After how long without a span the metrics of a service are forgotten. Zero: never.
   *
   * @default - never
   */
  readonly metricsExpiration?: Duration;

  /**
   * After how long without a span a series is forgotten. Zero: never. Fails before collector 0.153.
   *
   * @default - never
   */
  readonly seriesExpiration?: Duration;

  /**
   * How many services are held in memory.
   *
   * @default 1000
   */
  readonly resourceMetricsCacheSize?: number;

  /**
   * Attributes of the resource by which services are told apart. Without it a process id makes a new service of every restart.
   *
   * @default - all
   */
  readonly resourceMetricsKeyAttributes?: string[];

  /**
   * How many series are remembered with the time of their last delta. Fails with cumulative points.
   *
   * @default - 1000
   */
  readonly deltaTimestampCacheSize?: number;

  /**
   * Instrumentation scopes whose name series have.
   *
   * @default - none
   */
  readonly instrumentationScopes?: string[];

  /**
   * Whether metrics have the attributes of the resource from which spans came.
   *
   * @default false
   */
  readonly addResourceAttributes?: boolean;
}

const INSTANCE_ID = 'collector.instance.id';
const INSTANCE_ID_SINCE = '0.152.0';
const SERIES_EXPIRATION_SINCE = '0.153.0';
const CALLER = 'SpanMetricsConnector';

/**
 * Makes metrics of spans: how many there were, how many failed, how long they took.
 *
 * With more than one replica the spans of a service have to come to one collector, or two of them write the same series: put a
 * `LoadBalancingExporter` with `RoutingKey.SERVICE` in front. Before any sampling: what is dropped is not counted.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/connector/spanmetricsconnector/README.md
 */
export class SpanMetricsConnector extends Connector {
  /** How many series one metric of one service has at most. */
  public readonly aggregationCardinalityLimit: number;
  /** How often metrics are sent. */
  public readonly metricsFlushInterval: Duration;
  private readonly props: SpanMetricsConnectorProps;

  public constructor(props: SpanMetricsConnectorProps = {}) {
    super('span_metrics', props.name);
    this.props = props;
    this.aggregationCardinalityLimit = props.aggregationCardinalityLimit ?? 10_000;
    this.metricsFlushInterval = props.metricsFlushInterval ?? Duration.seconds(60);
    const { dimensions, callsDimensions, histogramDimensions, eventDimensions } = props;
    Object.entries({ dimensions, callsDimensions, histogramDimensions, eventDimensions })
      .forEach(([property, given]) => requireDimensions(CALLER, property, given));
    requireTexts(CALLER, 'excludeDimensions', props.excludeDimensions, 'span.kind');
    requireTexts(CALLER, 'resourceMetricsKeyAttributes', props.resourceMetricsKeyAttributes, 'service.name');
    requireTexts(CALLER, 'instrumentationScopes', props.instrumentationScopes, 'express');
    requireWhole(CALLER, 'aggregationCardinalityLimit', props.aggregationCardinalityLimit, 0);
    requireWhole(CALLER, 'maxExemplarsPerDataPoint', props.maxExemplarsPerDataPoint, 1);
    requireWhole(CALLER, 'resourceMetricsCacheSize', props.resourceMetricsCacheSize, 1);
    requireWhole(CALLER, 'deltaTimestampCacheSize', props.deltaTimestampCacheSize, 1);
    requirePositive(CALLER, 'metricsFlushInterval', props.metricsFlushInterval, 'Duration.seconds(60)');
    this.requireHistogram();
    if (props.deltaTimestampCacheSize !== undefined && props.aggregationTemporality !== AggregationTemporality.DELTA) {
      fail(CALLER, {
        what: `deltaTimestampCacheSize ${props.deltaTimestampCacheSize} with cumulative points`,
        why: 'there are no deltas to remember',
        fix: 'leave it out, or aggregationTemporality: AggregationTemporality.DELTA',
      });
    }
  }

  /** @internal */
  protected _config(context: RenderContext): object {
    const { maxExemplarsPerDataPoint, eventDimensions, seriesExpiration } = this.props;
    requireSince(CALLER, 'seriesExpiration', seriesExpiration, SERIES_EXPIRATION_SINCE, context);
    return {
      namespace: this.props.namespace ?? 'traces.span.metrics',
      dimensions: dimensionsConfig(this.props.dimensions),
      calls_dimensions: dimensionsConfig(this.props.callsDimensions),
      exclude_dimensions: this.excluded(context.collectorVersion),
      aggregation_cardinality_limit: this.aggregationCardinalityLimit,
      aggregation_temporality: this.props.aggregationTemporality ?? AggregationTemporality.CUMULATIVE,
      histogram: this.histogram(),
      exemplars: maxExemplarsPerDataPoint === undefined ? undefined : { enabled: true, max_per_data_point: maxExemplarsPerDataPoint },
      events: eventDimensions && { enabled: true, dimensions: dimensionsConfig(eventDimensions) },
      metrics_flush_interval: this.metricsFlushInterval,
      metrics_expiration: this.props.metricsExpiration,
      series_expiration: seriesExpiration,
      resource_metrics_cache_size: this.props.resourceMetricsCacheSize ?? 1000,
      resource_metrics_key_attributes: this.props.resourceMetricsKeyAttributes,
      metric_timestamp_cache_size: this.props.deltaTimestampCacheSize,
      include_instrumentation_scope: this.props.instrumentationScopes,
      add_resource_attributes: this.props.addResourceAttributes,
    };
  }

  private excluded(collectorVersion: string): string[] | undefined {
    const withoutId = !this.props.collectorInstanceId && isAtLeast(collectorVersion, INSTANCE_ID_SINCE);
    const excluded = [...new Set([...(withoutId ? [INSTANCE_ID] : []), ...(this.props.excludeDimensions ?? [])])];
    return excluded.length > 0 ? excluded : undefined;
  }

  private histogram(): object {
    const { histogramBuckets, exponentialHistogramMaxSize, histogramDimensions } = this.props;
    return this.props.histogramDisabled ? { disable: true } : {
      unit: this.props.histogramUnit ?? LatencyUnit.SECONDS,
      explicit: histogramBuckets && { buckets: histogramBuckets },
      exponential: exponentialHistogramMaxSize === undefined ? undefined : { max_size: exponentialHistogramMaxSize },
      dimensions: dimensionsConfig(histogramDimensions),
    };
  }

  private requireHistogram(): void {
    const { histogramBuckets, exponentialHistogramMaxSize, histogramDimensions, histogramUnit } = this.props;
    requireAscending(CALLER, 'histogramBuckets', histogramBuckets);
    requireWhole(CALLER, 'exponentialHistogramMaxSize', exponentialHistogramMaxSize, 1, 2 ** 31 - 1);
    const both = histogramBuckets !== undefined && exponentialHistogramMaxSize !== undefined;
    const given = Object.entries({ histogramBuckets, exponentialHistogramMaxSize, histogramDimensions, histogramUnit })
      .filter(([, value]) => value !== undefined);
    if (both || (this.props.histogramDisabled && given.length > 0)) {
      fail(CALLER, {
        what: both ? `histogramBuckets and exponentialHistogramMaxSize ${exponentialHistogramMaxSize}` : `${given[0][0]} with histogramDisabled`,
        why: both ? 'the collector refuses both together' : 'there is no histogram of which it could be true',
        fix: both ? 'leave exponentialHistogramMaxSize out, or histogramBuckets' : `leave ${given[0][0]} out, or histogramDisabled`,
      });
    }
  }
}

function dimensionsConfig(dimensions: readonly SpanMetricsDimension[] | undefined): object[] | undefined {
  return dimensions?.map(({ name, glob, defaultValue }) => ({ name, default: defaultValue, glob }));
}
