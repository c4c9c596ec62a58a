import { fail } from '../../../validation';
import { Connector } from '../component';
import { SignalMetric } from './signal-metric';
import { OttlErrorMode } from '../processors/ottl-error-mode';

/** Options of the signal-to-metrics connector: what metrics are made of. Of nothing fails. */
export interface SignalToMetricsConnectorProps {
  /**
   * What tells it from other connectors of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * Metrics of spans.
   *
   * @default - none
   */
  readonly spans?: SignalMetric[];

  /**
   * Metrics of points of other metrics.
   *
   * @default - none
   */
  readonly dataPoints?: SignalMetric[];

  /**
   * Metrics of log records.
   *
   * @default - none
   */
  readonly logs?: SignalMetric[];

  /**
   * What happens when an expression fails on a record.
   *
   * @default OttlErrorMode.IGNORE
   */
  readonly errorMode?: OttlErrorMode;
}

/**
 * Makes metrics of the values in spans, points and log records. Its points are deltas, one for every batch: a `DeltaToCumulativeProcessor` comes
 * before remote write. It adds up nothing over time; larger batches make fewer points.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/connector/signaltometricsconnector/README.md
 */
export class SignalToMetricsConnector extends Connector {
  private readonly props: SignalToMetricsConnectorProps;

  public constructor(props: SignalToMetricsConnectorProps) {
    super('signal_to_metrics', props.name);
    this.props = props;
    if (!props.spans?.length && !props.dataPoints?.length && !props.logs?.length) {
      fail('SignalToMetricsConnector', {
        what: 'there is no metric',
        why: 'the collector refuses it',
        fix: "logs: [SignalMetric.sum('log.bytes', 'Int(attributes[\"bytes\"])')]",
      });
    }
  }

  /** @internal */
  protected _config(): object {
    const { spans, dataPoints, logs, errorMode } = this.props;
    const render = (metrics: readonly SignalMetric[] | undefined) => metrics?.map((metric) => metric._render());
    return { error_mode: errorMode ?? OttlErrorMode.IGNORE, spans: render(spans), datapoints: render(dataPoints), logs: render(logs) };
  }
}
