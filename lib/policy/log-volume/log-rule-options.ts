import type { LogCondition } from './log-condition';
import type { LogSecret } from './log-secret';
import type { LogSeverity } from './log-severity';

/** What a rule that drops leaves alone for some time. */
export interface LogException {
  /** The records. */
  readonly when: LogCondition;

  /**
   * As long as they were written before this instant of RFC 3339, such as `2026-12-01T00:00:00Z`. Anything else fails. The time of the record counts,
   * which the collector reads: a record without one is always before it.
   */
  readonly until: string;
}

/** Records that go. */
export interface DropLogsOptions {
  /** The records. */
  readonly when: LogCondition;

  /**
   * Whether ERROR and FATAL go too. Otherwise they stay, whatever the condition says.
   *
   * @default false
   */
  readonly evenErrors?: boolean;

  /**
   * What stays for some time.
   *
   * @default - nothing
   */
  readonly except?: LogException[];
}

/** Records that go because they are not bad enough. */
export interface DropLogsBelowOptions {
  /** The least severity that stays. `TRACE` fails, and so does `FATAL` without `evenErrors`. Records without a severity stay. */
  readonly severity: LogSeverity;

  /**
   * The records.
   *
   * @default - all
   */
  readonly when?: LogCondition;

  /**
   * Whether ERROR goes when FATAL is the least that stays.
   *
   * @default false
   */
  readonly evenErrors?: boolean;

  /**
   * What stays for some time.
   *
   * @default - nothing
   */
  readonly except?: LogException[];
}

/** Records of which a share stays. */
export interface KeepLogsShareOptions extends DropLogsOptions {
  /** Percent that stays, at least 0.001 and less than 100. Anything else fails. Which ones, a hash of time and body says, of both times where the body is no text: the same record has the same fate everywhere. */
  readonly percent: number;
}

/** Records that are cut. */
export interface TruncateLogsOptions {
  /**
   * The records.
   *
   * @default - all
   */
  readonly when?: LogCondition;

  /**
   * So many bytes of the body, and of each attribute that is text, stay at most; a letter is never cut in two. Less than 64, or no whole number, fails.
   *
   * @default 4096
   */
  readonly bytes?: number;
}

/** Attributes that go. */
export interface DeleteLogAttributesOptions {
  /**
   * The records.
   *
   * @default - all
   */
  readonly when?: LogCondition;

  /** The attributes of the record; those of resources stay, which many records share. None, or an empty one, fails. */
  readonly attributes: string[];
}

/** What is blackened. */
export interface RedactLogsOptions {
  /**
   * The records.
   *
   * @default - all
   */
  readonly when?: LogCondition;

  /** What is looked for in the body and in attributes of the record that are texts, first to last. None fails. */
  readonly secrets: LogSecret[];
}

/** Records that are of a class. */
export interface ClassifyLogsOptions {
  /** The records. The last rule that is about a record says its class. */
  readonly when: LogCondition;

  /** The class, such as `audit`: letters, digits, `_`, `-` and `.`. Anything else fails. */
  readonly logClass: string;
}
