import { isLabelName, isLabelTemplate, LabelNames } from './label-names';
import { fail } from '../../validation';
import { requireAnchoredPattern } from '../patterns';

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

const { REPLACE, KEEPEQUAL, DROPEQUAL, HASHMOD, LABELDROP, LABELKEEP, LABELMAP, LOWERCASE, UPPERCASE } = RelabelAction;

/** Actions with the name of a label to write or to compare with. */
const WITH_TARGET: readonly RelabelAction[] = [REPLACE, HASHMOD, LOWERCASE, UPPERCASE, KEEPEQUAL, DROPEQUAL];

/** What Prometheus takes when nothing is said. */
export const DEFAULT_SEPARATOR = ';';
export const DEFAULT_REGEX = '(.*)';
export const DEFAULT_REPLACEMENT = '$1';

type Option = Exclude<keyof RelabelConfig, 'action'>;

/** Options that an action does not know, and what it knows. */
interface Limited {
  readonly knows: string;
  readonly refuses: readonly Option[];
}

const NAMES_ONLY: Limited = { knows: 'regex only', refuses: ['sourceLabels', 'targetLabel', 'modulus', 'separator', 'replacement'] };
const COMPARES: Limited = { knows: 'sourceLabels and targetLabel only', refuses: ['regex', 'modulus', 'separator', 'replacement'] };
const SPELLS: Limited = { knows: 'no replacement', refuses: ['replacement'] };

const LIMITED: { readonly [action in RelabelAction]?: Limited } = {
  [LABELDROP]: NAMES_ONLY,
  [LABELKEEP]: NAMES_ONLY,
  [KEEPEQUAL]: COMPARES,
  [DROPEQUAL]: COMPARES,
  [LOWERCASE]: SPELLS,
  [UPPERCASE]: SPELLS,
};

/** Values that mean nothing, so that they do no harm. The expression of comparing actions and the labels of others must really be absent. */
const MEANS_NOTHING: { readonly [option in Option]?: unknown } = {
  separator: DEFAULT_SEPARATOR, replacement: DEFAULT_REPLACEMENT, targetLabel: '', modulus: 0,
};

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

type Refuse = (what: string, fix: string) => never;

/** Fails on what Prometheus refuses in a relabelling. */
export function requireRelabelling(caller: string, property: string, config: RelabelConfig, names = LabelNames.UTF8): void {
  const action = config.action ?? REPLACE;
  const refuse: Refuse = (what, fix) => fail(caller, {
    what: `${property}: ${action} ${what}`, why: 'Prometheus and the collector refuse the scrape configuration', fix,
  });
  if (!Object.values(RelabelAction).includes(action)) {
    refuse('is no action', `one of ${Object.values(RelabelAction).join(', ')}`);
  }
  if (config.regex !== undefined) {
    requireAnchoredPattern(caller, `${property}: regex`, config.regex);
  }
  if (config.sourceLabels?.some((name) => !isLabelName(LabelNames.UTF8, name))) {
    refuse(`has ${config.sourceLabels.includes('') ? 'an empty' : 'a broken'} name in sourceLabels`, "sourceLabels: ['__address__']");
  }
  requireModulus(action, config, refuse);
  requireTarget(action, config, names, refuse);
  const limited = LIMITED[action];
  const superfluous = limited?.refuses.find((option) => config[option] !== undefined && config[option] !== MEANS_NOTHING[option]);
  if (superfluous) {
    refuse(`knows ${limited?.knows}, and ${superfluous} is given`, `leave ${superfluous} out`);
  }
}

function requireModulus(action: RelabelAction, { modulus }: RelabelConfig, refuse: Refuse): void {
  if (modulus !== undefined && (!Number.isSafeInteger(modulus) || modulus < 0)) {
    refuse(`has modulus ${modulus}`, 'modulus: 3');
  }
  if (action === HASHMOD && !modulus) {
    refuse('has no modulus', 'modulus: 3');
  }
}

function requireTarget(action: RelabelAction, { targetLabel, replacement }: RelabelConfig, names: LabelNames, refuse: Refuse): void {
  if (WITH_TARGET.includes(action)) {
    if (!targetLabel) {
      refuse('has no targetLabel', "targetLabel: 'namespace'");
    } else if (!(action === REPLACE && targetLabel.includes('$') ? isLabelTemplate : isLabelName)(names, targetLabel)) {
      refuse(`has targetLabel '${targetLabel}', which no label may have for a name`, "targetLabel: 'namespace'");
    }
  }
  if (action === LABELMAP && !isLabelTemplate(names, replacement ?? DEFAULT_REPLACEMENT)) {
    refuse(replacement === '' ? 'has an empty replacement' : `has replacement '${replacement}', which no label may have for a name`, "replacement: '$1'");
  }
}
