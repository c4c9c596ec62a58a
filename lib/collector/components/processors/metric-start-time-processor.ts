import { Duration } from 'cdk8s';
import { requirePattern } from '../../../policy/patterns';
import { fail } from '../../../validation';
import { requirePositive } from '../bounds';
import { Processor } from '../component';

/** Where the start of a cumulative series comes from. */
export enum StartTimeStrategy {
  /** The first point is its own start, as Prometheus has it: its value counts once. */
  TRUE_RESET_POINT = 'true_reset_point',
  /** The first point is left out, and what it had is taken off all that follow. */
  SUBTRACT_INITIAL_POINT = 'subtract_initial_point',
  /** A metric says when the process began, such as `process_start_time_seconds`. */
  START_TIME_METRIC = 'start_time_metric',
}

/** Options of the metric start time processor. */
export interface MetricStartTimeProcessorProps {
  /**
   * What tells it from other processors of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * Where the start comes from.
   *
   * @default StartTimeStrategy.TRUE_RESET_POINT
   */
  readonly strategy?: StartTimeStrategy;

  /**
   * After how long without a point a series is forgotten. Longer than the interval of scraping. Zero fails.
   *
   * @default Duration.minutes(10)
   */
  readonly gcInterval?: Duration;

  /**
   * An RE2 expression for the metrics that say when a process began. Fails with another strategy than `START_TIME_METRIC`.
   *
   * @default - `process_start_time` and `process_start_time_seconds`
   */
  readonly startTimeMetricPattern?: string;
}

/**
 * Sets the start time of cumulative points that have none: those that the Prometheus receiver scrapes.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/metricstarttimeprocessor/README.md
 */
export class MetricStartTimeProcessor extends Processor {
  /** Where the start comes from. */
  public readonly strategy: StartTimeStrategy;
  private readonly props: MetricStartTimeProcessorProps;

  public constructor(props: MetricStartTimeProcessorProps = {}) {
    super('metric_start_time', props.name);
    this.props = props;
    this.strategy = props.strategy ?? StartTimeStrategy.TRUE_RESET_POINT;
    requirePositive('MetricStartTimeProcessor', 'gcInterval', props.gcInterval, 'Duration.minutes(10)');
    const pattern = props.startTimeMetricPattern;
    if (pattern !== undefined) {
      requirePattern('MetricStartTimeProcessor', 'startTimeMetricPattern', pattern);
    }
    if (pattern !== undefined && this.strategy !== StartTimeStrategy.START_TIME_METRIC) {
      fail('MetricStartTimeProcessor', {
        what: `startTimeMetricPattern '${pattern}' with the strategy ${this.strategy}`,
        why: 'the collector refuses it: that strategy looks at no metric',
        fix: 'strategy: StartTimeStrategy.START_TIME_METRIC',
      });
    }
  }

  /** @internal */
  protected _config(): object {
    return {
      strategy: this.strategy,
      gc_interval: this.props.gcInterval ?? Duration.minutes(10),
      start_time_metric_regex: this.props.startTimeMetricPattern,
    };
  }
}
