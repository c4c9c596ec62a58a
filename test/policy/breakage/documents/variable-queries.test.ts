import { readVariableQuery } from '../../../../lib/policy/breakage/documents/variable-queries';
import { parseExpression } from '../../../../lib/policy/promql/parse-expression';

const read = (query: string) => readVariableQuery('variable', query).map(({ parsed, shown }) => [parsed, shown?.map(({ label }) => label)]);

describe('the query of a variable', () => {
  test.each<[string, string, string[]]>([
    ['label_values(up, job)', 'up', ['job']],
    ['  label_values (up{a="b"} , "job" ) ', 'up{a="b"}', ['job']],
    ['label_values(up,job)', 'up', ['job']],
    ['label_values(job)', '{}', ['job']],
    ['label_values(sum by (a, b) (x), a)', 'sum by (a, b) (x)', ['a']],
    ['query_result(topk(3, x))', 'topk(3, x)', []],
    [' query_result (x) ', 'x', []],
    ['metrics(go_.*)', '{__name__=~"go_.*"}', []],
    [' metrics ( go_.* ) ', '{__name__=~"go_.*"}', []],
    ['up', 'up', []],
  ])('%s needs %s', (query, expression, labels) => {
    expect(read(query)).toEqual([[parseExpression(expression), labels]]);
  });

  test.each(['label_names()', ' label_names (go_.*) ', '', '  '])("'%s' needs nothing that a policy takes", (query) => {
    expect(read(query)).toEqual([]);
  });

  test.each(['metrics(x) + 1', 'my_metrics(x)', 'my_label_names()', 'label_names() + 1', 'my_query_result(x)', 'query_result(x) + 1', 'my_label_values(up, job)', 'label_values(up, job) + 1'])(
    'is what it says as a whole: %s is no function of Grafana', (query) => {
      expect(read(query)).toEqual([[parseExpression(query), []]]);
    },
  );
});
