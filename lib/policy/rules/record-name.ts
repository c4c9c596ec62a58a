import { Finding } from '../../validation';
import { Expression, partsOf } from '../promql/expression';
import { parseExpression } from '../promql/parse-expression';

/** What PromQL reads as a name without quotes. */
const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/** What is wrong with the name of a recording rule. */
export function recordNameFindings(name: string, expr: string): Finding[] {
  if (!NAME.test(name)) {
    return [{
      what: `the name '${name}' is no name of a metric`,
      why: 'queries could read it in quotes only, and rule files of others refuse it',
      fix: `'${conventional(name.replace(/[^a-zA-Z0-9_:]+/g, '_').replace(/^(?=[0-9])/, '_') || 'requests', expr)}'`,
    }];
  }
  return name.includes(':') ? [] : [{
    what: `the name '${name}' has no colon`,
    why: 'nobody could tell it from a scraped metric, and a target that exposes one of that name would mix with it',
    fix: `'${conventional(name, expr)}', which is level:metric:operations`,
  }];
}

/** A name by the convention: the labels that are left, and the outermost operation. */
function conventional(name: string, expr: string): string {
  const parsed = parseExpression(expr);
  const expression = 'expression' in parsed ? parsed.expression : undefined;
  const [level, operation] = expression ? partsOfName(expression) : ['job', 'sum'];
  return name.includes(':') ? name : `${level}:${name}:${operation}`;
}

function partsOfName(expression: Expression): [level: string, operation: string] {
  switch (expression.kind) {
    case 'aggregation': return [
      expression.grouping === 'without' ? ['without', ...expression.labels].join('_') : expression.labels.join('_') || 'all', expression.operation,
    ].map((part) => part.replace(/[^a-zA-Z0-9_]/g, '_')) as [string, string];
    case 'call': {
      const read = partsOf(expression).find(({ kind }) => kind !== 'literal');
      // the bounds of buckets are gone behind a quantile
      return [read ? partsOfName(read)[0].replace(/_le\b|\ble_/, '') : 'all', expression.name];
    }
    case 'binary': return [partsOfName(expression.left)[0], expression.operator === '/' ? 'ratio' : 'result'];
    default: return ['instance', 'value'];
  }
}
