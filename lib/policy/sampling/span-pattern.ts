import { Duration } from 'cdk8s';
import { SpanKind, SpanStatus } from './traced-span';

/** What an attribute must be. With a key alone it must be there. More than one of `values`, `pattern` and bounds fails. */
export interface AttributePattern {
  /** The attribute, such as `http.route`. An empty one fails. */
  readonly key: string;

  /**
   * Texts of which it is one. None, or an empty one, fails.
   *
   * @default - any value
   */
  readonly values?: string[];

  /**
   * An RE2 expression that the whole text matches. Numbers match none. What RE2 does not understand fails.
   *
   * @default - any value
   */
  readonly pattern?: string;

  /**
   * The least number. Texts are not numbers. More than `atMost` fails.
   *
   * @default - no bound
   */
  readonly atLeast?: number;

  /**
   * The greatest number. Texts are not numbers.
   *
   * @default - no bound
   */
  readonly atMost?: number;
}

/** What one span must be: all that is given, of one and the same span. Nothing given fails. */
export interface SpanPattern {
  /**
   * Services of which one made it. None fails.
   *
   * @default - any service
   */
  readonly services?: string[];

  /**
   * Names of which it has one. None fails.
   *
   * @default - any name
   */
  readonly names?: string[];

  /**
   * Whether it has no parent; false: whether it has one.
   *
   * @default - either
   */
  readonly root?: boolean;

  /**
   * What it stands for.
   *
   * @default - anything
   */
  readonly kind?: SpanKind;

  /**
   * How it ended.
   *
   * @default - in any way
   */
  readonly status?: SpanStatus;

  /**
   * It took longer than this. Zero fails.
   *
   * @default - however long
   */
  readonly slowerThan?: Duration;

  /**
   * What its own attributes are.
   *
   * @default - anything
   */
  readonly attributes?: AttributePattern[];

  /**
   * What the attributes of its resource are.
   *
   * @default - anything
   */
  readonly resourceAttributes?: AttributePattern[];
}
