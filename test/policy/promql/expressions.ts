import { Expression, Selector } from '../../../lib/policy/promql/expression';
import { parseExpression } from '../../../lib/policy/promql/parse-expression';

/** An expression that must be one. */
export function expressionOf(text: string): Expression {
  const parsed = parseExpression(text);
  if ('fault' in parsed) {
    throw new Error(`${text}: ${parsed.fault}`);
  }
  return parsed.expression;
}

/** A selector in the words of PromQL. */
export function wordsOf({ metric = '', matchers }: Selector): string {
  const asked = matchers.map(({ label, operator, value }) => `${label}${operator}"${value}"`).join(',');
  return asked === '' ? metric : `${metric}{${asked}}`;
}
