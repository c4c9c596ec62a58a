import { Duration, Size } from 'cdk8s';

/**
 * Streams that are kept for another time than the rest of a tenant.
 *
 * @see https://grafana.com/docs/loki/latest/operations/storage/retention/
 */
export interface LokiStreamRetention {
  /** Which streams, as in a query: `{k8s_namespace_name="dev"}`. One that is no selector, or selects everything, is a problem. */
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
   * How much may be written at once. Less than the `ingestionRate` that holds is a problem: Loki would refuse requests that the rate allows.
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
   * How much may be written to one stream in a second. Loki refuses what is more (429), and collectors write it again later.
   *
   * @default Size.mebibytes(3)
   */
  readonly streamRate?: Size;

  /**
   * How much may be written to one stream at once. Less than the `streamRate` that holds is a problem.
   *
   * @default - five times `streamRate`
   */
  readonly streamBurst?: Size;

  /**
   * The longest line; longer ones are cut there, unless `truncateLines` says otherwise. Agents send records of up to a MiB.
   *
   * @default Size.kibibytes(256)
   */
  readonly maxLineSize?: Size;

  /**
   * Whether a longer line is cut at `maxLineSize`, and kept. Loki itself refuses it (400): it is never written again, and nobody who wrote it is told.
   *
   * @default true
   */
  readonly truncateLines?: boolean;

  /**
   * The labels that every stream must have, as queries call them, for example `k8s_namespace_name`: lines of a stream that lacks one are refused (400, and never written
   * again). A problem is one that no line has as a label of its stream when it comes by OTLP, by `otlp` of the Loki, and `service_name`, which Loki gives to all. An
   * empty list is none, whatever `limits` of the Loki says.
   *
   * @default - none
   * @see https://grafana.com/docs/loki/latest/operations/request-validation-rate-limits/#missing_enforced_labels
   */
  readonly enforcedLabels?: string[];

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
