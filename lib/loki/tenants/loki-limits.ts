import { Duration, Size } from 'cdk8s';

/**
 * Streams that are kept for another time than the rest of a tenant.
 *
 * @see https://grafana.com/docs/loki/latest/operations/storage/retention/
 */
export interface LokiStreamRetention {
  /** Which streams, as in a query: `{namespace="dev"}`. One that is no selector, or selects everything, is a problem. */
  readonly selector: string;

  /** How long they are kept. Less than a day is a problem. */
  readonly retention: Duration;

  /**
   * Which of several wins that select the same stream: the highest.
   *
   * @default 0
   */
  readonly priority?: number;
}

/**
 * What one tenant may do, so that it cannot hurt another.
 *
 * What a tenant does not say is that of `limits` of the Loki, and what that does not say is the default here.
 *
 * @see https://grafana.com/docs/loki/latest/configure/#limits_config
 */
export interface LokiLimits {
  /**
   * How much may be written in a second, over all distributors. None is a problem.
   *
   * @default Size.mebibytes(4)
   */
  readonly ingestionRate?: Size;

  /**
   * How much may be written at once. Less than `ingestionRate` is a problem: Loki would refuse requests that the rate allows.
   *
   * @default - one and a half times `ingestionRate`
   */
  readonly ingestionBurst?: Size;

  /**
   * How many streams may be open at the same time, over all ingesters. Less than one is a problem.
   *
   * @default 5000
   */
  readonly maxStreams?: number;

  /**
   * How much may be written to one stream in a second.
   *
   * @default Size.mebibytes(3)
   */
  readonly streamRate?: Size;

  /**
   * How much may be written to one stream at once. Less than `streamRate` is a problem.
   *
   * @default - five times `streamRate`
   */
  readonly streamBurst?: Size;

  /**
   * The longest line; longer ones are refused.
   *
   * @default Size.kibibytes(256)
   */
  readonly maxLineSize?: Size;

  /**
   * How old a line may be when it is written.
   *
   * @default Duration.days(7)
   */
  readonly oldestLine?: Duration;

  /**
   * How many series the answer to a query of metrics may have. Less than one is a problem.
   *
   * @default 500
   */
  readonly maxQuerySeries?: number;

  /**
   * How many lines a query may ask for. Less than one is a problem.
   *
   * @default 5000
   */
  readonly maxQueryLines?: number;

  /**
   * How long a range a query may ask for.
   *
   * @default - 30 days and an hour
   */
  readonly maxQueryLength?: Duration;

  /**
   * How many parts of a query are worked on at the same time. Less than one is a problem.
   *
   * @default 32
   */
  readonly maxQueryParallelism?: number;
}
