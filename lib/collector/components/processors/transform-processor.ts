import { fail } from '../../../validation';
import { Processor } from '../component';
import { OttlErrorMode } from './ottl-error-mode';

/** Options of the transform processor. No statement at all fails. */
export interface TransformProcessorProps {
  /**
   * What tells it from other processors of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * OTTL statements, each with the paths of its context: `set(span.name, "x") where span.kind == SPAN_KIND_SERVER`.
   * References to groups are written `$1`.
   *
   * @default - traces stay as they are
   */
  readonly traceStatements?: string[];

  /**
   * OTTL statements such as `delete_key(datapoint.attributes, "request_id")`.
   *
   * @default - metrics stay as they are
   */
  readonly metricStatements?: string[];

  /**
   * OTTL statements such as `replace_pattern(log.body, "password=\\S+", "password=***")`.
   *
   * @default - logs stay as they are
   */
  readonly logStatements?: string[];

  /**
   * What happens when a statement fails on a record.
   *
   * @default OttlErrorMode.IGNORE
   */
  readonly errorMode?: OttlErrorMode;
}

/**
 * Changes telemetry by OTTL statements.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/transformprocessor/README.md
 */
export class TransformProcessor extends Processor {
  private readonly props: TransformProcessorProps;

  public constructor(props: TransformProcessorProps) {
    super('transform', props.name);
    this.props = props;
    if (!props.traceStatements?.length && !props.metricStatements?.length && !props.logStatements?.length) {
      fail('TransformProcessor', {
        what: 'there is no statement',
        why: 'it would change nothing',
        fix: 'metricStatements: [\'delete_key(datapoint.attributes, "request_id")\']',
      });
    }
  }

  /** @internal */
  protected _config(): object {
    return {
      error_mode: this.props.errorMode ?? OttlErrorMode.IGNORE,
      trace_statements: this.props.traceStatements,
      metric_statements: this.props.metricStatements,
      log_statements: this.props.logStatements,
    };
  }
}
