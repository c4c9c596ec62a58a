import { createHash } from 'crypto';
import { AnchoredPattern } from './anchored-pattern';
import { LabelBuilder } from './label-builder';
import { isLabelName, LabelNames } from './label-names';
import { toLower, toUpper } from './letter-case';
import { remembering } from './memo';
import { DEFAULT_ACTION, DEFAULT_REGEX, DEFAULT_REPLACEMENT, DEFAULT_SEPARATOR, RelabelAction, RelabelConfig } from './relabel-config';
import { readTemplate } from './template';

/** Changes labels; false when it drops what has them. */
export type RelabelRule = (labels: LabelBuilder) => boolean;

/** A relabelling of which everything is known. */
interface Plan {
  /** The values of the source labels, joined. */
  readonly source: (labels: LabelBuilder) => string;
  readonly pattern: AnchoredPattern;
  readonly targetLabel: string;
  readonly replacement: string;
  readonly modulus: number;
  readonly names: LabelNames;
}

/** What each action does, as the relabel engine of Prometheus does it. */
const ACTIONS: { readonly [action in RelabelAction]: (plan: Plan) => RelabelRule } = {
  [RelabelAction.REPLACE]: replace,
  [RelabelAction.KEEP]: ({ pattern, source }) => (labels) => pattern.matches(source(labels)),
  [RelabelAction.DROP]: ({ pattern, source }) => (labels) => !pattern.matches(source(labels)),
  [RelabelAction.KEEPEQUAL]: ({ targetLabel, source }) => (labels) => labels.get(targetLabel) === source(labels),
  [RelabelAction.DROPEQUAL]: ({ targetLabel, source }) => (labels) => labels.get(targetLabel) !== source(labels),
  [RelabelAction.HASHMOD]: (plan) => writing(plan, (text) => shard(text, plan.modulus)),
  [RelabelAction.LABELMAP]: labelMap,
  [RelabelAction.LABELDROP]: ({ pattern }) => deleting((name) => pattern.matches(name)),
  [RelabelAction.LABELKEEP]: ({ pattern }) => deleting((name) => !pattern.matches(name)),
  [RelabelAction.LOWERCASE]: (plan) => writing(plan, toLower),
  [RelabelAction.UPPERCASE]: (plan) => writing(plan, toUpper),
};

/**
 * A relabelling, ready to be applied.
 *
 * @throws on an expression that RE2 cannot read: see requireRelabellings
 * @see https://github.com/prometheus/prometheus/blob/v0.315.0/model/relabel/relabel.go
 */
export function relabelRule(config: RelabelConfig, names: LabelNames): RelabelRule {
  const { sourceLabels = [], separator = DEFAULT_SEPARATOR } = config;
  return ACTIONS[config.action ?? DEFAULT_ACTION]({
    source: sourceOf(sourceLabels, separator),
    pattern: new AnchoredPattern(config.regex ?? DEFAULT_REGEX),
    targetLabel: config.targetLabel ?? '',
    replacement: config.replacement ?? DEFAULT_REPLACEMENT,
    modulus: config.modulus ?? 0,
    names,
  });
}

/** Applies one rule after the other; false when one of them drops. */
export function relabel(labels: LabelBuilder, rules: readonly RelabelRule[]): boolean {
  return rules.every((rule) => rule(labels));
}

function sourceOf(names: readonly string[], separator: string): (labels: LabelBuilder) => string {
  const [first, ...others] = names;
  return first === undefined ? () => '' : (labels) => others.reduce((joined, name) => joined + separator + labels.get(name), labels.get(first));
}

function replace(plan: Plan): RelabelRule {
  return plan.targetLabel.includes('$') || plan.replacement.includes('$') ? expanding(plan) : assigning(plan);
}

/** Groups are not asked for: to know that there is a match costs less than to know what has matched. */
function assigning({ source, pattern, targetLabel, replacement }: Plan): RelabelRule {
  return (labels) => {
    if (pattern.matches(source(labels))) {
      labels.set(targetLabel, replacement);
    }
    return true;
  };
}

function expanding({ source, pattern, targetLabel, replacement, names }: Plan): RelabelRule {
  const [target, value] = [readTemplate(targetLabel), readTemplate(replacement)];
  const isName = targetLabel.includes('$') ? (name: string) => isLabelName(names, name) : () => true;
  return (labels) => {
    const match = pattern.match(source(labels));
    if (match) {
      const name = target(match);
      if (isName(name)) {
        labels.set(name, value(match));
      }
    }
    return true;
  };
}

function labelMap({ pattern, replacement }: Plan): RelabelRule {
  const template = readTemplate(replacement);
  const newName = remembering((name) => pattern.matches(name) ? pattern.replaceAll(name, template) : undefined);
  return (labels) => {
    labels.copy(newName);
    return true;
  };
}

function deleting(goes: (name: string) => boolean): RelabelRule {
  return (labels) => {
    labels.deleteWhere(goes);
    return true;
  };
}

function writing({ source, targetLabel }: Plan, valueOf: (text: string) => string): RelabelRule {
  return (labels) => {
    labels.set(targetLabel, valueOf(source(labels)));
    return true;
  };
}

/** The last eight bytes of the MD5 sum, as one number. */
function shard(text: string, modulus: number): string {
  return String(createHash('md5').update(text).digest().readBigUInt64BE(8) % BigInt(modulus));
}
