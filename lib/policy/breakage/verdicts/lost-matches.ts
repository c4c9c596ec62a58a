import { keepLabelFix, namesOf, severity, unlessSure, Verdict } from './verdict';
import { Matcher, Selector } from '../../promql/expression';
import { hasVariable } from '../../promql/variables';
import { Fates } from '../fates/fates';
import { MatcherFate } from '../fates/series-fate';

/** What a selector asks of labels that are no longer what they were. */
export function lostMatches(fates: Fates, selector: Selector, matcher: Matcher, sure: boolean): Verdict[] {
  const fate = fates.of(selector).matcher(matcher);
  if (!fate) {
    return [];
  }
  const { kind, label } = fate;
  const { part, kind: change, to } = label;
  const asked = `${matcher.label}${matcher.operator}${hasVariable(matcher.value) ? 'a variable' : `"${matcher.value}"`}`;
  return [{
    severity: severity(sure && fate.sure && kind !== 'unknown'),
    part,
    what: `the expression asks for ${asked}, but ${part} ${VERBS[change]} '${matcher.label}'${to === undefined ? '' : ` to '${to}'`} of ${unlessSure(label.sure, 'some of ')}${namesOf(selector)}`,
    why: WHY[kind],
    fix: fixOf(fate, matcher),
  }];
}

const VERBS = { gone: 'takes away', renamed: 'renames', mapped: 'writes other values to' };

const WHY = {
  nothing: 'no series would be as it asks',
  others: 'series would be selected that were left out before',
  unknown: 'it may select more, or fewer: what the values are is not known',
};

function fixOf({ label: { kind, part, to }, instead }: MatcherFate, { label, operator, value }: Matcher): string {
  return kind === 'renamed' ? `${to}${operator}"${hasVariable(value) ? '…' : value}"`
    : kind === 'gone' ? keepLabelFix(part, label)
      : instead !== undefined && instead !== '' ? `${label}${operator}"${instead}", or leave "${value}" out of ${part}` : 'ask for the values that the policy writes';
}
