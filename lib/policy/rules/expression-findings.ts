import { RuleReader } from './rule-document';
import { Finding } from '../../validation';
import { isAtLeast } from '../../versions';
import { checkExpression, CheckedExpression } from '../promql/check-expression';

/** What is refused of the expression of a rule. */
export function expressionFindings(where: string, expr: unknown, reader: RuleReader): Finding[] {
  const text = typeof expr === 'number' ? String(expr) : expr;
  if (typeof text !== 'string' || text.trim() === '') {
    return [{ what: `${where} has no expr`, why: `${reader.program} refuses the file`, fix: "expr: 'sum by (job) (rate(requests_total[5m]))'" }];
  }
  const checked = checkExpression(text);
  const [fault] = checked.faults;
  return fault
    ? [{ what: `${where}: expr '${text}' is no PromQL: ${fault.what}`, why: `${reader.program} refuses the file, and does not start`, fix: fault.fix }]
    : [...experimentalFindings(where, text, checked, reader), ...typeFindings(where, text, checked, reader)];
}

function experimentalFindings(where: string, text: string, { experimental }: CheckedExpression, reader: RuleReader): Finding[] {
  const { program, language, features, knows } = reader;
  const unknown = experimental.filter(({ feature, since }) => !features.includes(feature) && !(since !== undefined && isAtLeast(language, since)));
  return unknown.slice(0, 1).map(({ what, feature }) => ({
    what: `${where}: expr '${text}' has ${what}, which is experimental`,
    why: `${program} refuses the file, and does not start`,
    fix: knows.includes(feature) ? `extraArgs: ['--enable-feature=${feature}']` : `an expression without ${what}`,
  }));
}

/** What can be read, and never be evaluated. */
function typeFindings(where: string, text: string, { type }: CheckedExpression, { program }: RuleReader): Finding[] {
  return type === 'instant vector' || type === 'scalar' ? [] : [{
    what: `${where}: expr '${text}' is a ${type}`,
    why: `${program} fails to evaluate it, every time (rule result is not a vector or scalar)`,
    fix: type === 'string' ? "an expression of numbers, as in expr: 'up == 0'" : `expr: 'last_over_time(${text})', or another function of a range`,
  }];
}
