import { Duration } from 'cdk8s';
import { fail } from '../../../validation';
import { requireTexts } from '../bounds';
import { Processor } from '../component';
import { MatchType } from './match-type';
import { requirePattern } from '../../../policy/patterns';

/** What happens to the first point of a series, before which there is nothing to compare it with. */
export enum InitialValue {
  /** It is sent when the series began after the collector did, so that nothing is counted twice. */
  AUTO = 'auto',
  /** It is sent as it is. */
  KEEP = 'keep',
  /** It is not sent. */
  DROP = 'drop',
}

/** Types of metrics that can be cumulative. */
export enum CumulativeMetricType {
  /** Counters. */
  SUM = 'sum',
  /** Histograms with explicit buckets. */
  HISTOGRAM = 'histogram',
  /** Exponential histograms. */
  EXPONENTIAL_HISTOGRAM = 'exponentialhistogram',
}

/** Which metrics are meant. One that says nothing fails. */
export interface MetricSelection {
  /**
   * Names of metrics.
   *
   * @default - any
   */
  readonly metrics?: string[];

  /**
   * How names are compared. Fails without `metrics`.
   *
   * @default MatchType.STRICT
   */
  readonly matchType?: MatchType;

  /**
   * Types of metrics.
   *
   * @default - any
   */
  readonly metricTypes?: CumulativeMetricType[];
}

/** Options of the cumulative-to-delta processor. */
export interface CumulativeToDeltaProcessorProps {
  /**
   * What tells it from other processors of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * After how long without a point a series is forgotten. Zero: never, and memory grows with every series that ever was.
   *
   * @default Duration.hours(1)
   */
  readonly maxStaleness?: Duration;

  /**
   * What happens to the first point of a series.
   *
   * @default InitialValue.AUTO
   */
  readonly initialValue?: InitialValue;

  /**
   * Which metrics are changed.
   *
   * @default - all
   */
  readonly include?: MetricSelection;

  /**
   * Which metrics stay as they are, even when they are included.
   *
   * @default - none
   */
  readonly exclude?: MetricSelection;
}

/**
 * Makes deltas of cumulative sums and histograms, for vendors that want them. Remote write takes cumulative points only: not before it.
 *
 * The last points are in memory, so that all points of a series have to come to the same collector.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/cumulativetodeltaprocessor/README.md
 */
export class CumulativeToDeltaProcessor extends Processor {
  /** After how long without a point a series is forgotten. */
  public readonly maxStaleness: Duration;
  private readonly props: CumulativeToDeltaProcessorProps;

  public constructor(props: CumulativeToDeltaProcessorProps = {}) {
    super('cumulative_to_delta', props.name);
    this.props = props;
    this.maxStaleness = props.maxStaleness ?? Duration.hours(1);
    requireSelection('include', props.include);
    requireSelection('exclude', props.exclude);
  }

  /** @internal */
  protected _config(): object {
    return {
      max_staleness: this.maxStaleness,
      initial_value: this.props.initialValue ?? InitialValue.AUTO,
      include: selectionConfig(this.props.include),
      exclude: selectionConfig(this.props.exclude),
    };
  }
}

function selectionConfig(selection: MetricSelection | undefined): object | undefined {
  return selection && {
    match_type: selection.metrics ? selection.matchType ?? MatchType.STRICT : undefined,
    metrics: selection.metrics,
    metric_types: selection.metricTypes,
  };
}

function requireSelection(property: string, selection: MetricSelection | undefined): void {
  if (!selection) {
    return;
  }
  const caller = 'CumulativeToDeltaProcessor';
  if (!selection.metrics && (selection.matchType || !selection.metricTypes)) {
    fail(caller, {
      what: selection.matchType ? `${property}.matchType without metrics` : `${property} chooses by nothing`,
      why: selection.matchType ? 'the collector refuses it' : 'it would mean every metric, which is what it means when it is left out',
      fix: `${property}: { metrics: ['http.server.request.duration'] }`,
    });
  }
  requireTexts(caller, `${property}.metrics`, selection.metrics, 'http.server.request.duration');
  requireTexts(caller, `${property}.metricTypes`, selection.metricTypes, 'sum');
  if (selection.matchType === MatchType.REGEXP) {
    selection.metrics?.forEach((pattern) => requirePattern(caller, `${property}.metrics`, pattern));
  }
}
