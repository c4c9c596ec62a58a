import { Selector } from '../../promql/expression';
import { hasVariable, patternOfName } from '../../promql/variables';
import { Breakage, BreakageSeverity } from '../breakage';

/** A breakage before anybody has said where it is. */
export type Verdict = Omit<Breakage, 'where' | 'expression'>;

export function severity(sure: boolean): BreakageSeverity {
  return sure ? BreakageSeverity.ERROR : BreakageSeverity.WARNING;
}

/** The series of a selector, in words. */
export function namesOf({ metric, matchers }: Selector): string {
  if (metric !== undefined) {
    return hasVariable(metric) ? `'${patternOfName(metric)}'` : `'${metric}'`;
  }
  const asked = matchers.map(({ label, operator, value }) => `${label}${operator}"${patternOfName(value)}"`);
  return asked.length === 0 ? 'all metrics' : `{${asked.join(', ')}}`;
}

/** `in some cases`, when it is not so in all. */
export function unlessSure(sure: boolean, words: string): string {
  return sure ? '' : words;
}

/** How a label stays with a metric, by the part that takes it. */
export function keepLabelFix(part: string, label: string): string {
  return part.endsWith('keepLabels') ? `${part}: '${label}' too` : `leave '${label}' out of ${part}, or rules on other series than these`;
}
