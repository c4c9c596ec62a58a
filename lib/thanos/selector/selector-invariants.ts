import { LabelNames } from '../../policy/relabel/label-names';
import { RelabelAction, RelabelConfig } from '../../policy/relabel/relabel-config';
import { asOption } from '../../policy/relabel/relabel-keys';
import { isAction, ownRefusal, regexRefusal, ruleRefusal, sourceRefusal } from '../../policy/relabel/relabel-refusals';
import { Finding } from '../../validation';

/** Thanos selects, and writes nothing into blocks. */
const SUPPORTED: readonly RelabelAction[] = [RelabelAction.KEEP, RelabelAction.DROP, RelabelAction.HASHMOD];

/**
 * Judges the rules of a selector.
 *
 * @see https://thanos.io/tip/thanos/sharding.md/#relabelling
 */
export function selectorFindings(rules: readonly RelabelConfig[]): Finding[] {
  return rules.flatMap((rule, index) => {
    const action = rule.action ?? RelabelAction.REPLACE;
    return isAction(action) && !SUPPORTED.includes(action) ? [{
      what: `rule ${index} of the selector has the action ${action}`,
      why: 'Thanos does not start (unsupported relabel action): it selects blocks by their labels, and changes none',
      fix: `action: one of ${SUPPORTED.join(', ')}`,
    }] : ruleFindings(rule, index);
  });
}

function ruleFindings(rule: RelabelConfig, index: number): Finding[] {
  const refusal = (rule.sourceLabels ?? []).map((name) => sourceRefusal(name, asOption)).find((found) => found)
    ?? (rule.regex === undefined ? undefined : regexRefusal(rule.regex))
    ?? ruleRefusal(rule, LabelNames.UTF8, asOption)
    ?? ownRefusal(rule, asOption);
  return refusal === undefined ? [] : [{
    what: `rule ${index} of the selector: ${refusal.words}`,
    why: 'Thanos does not start, or selects something else than is meant',
    fix: refusal.fix,
  }];
}
