import { fail } from '../../../validation';
import { requirePattern } from '../patterns';

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
   * The label that is written. Actions that write a label fail without it, actions that write none fail with it.
   *
   * @default - none
   */
  readonly targetLabel?: string;

  /**
   * What is written.
   *
   * @default '$1'
   */
  readonly replacement?: string;

  /**
   * The number of shards of `RelabelAction.HASHMOD`, which fails without it; at least 1.
   *
   * @default - none
   */
  readonly modulus?: number;
}

const { REPLACE, KEEPEQUAL, DROPEQUAL, HASHMOD, LABELDROP, LABELKEEP, LABELMAP, LOWERCASE, UPPERCASE } = RelabelAction;

const WRITES_A_LABEL: readonly RelabelAction[] = [REPLACE, HASHMOD, LOWERCASE, UPPERCASE, KEEPEQUAL, DROPEQUAL];
const NAMES_ONLY: readonly RelabelAction[] = [LABELDROP, LABELKEEP];
const COMPARES: readonly RelabelAction[] = [KEEPEQUAL, DROPEQUAL];

/** A relabelling in the words of Prometheus. */
export function relabelling(config: RelabelConfig): object {
  return {
    source_labels: config.sourceLabels,
    separator: config.separator,
    regex: config.regex,
    modulus: config.modulus,
    target_label: config.targetLabel,
    replacement: config.replacement,
    action: config.action ?? REPLACE,
  };
}

/** Fails on what Prometheus refuses in a relabelling. */
export function requireRelabelling(property: string, config: RelabelConfig): void {
  const action = config.action ?? REPLACE;
  const refuse = (what: string, fix: string): never => fail('PrometheusReceiver', {
    what: `${property}: ${action} ${what}`, why: 'the collector refuses the scrape configuration', fix,
  });
  if (config.regex !== undefined) {
    requirePattern('PrometheusReceiver', `${property}: regex`, config.regex);
  }
  if (config.sourceLabels?.includes('')) {
    refuse('has an empty name in sourceLabels', "sourceLabels: ['__address__']");
  }
  if (WRITES_A_LABEL.includes(action) && !config.targetLabel) {
    refuse('has no targetLabel', "targetLabel: 'namespace'");
  }
  if (config.modulus !== undefined && (!Number.isInteger(config.modulus) || config.modulus < 0)) {
    refuse(`has modulus ${config.modulus}`, 'modulus: 3');
  }
  if (action === HASHMOD && !config.modulus) {
    refuse('has no modulus', 'modulus: 3');
  }
  if (action === LABELMAP && config.replacement === '') {
    refuse('has an empty replacement', "replacement: '$1'");
  }
  const [kind, allowed] = NAMES_ONLY.includes(action) ? ['knows regex only', ['regex']] as const
    : COMPARES.includes(action) ? ['knows sourceLabels and targetLabel only', ['sourceLabels', 'targetLabel']] as const
      : ['', undefined] as const;
  const superfluous = allowed && Object.entries(config)
    .find(([key, value]) => value !== undefined && key !== 'action' && !(allowed as readonly string[]).includes(key))?.[0];
  if (superfluous) {
    refuse(`${kind}, and ${superfluous} is given`, `leave ${superfluous} out`);
  }
}
