import { Matcher, Selector } from '../../../lib/policy/promql/expression';
import { replaceVariables } from '../../../lib/policy/promql/variables';
import { expressionOf } from '../promql/expressions';

/** A selector in the words of PromQL, with variables of a dashboard if it has some. */
export function selectorOf(text: string): Selector {
  const expression = expressionOf(replaceVariables(text));
  if (expression.kind !== 'selector') {
    throw new Error(`${text} is no selector`);
  }
  return expression;
}

/** What a selector asks of one label: `a="b"`. */
export function matcherOf(text: string): Matcher {
  return selectorOf(`{${text}}`).matchers[0]!;
}
