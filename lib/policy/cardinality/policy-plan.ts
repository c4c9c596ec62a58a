import type { Duration } from 'cdk8s';
import type { AggregationFunction, GaugeMerge, ScrapeLimits, SeriesBudget } from './cardinality-policy-props';

/** Of a series, a label and what it must be. */
export interface LabelCondition {
  readonly label: string;
  readonly match: string;
}

/** The series on which a step acts: all conditions hold. None at all is all series. */
export interface Selection {
  readonly metrics?: string;
  readonly labels: readonly LabelCondition[];
}

/** How series become one when their labels change. */
export interface Merging {
  readonly gauges?: GaugeMerge;
  /** Whether the user knows that no series become one. */
  readonly unique: boolean;
}

interface InPolicy {
  /** Where the user wrote it, such as `forSeries[0].dropLabels`. */
  readonly part: string;
}

export interface KeepMetrics extends InPolicy {
  readonly kind: 'keepMetrics';
  readonly patterns: readonly string[];
}

export interface DropMetrics extends InPolicy {
  readonly kind: 'dropMetrics';
  readonly patterns: readonly string[];
}

export interface DropSeries extends InPolicy {
  readonly kind: 'dropSeries';
  readonly selection: Selection;
}

export interface KeepBuckets extends InPolicy {
  readonly kind: 'keepBuckets';
  readonly metric: string;
  readonly le: readonly number[];
  readonly bounds?: readonly number[];
}

export interface DropLabels extends InPolicy {
  readonly kind: 'dropLabels';
  readonly patterns: readonly string[];
}

export interface KeepLabels extends InPolicy {
  readonly kind: 'keepLabels';
  readonly patterns: readonly string[];
}

export interface RenameLabel extends InPolicy {
  readonly kind: 'renameLabel';
  readonly from: string;
  readonly to: string;
}

/** The first case that matches decides. */
export interface MapLabel extends InPolicy {
  readonly kind: 'mapLabel';
  readonly label: string;
  readonly cases: readonly { readonly match: string; readonly replacement: string }[];
}

export type LabelChange = DropLabels | KeepLabels | RenameLabel | MapLabel;

/** Changes of the labels of some series. Which they are is asked once, before the first change. */
export interface ChangeLabels extends InPolicy {
  readonly kind: 'changeLabels';
  readonly selection: Selection;
  readonly merging: Merging;
  readonly changes: readonly LabelChange[];
}

/** What drops series and leaves labels as they are. */
export type DroppingStep = KeepMetrics | DropMetrics | DropSeries | KeepBuckets;

/** What drops series and what changes labels, in the order in which it acts. */
export type PolicyStep = DroppingStep | ChangeLabels;

/** A recording rule to be. */
export interface Aggregation extends InPolicy {
  readonly metric: string;
  readonly grouping: 'by' | 'without';
  readonly labels: readonly string[];
  readonly window?: Duration;
  readonly interval?: Duration;
  readonly function: AggregationFunction;
  readonly keepRaw: boolean;
}

/** A policy of which everything is known. */
export interface PolicyPlan {
  readonly steps: readonly PolicyStep[];
  readonly aggregations: readonly Aggregation[];
  readonly limits: ScrapeLimits;
  readonly budget: SeriesBudget;
}

/** The name of a series is a label like any other. */
export const METRIC_NAME = '__name__';

/** Labels that are parts of histograms and summaries: without them there is none. */
export const STRUCTURAL_LABELS: readonly string[] = ['le', 'quantile'];

/** Labels of the target, of which engines take care themselves. */
export const TARGET_LABELS: readonly string[] = ['job', 'instance'];

/** What no rule may take away. */
export const ALWAYS_KEPT: readonly string[] = [METRIC_NAME, ...STRUCTURAL_LABELS, ...TARGET_LABELS];

/** Whether a selection is of all series. */
export function isEverything({ metrics, labels }: Selection): boolean {
  return metrics === undefined && labels.length === 0;
}

/** All that a selection asks; the name of a series is a label like any other. */
export function conditionsOf({ metrics, labels }: Selection): LabelCondition[] {
  return [...metrics === undefined ? [] : [{ label: METRIC_NAME, match: metrics }], ...labels];
}
