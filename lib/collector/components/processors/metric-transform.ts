import { requireTexts } from '../bounds';
import { MatchType } from './match-type';
import { requirePattern } from '../../../policy/patterns';
import { fail } from '../../../validation';

/** How several points become one. */
export enum MetricAggregation {
  /** Their sum. */
  SUM = 'sum',
  /** Their mean. */
  MEAN = 'mean',
  /** The least of them. */
  MIN = 'min',
  /** The greatest of them. */
  MAX = 'max',
  /** How many there are. */
  COUNT = 'count',
  /** The one in the middle. */
  MEDIAN = 'median',
}

/** In which case the groups of an expression become values of labels. */
export enum SubmatchCase {
  /** Lower case. */
  LOWER = 'lower',
  /** Upper case. */
  UPPER = 'upper',
}

/** Which metrics a transform is about, and what happens to their labels and values. */
export interface MetricTransformOptions {
  /**
   * How the name of a metric is compared. With `MatchType.REGEXP` it is an RE2 expression.
   *
   * @default MatchType.STRICT
   */
  readonly matchType?: MatchType;

  /**
   * Labels that points have to have; expressions when the name is one.
   *
   * @default - any
   */
  readonly matchLabels?: { readonly [label: string]: string };

  /**
   * What happens to labels and values, in this order.
   *
   * @default - nothing
   */
  readonly operations?: MetricOperation[];
}

/** What becomes of metrics that are put together. */
export interface CombineOptions extends MetricTransformOptions {
  /** The name of the metric that they become. */
  readonly newName: string;

  /** How points of equal labels become one. */
  readonly aggregation: MetricAggregation;

  /**
   * In which case the groups of the expression become values of labels.
   *
   * @default - as they are
   */
  readonly submatchCase?: SubmatchCase;
}

/**
 * One change of the labels or values of a metric.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/metricstransformprocessor/README.md
 */
export class MetricOperation {
  /**
   * Adds a label to every point.
   *
   * @param label its name; empty fails
   * @param value its value, in which `{{version}}` is the version of the collector; empty fails
   */
  public static addLabel(label: string, value: string): MetricOperation {
    requireText('MetricOperation.addLabel', 'label', label);
    requireText('MetricOperation.addLabel', 'value', value);
    return new MetricOperation({ action: 'add_label', new_label: label, new_value: value });
  }

  /**
   * Gives a label another name.
   *
   * @param label its name
   * @param newLabel its new name
   */
  public static renameLabel(label: string, newLabel: string): MetricOperation {
    requireText('MetricOperation.renameLabel', 'label', label);
    requireText('MetricOperation.renameLabel', 'newLabel', newLabel);
    return new MetricOperation({ action: 'update_label', label, new_label: newLabel });
  }

  /**
   * Gives values of a label other names.
   *
   * @param label the label
   * @param values the new value of every old one; none fails
   */
  public static renameLabelValues(label: string, values: { [value: string]: string }): MetricOperation {
    requireText('MetricOperation.renameLabelValues', 'label', label);
    requireTexts('MetricOperation.renameLabelValues', 'values', Object.keys(values), 'slab_reclaimable');
    return new MetricOperation({
      action: 'update_label',
      label,
      value_actions: Object.entries(values).map(([value, newValue]) => ({ value, new_value: newValue })),
    });
  }

  /**
   * Takes the points with a value of a label away.
   *
   * @param label the label
   * @param value its value
   */
  public static deleteLabelValue(label: string, value: string): MetricOperation {
    requireText('MetricOperation.deleteLabelValue', 'label', label);
    requireText('MetricOperation.deleteLabelValue', 'value', value);
    return new MetricOperation({ action: 'delete_label_value', label, label_value: value });
  }

  /** Makes whole numbers of fractions, or fractions of whole numbers. */
  public static toggleScalarDataType(): MetricOperation {
    return new MetricOperation({ action: 'toggle_scalar_data_type' });
  }

  /**
   * Multiplies values.
   *
   * @param factor the number by which; zero fails
   */
  public static scaleValue(factor: number): MetricOperation {
    if (!Number.isFinite(factor) || factor === 0) {
      fail('MetricOperation.scaleValue', { what: `factor is ${factor}`, why: 'the collector refuses it', fix: 'MetricOperation.scaleValue(0.001)' });
    }
    return new MetricOperation({ action: 'experimental_scale_value', experimental_scale: factor });
  }

