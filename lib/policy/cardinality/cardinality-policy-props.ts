import { Duration, Size } from 'cdk8s';
import type { PolicyPlan } from './policy-plan';

/** What becomes of the values of gauges whose series become one. Counters and histograms are added, nobody has to say it. */
export enum GaugeMerge {
  /** The sum: of what adds up, such as bytes in use. */
  SUM = 'sum',
  /** The largest: of what must not be exceeded, such as a temperature. */
  MAX = 'max',
  /** The smallest: of what must not run out, such as free space. */
  MIN = 'min',
  /** The mean: of shares and ratios. */
  MEAN = 'mean',
}

/** Values of a label that become another one. */
export interface LabelMapping {
  /** The label. `__name__`, `le` and `quantile` fail. */
  readonly label: string;

  /** An RE2 expression, which must match the whole value. What RE2 does not understand fails. */
  readonly match: string;

  /**
   * What stands there instead; `$1` is the first group. When nothing is left of it, the label goes away.
   */
  readonly replacement: string;
}

/**
 * What happens to labels. Series that differ in nothing else become one: a *merge*. Prometheus cannot merge when it scrapes (it keeps one sample
 * and loses the others, silently), a collector can: https://github.com/prometheus/prometheus/blob/v0.315.0/scrape/scrape.go
 */
export interface LabelRules {
  /**
   * Labels that go away, as RE2 expressions that must match the whole name. `__name__`, `le` and `quantile` fail.
   *
   * @default - none
   */
  readonly dropLabels?: string[];

  /**
   * The only labels that stay, as RE2 expressions that must match the whole name. `__name__`, `le`, `quantile`, `job` and `instance` always stay.
   *
   * @default - all
   */
  readonly keepLabels?: string[];

  /**
   * Labels that get another name, by their present one. A label that has the new name already is overwritten.
   *
   * @default - none
   */
  readonly renameLabels?: { [label: string]: string };

  /**
   * Values that become others: for each label the first mapping that matches, in this order.
   *
   * @default - values stay as they are
   */
  readonly mapLabels?: LabelMapping[];

  /**
   * What becomes of gauges whose series become one.
   *
   * @default - as for all series; without any, nothing that merges gauges can be compiled
   */
  readonly mergeGauges?: GaugeMerge;

  /**
   * Whether you know that no two series become one by these rules, so that engines may apply them that cannot merge. The simulator checks it
   * on a dump.
   *
   * @default - as for all series, where it is false
   */
  readonly unique?: boolean;
}

/** Some series. */
export interface SeriesSelection {
  /**
   * Names of metrics, as an RE2 expression that must match the whole. What RE2 does not understand fails.
   *
   * @default - all metrics
   */
  readonly metrics?: string;

  /**
   * What labels must be, as RE2 expressions by the names of labels. A label that a series does not have is empty.
   *
   * @default - whatever they are
   */
  readonly labels?: { [label: string]: string };
}

/** What happens to the labels of some series. */
export interface SelectedLabelRules extends SeriesSelection, LabelRules {}

/** Which buckets of classic histograms stay. `+Inf` always does. */
export interface BucketSelection {
  /** Histograms, without `_bucket`, as an RE2 expression that must match the whole. */
  readonly metric: string;

  /** The upper bounds that stay. */
  readonly le: number[];

  /**
   * All bounds that the histograms have. Only a collector has to know them: it takes buckets away one by one.
   *
   * @default - where they are needed it is a problem
   */
  readonly bounds?: number[];
}

/** How many series there may be. Anything but whole numbers, at least 1, fails. */
export interface SeriesBudget {
  /**
   * Series of one target.
   *
   * @default - as many as there are
   */
  readonly seriesPerTarget?: number;

  /**
   * Series of one job.
   *
   * @default - as many as there are
   */
  readonly seriesPerJob?: number;

  /**
   * Series of everything.
   *
   * @default - as many as there are
   */
  readonly series?: number;
}

/**
 * What a scrape may bring. Prometheus looks after relabelling; a scrape that brings more fails as a whole, `up` is 0.
 * Anything but whole numbers, at least 1, is refused.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
 */
export interface ScrapeLimits {
  /**
   * Samples of one scrape.
   *
   * @default - no limit
   */
  readonly samples?: number;

  /**
   * Labels of one sample, its name among them.
   *
   * @default - no limit
   */
  readonly labels?: number;

  /**
   * Bytes of the name of a label.
   *
   * @default - no limit
   */
  readonly labelNameLength?: number;

  /**
   * Bytes of the value of a label.
   *
   * @default - no limit
   */
  readonly labelValueLength?: number;

  /**
   * The uncompressed answer of a target.
   *
   * @default - no limit
   */
  readonly bodySize?: Size;

  /**
   * Targets of one job. When there are more, none is scraped.
   *
   * @default - no limit
   */
  readonly targets?: number;
}

/** How series become one in a recording rule. */
export enum AggregationFunction {
  /** The sum of the series: for counters, and for gauges that add up. */
  SUM = 'sum',
  /** The largest of the series. */
  MAX = 'max',
  /** The smallest of the series. */
  MIN = 'min',
  /** The mean of the series. */
  AVG = 'avg',
}

/** Series that are added up by a recording rule. */
export interface SeriesAggregation {
  /** The name of the metric, exactly: a recording rule is about one. */
  readonly metric: string;

  /**
   * Labels that stay. Either these or `without`.
   *
   * @default - all but `without`
   */
  readonly by?: string[];

  /**
   * Labels that go away.
   *
   * @default - all but `by`
   */
  readonly without?: string[];

  /**
   * For counters: the time over which their rate is taken.
   *
   * @default - the value itself is aggregated, as of a gauge
   */
  readonly window?: Duration;

  /**
   * How often the rule is evaluated.
   *
   * @default - as often as Prometheus evaluates rules
   */
  readonly interval?: Duration;

  /**
   * How values become one.
   *
   * @default AggregationFunction.SUM
   */
  readonly function?: AggregationFunction;

  /**
   * Whether the series themselves stay. Where they are scraped they must, or the rule has nothing to read: they are left out of remote write.
   *
   * @default true
   */
  readonly keepRaw?: boolean;
}

/** A policy: what happens to all series, and to some. */
export interface CardinalityPolicyProps extends LabelRules {
  /**
   * The only metrics that stay, as RE2 expressions that must match the whole name. What RE2 does not understand fails.
   *
   * @default - all
   */
  readonly keepMetrics?: string[];

  /**
   * Metrics that go away, as RE2 expressions that must match the whole name.
   *
   * @default - none
   */
  readonly dropMetrics?: string[];

  /**
   * Series that go away, by their labels too.
   *
   * @default - none
   */
  readonly dropSeries?: SeriesSelection[];

  /**
   * Buckets that stay.
   *
   * @default - all
   */
  readonly keepBuckets?: BucketSelection[];

  /**
   * What happens to the labels of some series, after what happens to those of all.
   *
   * @default - nothing
   */
  readonly forSeries?: SelectedLabelRules[];

  /**
   * Series that are added up by recording rules.
   *
   * @default - none
   */
  readonly aggregate?: SeriesAggregation[];

  /**
   * What a scrape may bring.
   *
   * @default - no limits
   */
  readonly limits?: ScrapeLimits;

  /**
   * How many series there may be.
   *
   * @default - as many as there are
   */
  readonly budget?: SeriesBudget;

  /** Policies that were put together. @internal */
  readonly _composed?: PolicyPlan;
}
