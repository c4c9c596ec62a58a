import { goQuoted } from './go-quoted';
import { isLabelName, isLabelTemplate, LabelNames } from './label-names';
import { DEFAULT_ACTION, DEFAULT_REPLACEMENT, DEFAULT_SEPARATOR, RelabelAction, RelabelConfig } from './relabel-config';
import { RelabelOption, Spelling } from './relabel-keys';
import { anchoredFault } from '../patterns';

/*
 * What Prometheus refuses in a rule, in its own words: who looks for them finds what others have asked and answered.
 * See https://github.com/prometheus/prometheus/blob/v0.315.0/model/relabel/relabel.go.
 */

/** Why a rule is refused. */
export interface Refusal {
  /** The words of Prometheus, after what is ours. */
  readonly words: string;
  readonly fix: string;
}

const { REPLACE, KEEPEQUAL, DROPEQUAL, HASHMOD, LABELDROP, LABELKEEP, LABELMAP, LOWERCASE, UPPERCASE } = RelabelAction;

/** Actions with the name of a label to write or to compare with. */
const WITH_TARGET: readonly RelabelAction[] = [REPLACE, HASHMOD, LOWERCASE, UPPERCASE, KEEPEQUAL, DROPEQUAL];

/** Actions that know no replacement. */
const WITHOUT_REPLACEMENT: readonly RelabelAction[] = [LOWERCASE, UPPERCASE, KEEPEQUAL, DROPEQUAL];

/** What is wrong with the name of a source label. */
export function sourceRefusal(name: string, spell: Spelling): Refusal | undefined {
  return isLabelName(LabelNames.UTF8, name) ? undefined : { words: `${goQuoted(name)} is not a valid label name`, fix: `${spell('sourceLabels')}: ['__address__']` };
}

/** What is wrong with an expression. */
export function regexRefusal(regex: string): Refusal | undefined {
  const fault = anchoredFault(regex);
  return fault && {
    words: `regex '${regex}' is no RE2 expression${fault.place}: ${fault.words}`, fix: 'regex: an expression of https://github.com/google/re2/wiki/Syntax',
  };
}

/** Whether a text is the name of an action. */
export function isAction(text: string): text is RelabelAction {
  return Object.values<string>(RelabelAction).includes(text);
}

/** What is wrong with a text that names no action. */
export function actionRefusal(written: string): Refusal {
  return { words: `unknown relabel action ${goQuoted(written)}`, fix: `action: one of ${Object.values(RelabelAction).join(', ')}` };
}

/** What is wrong with a rule of which every part can be read. */
export function ruleRefusal(config: RelabelConfig, names: LabelNames, spell: Spelling): Refusal | undefined {
  const action = config.action ?? DEFAULT_ACTION;
  if (!isAction(action)) {
    return { words: 'relabel action cannot be empty', fix: `action: ${DEFAULT_ACTION}, or leave it out` };
  }
  if (action === HASHMOD && Math.trunc(config.modulus ?? 0) === 0) {
    return { words: 'relabel configuration for hashmod requires non-zero modulus', fix: 'modulus: 3' };
  }
  return targetRefusal(action, config, names, spell) ?? replacementRefusal(action, config, names) ?? superfluous(action, config, spell);
}

/** What Prometheus takes, and reads as something else than stands there. */
export function ownRefusal({ modulus, sourceLabels }: RelabelConfig, spell: Spelling): Refusal | undefined {
  if (modulus !== undefined && (!Number.isSafeInteger(modulus) || modulus < 0)) {
    return { words: `modulus is ${modulus}, and has to be a whole number below 2^53`, fix: 'modulus: 3' };
  }
  return sourceLabels?.includes('') ? sourceRefusal('', spell) : undefined;
}

function targetRefusal(action: RelabelAction, { targetLabel = '' }: RelabelConfig, names: LabelNames, spell: Spelling): Refusal | undefined {
  if (!WITH_TARGET.includes(action)) {
    return undefined;
  }
  const fix = `${spell('targetLabel')}: 'namespace'`;
  if (targetLabel === '') {
    return { words: `relabel configuration for ${action} action requires 'target_label' value`, fix };
  }
  const isValid = action === REPLACE && targetLabel.includes('$') ? isLabelTemplate : isLabelName;
  return isValid(names, targetLabel) ? undefined : { words: `${goQuoted(targetLabel)} is invalid 'target_label' for ${action} action`, fix };
}

function replacementRefusal(action: RelabelAction, { replacement = DEFAULT_REPLACEMENT }: RelabelConfig, names: LabelNames): Refusal | undefined {
  if (WITHOUT_REPLACEMENT.includes(action) && replacement !== DEFAULT_REPLACEMENT) {
    return { words: `'replacement' can not be set for ${action} action`, fix: 'leave replacement out' };
  }
  return action === LABELMAP && !isLabelTemplate(names, replacement)
    ? { words: `${goQuoted(replacement)} is invalid 'replacement' for labelmap action`, fix: "replacement: '$1'" }
    : undefined;
}

/** What must be left out, by action; the rest may be written as it is anyway. */
function superfluous(action: RelabelAction, config: RelabelConfig, spell: Spelling): Refusal | undefined {
  const { separator = DEFAULT_SEPARATOR, replacement = DEFAULT_REPLACEMENT, modulus = 0, targetLabel = '' } = config;
  const given = (options: readonly (readonly [RelabelOption, boolean])[]) => options.filter(([, isGiven]) => isGiven).map(([option]) => spell(option));
  const others = [['modulus', modulus !== 0], ['separator', separator !== DEFAULT_SEPARATOR], ['replacement', replacement !== DEFAULT_REPLACEMENT]] as const;
  const [words, surplus] = action === KEEPEQUAL || action === DROPEQUAL
    ? [`${action} action requires only 'source_labels' and \`target_label\`, and no other fields`, given([['regex', config.regex !== undefined], ...others])]
    : action === LABELDROP || action === LABELKEEP
      ? [`${action} action requires only 'regex', and no other fields`, given([['sourceLabels', config.sourceLabels !== undefined], ['targetLabel', targetLabel !== ''], ...others])]
      : ['', []];
  return surplus.length === 0 ? undefined : { words, fix: `leave ${surplus.join(', ')} out` };
}