  /**
   * Keeps some labels only, and makes one point of those that are then alike.
   *
   * @param labels the labels; with none one point is left
   * @param aggregation how points become one
   */
  public static aggregateLabels(labels: string[], aggregation: MetricAggregation): MetricOperation {
    requireTexts('MetricOperation.aggregateLabels', 'labels', labels.length === 0 ? undefined : labels, 'state');
    return new MetricOperation({ action: 'aggregate_labels', label_set: [...labels], aggregation_type: aggregation });
  }

  /**
   * Makes one point of those with some values of a label.
   *
   * @param label the label
   * @param values its values; none fails
   * @param newValue the value of the point that they become
   * @param aggregation how points become one
   */
  public static aggregateLabelValues(label: string, values: string[], newValue: string, aggregation: MetricAggregation): MetricOperation {
    requireText('MetricOperation.aggregateLabelValues', 'label', label);
    requireTexts('MetricOperation.aggregateLabelValues', 'values', values, 'slab_reclaimable');
    requireText('MetricOperation.aggregateLabelValues', 'newValue', newValue);
    return new MetricOperation({
      action: 'aggregate_label_values',
      label,
      aggregated_values: [...values],
      new_value: newValue,
      aggregation_type: aggregation,
    });
  }

  private constructor(private readonly rendered: object) {}

  /** The operation as the collector reads it. @internal */
  public _render(): object {
    return this.rendered;
  }
}

/**
 * What becomes of some metrics.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/metricstransformprocessor/README.md
 */
export class MetricTransform {
  /**
   * Changes metrics.
   *
   * @param metric the name; empty fails
   * @param options which points, and what happens to them
   */
  public static update(metric: string, options: MetricTransformOptions): MetricTransform {
    return new MetricTransform('MetricTransform.update', metric, options, { action: 'update' });
  }

  /**
   * Gives metrics another name.
   *
   * @param metric the name
   * @param newName the new one; `$1` is the first group of an expression, better written `${1}`
   * @param options which points, and what else happens to them
   */
  public static rename(metric: string, newName: string, options: MetricTransformOptions = {}): MetricTransform {
    requireText('MetricTransform.rename', 'newName', newName);
    return new MetricTransform('MetricTransform.rename', metric, options, { action: 'update', new_name: newName });
  }

  /**
   * Copies metrics, and changes the copies.
   *
   * @param metric the name
   * @param newName the name of the copy; `$1` is the first group of an expression, better written `${1}`
   * @param options which points, and what happens to the copies
   */
  public static copy(metric: string, newName: string, options: MetricTransformOptions = {}): MetricTransform {
    requireText('MetricTransform.copy', 'newName', newName);
    return new MetricTransform('MetricTransform.copy', metric, options, { action: 'insert', new_name: newName });
  }

  /**
   * Makes one metric of several, with a label for every named group of the expression.
   *
   * @param metrics an RE2 expression for their names, or one name
   * @param options what they become
   */
  public static combine(metrics: string, options: CombineOptions): MetricTransform {
    requireText('MetricTransform.combine', 'newName', options.newName);
    return new MetricTransform('MetricTransform.combine', metrics, options, {
      action: 'combine',
      new_name: options.newName,
      aggregation_type: options.aggregation,
      submatch_case: options.submatchCase,
    });
  }

  /**
   * Moves metrics to a resource of their own.
   *
   * @param metrics the name
   * @param resourceAttributes attributes that the resource has besides those of the old one; none fails
   * @param options which points, and what happens to them
   */
  public static group(metrics: string, resourceAttributes: { [name: string]: string }, options: MetricTransformOptions = {}): MetricTransform {
    requireTexts('MetricTransform.group', 'resourceAttributes', Object.keys(resourceAttributes), 'service.name');
    return new MetricTransform('MetricTransform.group', metrics, options, { action: 'group', group_resource_labels: { ...resourceAttributes } });
  }

  private constructor(caller: string, private readonly include: string, private readonly options: MetricTransformOptions, private readonly action: object) {
    requireText(caller, 'the name of the metric', include);
    if (options.matchType === MatchType.REGEXP) {
      [include, ...Object.values(options.matchLabels ?? {})].forEach((pattern) => requirePattern(caller, 'the name of a metric or label', pattern));
    }
  }

  /** The transform as the collector reads it. @internal */
  public _render(): object {
    return {
      include: this.include,
      match_type: this.options.matchType ?? MatchType.STRICT,
      experimental_match_labels: this.options.matchLabels,
      ...this.action,
      operations: this.options.operations?.map((operation) => operation._render()),
    };
  }
}

function requireText(caller: string, property: string, text: string): void {
  if (text === '') {
    fail(caller, { what: `${property} is empty`, why: 'the collector refuses it, or does nothing with it', fix: `say what ${property} is` });
  }
}
