import { parseExpression } from '../../promql/parse-expression';
import { replaceVariables } from '../../promql/variables';
import { Statement } from '../statement';

const LABEL_VALUES = /^\s*label_values\s*\(\s*(?:([^]+?)\s*,\s*)?["']?([a-zA-Z_$][\w${}:]*)["']?\s*\)\s*$/;
const QUERY_RESULT = /^\s*query_result\s*\(([^]*)\)\s*$/;
const METRICS = /^\s*metrics\s*\(([^]*)\)\s*$/;
const LABEL_NAMES = /^\s*label_names\s*\([^]*\)\s*$/;

/**
 * What a variable of a dashboard needs, by its query.
 *
 * @see https://grafana.com/docs/grafana/latest/datasources/prometheus/template-variables/
 */
export function readVariableQuery(where: string, query: string): Statement[] {
  const statement = (text: string, shown: Statement['shown'] = []): Statement[] => [{ where, text: query, parsed: parseExpression(replaceVariables(text)), shown }];
  const [isOfLabel, metric, label] = LABEL_VALUES.exec(query) ?? [];
  if (isOfLabel !== undefined) {
    return statement(metric ?? '{}', [{ label: replaceVariables(label!), use: 'the variable takes its values' }]);
  }
  const [, expression] = QUERY_RESULT.exec(query) ?? [];
  if (expression !== undefined) {
    return statement(expression);
  }
  const [, names] = METRICS.exec(query) ?? [];
  if (names !== undefined) {
    return statement(`{__name__=~${JSON.stringify(names.trim())}}`);
  }
  return LABEL_NAMES.test(query) || query.trim() === '' ? [] : statement(query);
}
