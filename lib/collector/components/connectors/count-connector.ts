import { fail } from '../../../validation';
import { requireTexts } from '../bounds';
import { Connector } from '../component';

/** An attribute that tells counts apart. */
export interface CountAttribute {
  /** The attribute of the record, its scope or its resource. Empty fails. */
  readonly key: string;

  /**
   * Its value where the record has none.
   *
   * @default - records without it are not counted
   */
  readonly defaultValue?: string;
}

/** What is counted in one metric. */
export interface CountMetric {
  /**
   * What the metric says of itself.
   *
   * @default - nothing
   */
  readonly description?: string;

  /**
   * OTTL conditions such as `log.severity_number >= SEVERITY_NUMBER_ERROR`. What matches any is counted.
   *
   * @default - everything is
   */
  readonly conditions?: string[];

  /**
   * Attributes that tell counts apart. Not for counts of metrics; there they fail.
   *
   * @default - one count for each resource
   */
  readonly attributes?: CountAttribute[];
}

/** Options of the count connector: what is counted, by the name of the metric. An empty name fails. */
export interface CountConnectorProps {
  /**
   * What tells it from other connectors of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * Counts of spans.
   *
   * @default - all, in `trace.span.count`
   */
  readonly spans?: { readonly [metric: string]: CountMetric };

  /**
   * Counts of events of spans.
   *
   * @default - all, in `trace.span.event.count`
   */
  readonly spanEvents?: { readonly [metric: string]: CountMetric };

  /**
   * Counts of metrics.
   *
   * @default - all, in `metric.count`
   */
  readonly metrics?: { readonly [metric: string]: CountMetric };

  /**
   * Counts of points of metrics.
   *
   * @default - all, in `metric.datapoint.count`
   */
  readonly dataPoints?: { readonly [metric: string]: CountMetric };

  /**
   * Counts of log records.
   *
   * @default - all, in `log.record.count`
   */
  readonly logs?: { readonly [metric: string]: CountMetric };
}

const CALLER = 'CountConnector';

/**
 * Counts what flows through a pipeline. The counts are deltas: a `DeltaToCumulativeProcessor` comes before remote write.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/connector/countconnector/README.md
 */
export class CountConnector extends Connector {
  private readonly props: CountConnectorProps;

  public constructor(props: CountConnectorProps = {}) {
    super('count', props.name);
    this.props = props;
    const { spans, spanEvents, metrics, dataPoints, logs } = props;
    Object.entries({ spans, spanEvents, metrics, dataPoints, logs }).forEach(([property, counts]) => requireCounts(property, counts));
  }

  /** @internal */
  protected _config(): object {
    return {
      spans: countsConfig(this.props.spans),
      spanevents: countsConfig(this.props.spanEvents),
      metrics: countsConfig(this.props.metrics),
      datapoints: countsConfig(this.props.dataPoints),
      logs: countsConfig(this.props.logs),
    };
  }
}

function countsConfig(counts: { readonly [metric: string]: CountMetric } | undefined): object | undefined {
  return counts && Object.fromEntries(Object.entries(counts).map(([metric, { description, conditions, attributes }]) => [metric, {
    description,
    conditions,
    attributes: attributes?.map(({ key, defaultValue }) => ({ key, default_value: defaultValue })),
  }]));
}

function requireCounts(property: string, counts: { readonly [metric: string]: CountMetric } | undefined): void {
  requireTexts(CALLER, `the names of ${property}`, counts && Object.keys(counts), 'errors');
  Object.entries(counts ?? {}).forEach(([metric, { conditions, attributes }]) => {
    requireTexts(CALLER, `the conditions of '${metric}'`, conditions, 'log.severity_number >= SEVERITY_NUMBER_ERROR');
    requireTexts(CALLER, `the attributes of '${metric}'`, attributes?.map(({ key }) => key), 'k8s.namespace.name');
    if (property === 'metrics' && attributes) {
      fail(CALLER, {
        what: `'${metric}' counts metrics by attributes`,
        why: 'the collector refuses it: attributes are on points',
        fix: `dataPoints: { '${metric}': … }, or no attributes`,
      });
    }
  });
}
