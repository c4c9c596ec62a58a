import { ottlPattern } from './ottl-text';
import { Vantage } from './vantage';
import { AnchoredPattern } from '../../../relabel/anchored-pattern';
import { LabelCondition } from '../../policy-plan';

/** Whether a label matches; undefined when a collector cannot ask for it. A label that is not there is empty. */
export function labelMatches({ pathOf }: Vantage, { label, match }: LabelCondition): string | undefined {
  const path = pathOf(label);
  if (path === undefined) {
    return undefined;
  }
  const matches = `IsMatch(${path}, ${ottlPattern(match)})`;
  return new AnchoredPattern(match).matches('') ? `(${path} == nil or ${matches})` : matches;
}
