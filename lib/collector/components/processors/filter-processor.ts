import { fail } from '../../../validation';
import { Processor } from '../component';
import { OttlErrorMode } from './ottl-error-mode';

/** Options of the filter processor. No condition at all fails. */
export interface FilterProcessorProps {
  /**
   * What tells it from other processors of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * OTTL conditions, each with the paths of its context: `span.attributes["http.route"] == "/healthz"`. What matches any is dropped.
   *
   * @default - no trace is dropped
   */
  readonly traceConditions?: string[];

  /**
   * OTTL conditions such as `metric.name == "up"`. What matches any is dropped.
   *
   * @default - no metric is dropped
   */
  readonly metricConditions?: string[];

  /**
   * OTTL conditions such as `log.severity_number < SEVERITY_NUMBER_INFO`. What matches any is dropped.
   *
   * @default - no log record is dropped
   */
  readonly logConditions?: string[];

  /**
   * What happens when a condition fails on a record.
   *
   * @default OttlErrorMode.IGNORE
   */
  readonly errorMode?: OttlErrorMode;
}

/**
 * Drops what matches a condition.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/filterprocessor/README.md
 */
export class FilterProcessor extends Processor {
  private readonly props: FilterProcessorProps;

  public constructor(props: FilterProcessorProps) {
    super('filter', props.name);
    this.props = props;
    if (!props.traceConditions?.length && !props.metricConditions?.length && !props.logConditions?.length) {
      fail('FilterProcessor', {
        what: 'there is no condition',
        why: 'it would drop nothing',
        fix: 'logConditions: [\'log.severity_number < SEVERITY_NUMBER_INFO\']',
      });
    }
  }

  /** @internal */
  protected _config(): object {
    return {
      error_mode: this.props.errorMode ?? OttlErrorMode.IGNORE,
      trace_conditions: this.props.traceConditions,
      metric_conditions: this.props.metricConditions,
      log_conditions: this.props.logConditions,
    };
  }
}
