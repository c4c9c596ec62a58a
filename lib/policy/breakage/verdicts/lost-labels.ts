import { keepLabelFix, namesOf, severity, unlessSure, Verdict } from './verdict';
import { hasVariable } from '../../promql/variables';
import { Fates } from '../fates/fates';
import { Need } from '../needs/label-needs';

/** A label that an expression, or what shows its result, counts on. */
export function lostLabel(fates: Fates, { selector, label, use, sure }: Need, mayBeError: boolean): Verdict[] {
  if (hasVariable(label)) {
    return unknownLabel(fates, { selector, label, use, sure });
  }
  const fate = fates.of(selector).label(label);
  if (!fate) {
    return [];
  }
  const { kind, part, to } = fate;
  const some = unlessSure(fate.sure, 'some of ');
  return [{
    severity: severity(mayBeError && sure && fate.sure && kind !== 'mapped'),
    part,
    what: kind === 'mapped' ? `${part} writes other values to '${label}' of ${some}${namesOf(selector)}, and ${use}`
      : kind === 'renamed' ? `${part} renames '${label}' to '${to}' of ${some}${namesOf(selector)}, but ${use}`
        : `${part} takes '${label}' from ${some}${namesOf(selector)}, but ${use}`,
    why: kind === 'mapped' ? 'series with several values become one, and what compares them with others finds none' : 'it would be empty for all of them',
    fix: kind === 'mapped' ? 'expect the values that the policy writes' : kind === 'renamed' ? `'${to}' instead of '${label}'` : keepLabelFix(part, label),
  }];
}

function unknownLabel(fates: Fates, { selector, use }: Need): Verdict[] {
  const [loss] = fates.of(selector).losses;
  return loss ? [{
    severity: severity(false),
    part: loss.part,
    what: `${loss.part} takes '${loss.label}' from ${namesOf(selector)}, and of a label that a variable names ${use}`,
    why: 'whether it is this one is not known',
    fix: 'leave the label out of the values of the variable',
  }] : [];
}
