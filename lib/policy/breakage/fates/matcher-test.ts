import { literalOf, patternFinding } from '../../patterns';
import { Matcher } from '../../promql/expression';
import { hasVariable } from '../../promql/variables';
import { AnchoredPattern } from '../../relabel/anchored-pattern';

/** Whether values are as a matcher asks; nothing when it depends on a variable, or cannot be read. */
export function testOf({ operator, value }: Matcher): ((text: string) => boolean) | undefined {
  if (hasVariable(value)) {
    return undefined;
  }
  if (operator === '=' || operator === '!=') {
    return (text) => (text === value) === (operator === '=');
  }
  if (patternFinding('regex', value)) {
    return undefined;
  }
  const pattern = new AnchoredPattern(value);
  return (text) => pattern.matches(text) === (operator === '=~');
}

/** Whether a matcher asks nothing. */
export function matchesAnything({ operator, value }: Matcher): boolean {
  return operator === '=~' && ['.*', '(.*)', '.*|'].includes(value);
}

/** The values that a matcher names one by one; nothing when it does not. */
export function namedValues({ operator, value }: Matcher): readonly string[] | undefined {
  if (hasVariable(value)) {
    return undefined;
  }
  const pieces = value.replace(/^\(\??:?([^()]*)\)$/, '$1').split('|').map(literalOf);
  return !operator.endsWith('~') ? [value] : pieces.every((piece): piece is string => piece !== undefined) ? pieces : undefined;
}

/** The values that a label can have if a matcher lets it through; nothing when there is no end of them. */
export function allowedValues(matcher: Matcher): readonly string[] | undefined {
  return matcher.operator === '=' || matcher.operator === '=~' ? namedValues(matcher) : undefined;
}
