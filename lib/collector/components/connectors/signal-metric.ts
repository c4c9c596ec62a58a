import { fail } from '../../../validation';
import { requireTexts, requireWhole } from '../bounds';

/** An attribute of records that tells series of a metric apart. */
export interface SignalMetricAttribute {
  /** The attribute of the span, point or log record. Empty fails, and so does one that is there twice. */
  readonly key: string;

  /**
   * Its value where the record has none. Fails together with `optional`.
   *
   * @default - records without it are left out
   */
  readonly defaultValue?: string;

  /**
   * Whether records without it are taken as well, into a series without it.
   *
   * @default false
   */
  readonly optional?: boolean;
}

/** An attribute of the resource that a metric keeps. */
export interface SignalMetricResourceAttribute {
  /** The attribute. Empty fails, and so does one that is there twice. */
  readonly key: string;

  /**
   * Its value where the resource has none.
   *
   * @default - the metric is without it
   */
  readonly defaultValue?: string;
}

/** What every metric has that is made of signals. */
export interface SignalMetricOptions {
  /**
   * What the metric says of itself.
   *
   * @default - nothing
   */
  readonly description?: string;

  /**
   * Its unit, for example `s` or `By`.
   *
   * @default - none
   */
  readonly unit?: string;

  /**
   * OTTL conditions such as `resource.attributes["k8s.namespace.name"] == "payments"`. What matches any is taken.
   *
   * @default - everything is
   */
  readonly conditions?: string[];

  /**
   * Attributes of records that tell series apart. Every value makes new series.
   *
   * @default - none: one series for each resource
   */
  readonly attributes?: SignalMetricAttribute[];

  /**
   * The attributes of the resource that the metric keeps.
   *
   * @default - all
   */
  readonly resourceAttributes?: SignalMetricResourceAttribute[];
}

/** A sum. */
export interface SumMetricOptions extends SignalMetricOptions {
  /**
   * Whether it never falls.
   *
   * @default false
   */
  readonly monotonic?: boolean;
}

/** A histogram with explicit buckets. */
export interface HistogramMetricOptions extends SignalMetricOptions {
  /**
   * The upper bounds of its buckets, in the unit of the value. Ascending, or it fails.
   *
   * @default - 16 buckets from 2 to 15000
   */
  readonly buckets?: number[];

  /**
   * An OTTL expression for how often the value of a record counts.
   *
   * @default - once
   */
  readonly count?: string;
}

/** A histogram with exponential buckets. */
export interface ExponentialHistogramMetricOptions extends SignalMetricOptions {
  /**
   * The most buckets that it has, from 2 to 16384.
   *
   * @default 160
   */
  readonly maxSize?: number;

  /**
   * An OTTL expression for how often the value of a record counts.
   *
   * @default - once
   */
  readonly count?: string;
}

/**
 * A metric that is made of spans, points or log records. Its points are deltas, one for every batch of records.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/connector/signaltometricsconnector/README.md
 */
export class SignalMetric {
  /**
   * The sum of a value.
   *
   * @param name the name of the metric; empty fails
   * @param value an OTTL expression, for example `Int(attributes["bytes"])`, or `"1"` in quotes to count records; empty fails
   * @param options attributes, conditions and more
   */
  public static sum(name: string, value: string, options: SumMetricOptions = {}): SignalMetric {
    return new SignalMetric('SignalMetric.sum', name, value, options, { sum: { value, monotonic: options.monotonic } });
  }

  /**
   * The last value.
   *
   * @param name the name of the metric; empty fails
   * @param value an OTTL expression; empty fails, and so does `ExtractGrokPatterns` without one key behind it
   * @param options attributes, conditions and more
   */
  public static gauge(name: string, value: string, options: SignalMetricOptions = {}): SignalMetric {
    if (value.includes('ExtractGrokPatterns') && !/ExtractGrokPatterns\([^)]*\)\s*\[[^\]]+\]/.test(value)) {
      fail('SignalMetric.gauge', {
        what: `'${value}' takes several values out of a text`,
        why: 'a gauge has one: the collector refuses it',
        fix: `'${value}["memory_mb"]', with the name of a pattern`,
      });
    }
    return new SignalMetric('SignalMetric.gauge', name, value, options, { gauge: { value } });
  }

  /**
   * How often a value was in which range.
   *
   * @param name the name of the metric; empty fails
   * @param value an OTTL expression, for example `Milliseconds(end_time - start_time)`; empty fails
   * @param options buckets, attributes, conditions and more
   */
  public static histogram(name: string, value: string, options: HistogramMetricOptions = {}): SignalMetric {
    const { buckets, count } = options;
    if (buckets?.length === 0 || buckets?.some((bound, index) => !(bound > (buckets[index - 1] ?? -Infinity)))) {
      fail('SignalMetric.histogram', {
        what: `buckets ${buckets.length === 0 ? 'is empty' : `is ${buckets.join(', ')}`}`,
        why: 'bounds ascend: what is in a bucket would be wrong',
        fix: 'buckets: [10, 100, 1000]',
      });
    }
    return new SignalMetric('SignalMetric.histogram', name, value, options, { histogram: { buckets: buckets && [...buckets], count, value } });
  }

  /**
   * How often a value was in which range, with ranges that follow the values.
   *
   * @param name the name of the metric; empty fails
   * @param value an OTTL expression, for example `Milliseconds(end_time - start_time)`; empty fails
   * @param options the number of buckets, attributes, conditions and more
   */
  public static exponentialHistogram(name: string, value: string, options: ExponentialHistogramMetricOptions = {}): SignalMetric {
    const caller = 'SignalMetric.exponentialHistogram';
    requireWhole(caller, 'maxSize', options.maxSize, 2, 16384);
    return new SignalMetric(caller, name, value, options, { exponential_histogram: { max_size: options.maxSize, count: options.count, value } });
  }

  private readonly rendered: object;

  private constructor(caller: string, name: string, value: string, options: SignalMetricOptions, kind: object) {
    Object.entries({ name, value }).forEach(([property, text]) => {
      if (text === '') {
        fail(caller, { what: `${property} is empty`, why: 'the collector refuses it', fix: "SignalMetric.sum('log.bytes', 'Int(attributes[\"bytes\"])')" });
      }
    });
    const { attributes, resourceAttributes } = options;
    requireTexts(caller, 'conditions', options.conditions, 'resource.attributes["k8s.namespace.name"] == "payments"');
    requireTexts(caller, 'attributes', attributes?.map(({ key }) => key), 'http.route');
    requireTexts(caller, 'resourceAttributes', resourceAttributes?.map(({ key }) => key), 'service.name');
    const both = attributes?.find(({ defaultValue, optional }) => optional && defaultValue !== undefined);
    if (both) {
      fail(caller, {
        what: `the attribute '${both.key}' is optional and has the defaultValue '${both.defaultValue}'`,
        why: 'the collector refuses both together',
        fix: 'leave optional out, or defaultValue',
      });
    }
    this.rendered = {
      name,
      description: options.description,
      unit: options.unit,
      conditions: options.conditions && [...options.conditions],
      attributes: attributes?.map(({ key, defaultValue, optional }) => ({ key, default_value: defaultValue, optional })),
      include_resource_attributes: resourceAttributes?.map(({ key, defaultValue }) => ({ key, default_value: defaultValue })),
      ...kind,
    };
  }

  /** The metric as the collector reads it. @internal */
  public _render(): object {
    return this.rendered;
  }
}
