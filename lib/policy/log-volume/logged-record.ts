/** A log record about which a policy decides. */
export interface LoggedRecord {
  /** Its body, as text: policies leave bodies alone that are none. */
  readonly body: string;

  /**
   * How bad it is, as OpenTelemetry counts: 1 to 24, or 0 when nobody knows. Anything else fails.
   *
   * @default 0
   * @see https://opentelemetry.io/docs/specs/otel/logs/data-model/#field-severitynumber
   */
  readonly severityNumber?: number;

  /**
   * When it was written, as in RFC 3339: `2026-11-27T10:00:00Z`. Anything else fails.
   *
   * @default - it does not say
   */
  readonly time?: string;

  /**
   * Its own attributes that are texts.
   *
   * @default - none
   */
  readonly attributes?: { readonly [key: string]: string };

  /**
   * The attributes of its resource that are texts, such as `k8s.namespace.name`.
   *
   * @default - none
   */
  readonly resourceAttributes?: { readonly [key: string]: string };
}

/** What becomes of a log record. */
export interface LogOutcome {
  /** Whether it goes on. */
  readonly kept: boolean;

  /**
   * The rule that dropped it.
   *
   * @default - it goes on
   */
  readonly droppedBy?: string;

  /**
   * The class that a record says that goes on: by a rule, or by itself when no rule says another.
   *
   * @default - it says none, or does not go on
   */
  readonly logClass?: string;

  /** The rules that have changed it, in their order. */
  readonly changedBy: string[];

  /** The record after the rules; of a dropped one, as it was when it was dropped. */
  readonly record: LoggedRecord;
}
