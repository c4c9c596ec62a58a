/** What a relabelling does. */
export enum RelabelAction {
  REPLACE = 'replace',
  KEEP = 'keep',
  DROP = 'drop',
  KEEPEQUAL = 'keepequal',
  DROPEQUAL = 'dropequal',
  HASHMOD = 'hashmod',
  LABELMAP = 'labelmap',
  LABELDROP = 'labeldrop',
  LABELKEEP = 'labelkeep',
  LOWERCASE = 'lowercase',
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
