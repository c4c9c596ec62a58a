import { Duration } from 'cdk8s';
import { OttlErrorMode } from './ottl-error-mode';

/** How long a trace takes. */
export interface LatencyPolicyOptions {
  /** Traces that take longer are sampled. In whole milliseconds. */
  readonly threshold: Duration;

  /**
   * Traces that take longer are not. More than `threshold`, or it fails.
   *
   * @default - no limit
   */
  readonly upperThreshold?: Duration;
}

/** A number in an attribute. At least one bound is given, or it fails. */
export interface NumericAttributePolicyOptions {
  /** The attribute, of a span or its resource. */
  readonly key: string;

  /**
   * The least number. Zero fails, because the collector takes it for no bound.
   *
   * @default - no bound
   */
  readonly minValue?: number;

  /**
   * The greatest number. Zero fails, because the collector takes it for no bound.
   *
   * @default - no bound
   */
  readonly maxValue?: number;

  /**
   * Whether traces are sampled in which no span has such a number.
   *
   * @default false
   */
  readonly invertMatch?: boolean;
}

/** Texts in an attribute. */
export interface StringAttributePolicyOptions {
  /** The attribute, of a span or its resource. */
  readonly key: string;

  /** Its values. None fails. */
  readonly values: string[];

  /**
   * Whether values are RE2 expressions.
   *
   * @default false
   */
  readonly regularExpressions?: boolean;

  /**
   * How many texts are remembered with what the expressions said of them. Fails without `regularExpressions`.
   *
   * @default - 128
   */
  readonly cacheMaxSize?: number;

  /**
   * Whether traces are sampled in which no span has such a text.
   *
   * @default false
   */
  readonly invertMatch?: boolean;
}

/** A truth in an attribute. */
export interface BooleanAttributePolicyOptions {
  /** The attribute, of a span or its resource. */
  readonly key: string;

  /**
   * Its value.
   *
   * @default true
   */
  readonly value?: boolean;

  /**
   * Whether traces are sampled in which no span has it.
   *
   * @default false
   */
  readonly invertMatch?: boolean;
}

/** How many spans a trace has. At least one bound is given, or it fails. */
export interface SpanCountPolicyOptions {
  /**
   * The least number of spans.
   *
   * @default - no bound
   */
  readonly minSpans?: number;

  /**
   * The greatest number of spans.
   *
   * @default - no bound
   */
  readonly maxSpans?: number;
}

/** OTTL conditions. At least one is given, or it fails. */
export interface OttlConditionPolicyOptions {
  /**
   * Conditions such as `span.attributes["http.route"] == "/checkout"`. A trace is sampled when any matches any of its spans.
   *
   * @default - none
   */
  readonly spanConditions?: string[];

  /**
   * Conditions such as `spanevent.name == "exception"`. A trace is sampled when any matches any event of its spans.
   *
   * @default - none
   */
  readonly spanEventConditions?: string[];

  /**
   * What happens when a condition fails on a span.
   *
   * @default OttlErrorMode.IGNORE
   */
  readonly errorMode?: OttlErrorMode;
}
