/** What a relabelling does. */
export enum RelabelAction {
  /** Writes `replacement` to `target_label` where the regex matches. */
  REPLACE = 'replace',
  /** Drops what does not match. */
  KEEP = 'keep',
  /** Drops what matches. */
  DROP = 'drop',
  /** Drops unless the source labels together are the value of `target_label`. */
  KEEPEQUAL = 'keepequal',
  /** Drops when the source labels together are the value of `target_label`. */
  DROPEQUAL = 'dropequal',
  /** Writes the hash of the source labels, modulo `modulus`, to `target_label`. */
  HASHMOD = 'hashmod',
  /** Copies labels whose names match to names made of `replacement`. */
  LABELMAP = 'labelmap',
  /** Takes away labels whose names match. */
  LABELDROP = 'labeldrop',
  /** Takes away labels whose names do not match. */
  LABELKEEP = 'labelkeep',
  /** Writes the source labels in lower case to `target_label`. */
  LOWERCASE = 'lowercase',
  /** Writes the source labels in upper case to `target_label`. */
  UPPERCASE = 'uppercase',
}

/**
 * A relabelling of targets or of series. Text is literal: `$1` is the first group of the expression.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
 */
export interface RelabelConfig {
  /**
   * What it does.
   *
   * @default RelabelAction.REPLACE
   */
  readonly action?: RelabelAction;

  /**
   * Labels whose values are joined. An empty name fails.
   *
   * @default - none
   */
  readonly sourceLabels?: string[];

  /**
   * What stands between the values.
   *
   * @default ';'
   */
  readonly separator?: string;

  /**
   * An RE2 expression, which must match the whole. What RE2 does not understand fails.
   *
   * @default '(.*)'
   */
  readonly regex?: string;

  /**
   * The label that is written, or compared. Actions that write or compare one fail without it, `labeldrop` and `labelkeep` fail with it.
   *
   * @default - none
   */
  readonly targetLabel?: string;

  /**
   * What is written. Actions that know no replacement fail with it.
   *
   * @default '$1'
   */
  readonly replacement?: string;

  /**
   * The number of shards of `RelabelAction.HASHMOD`, which fails without it; a whole number, at least 1.
   *
   * @default - none
   */
  readonly modulus?: number;
}

/** What Prometheus takes when nothing is said. */
export const DEFAULT_ACTION = RelabelAction.REPLACE;
export const DEFAULT_SEPARATOR = ';';
export const DEFAULT_REGEX = '(.*)';
export const DEFAULT_REPLACEMENT = '$1';
