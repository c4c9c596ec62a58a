import { metricFaults, selectorFaults } from '../../lib/loki/rules/logql';

test.each([
  'sum(rate({app="shop"}[5m])) > 0',
  'sum by (app) (count_over_time({app=~".+", namespace!="dev"} |= "}" | json | line_format `{{.msg}} (` [1m]))',
  'topk(3, sum(rate({app="a \\"b\\""} |~ "x{2}" [5m])) by (pod)) # a comment with {',
  'vector(1)',
  'avg_over_time({app="shop", } | unwrap bytes [5m]) / 2',
])('%s may be a metric', (expr) => {
  expect(metricFaults(expr)).toEqual([]);
});

test.each([
  ['sum(rate({app="shop"}[5m])', "in which ')' is missing"],
  ['sum(rate({app="shop"}[5m])))', "in which ')' closes nothing"],
  ['rate({app="shop}[5m])', 'in which a quote is never closed'],
  ['{app="shop"} |= "error"', 'which has lines for a value, and no range to make a number of them'],
  ['rate({}[5m])', 'which selects every stream'],
  ['rate({app=~".*"}[5m])', 'which selects every stream'],
  ['rate({app!="shop"}[5m])', 'which selects every stream'],
  ['rate({app}[5m])', "in which 'app' is no matcher"],
  ['rate({app==shop}[5m])', "in which 'app==shop' is no matcher"],
  ['up', 'which selects no streams'],
])('%s is none', (expr, fault) => {
  expect(metricFaults(expr)).toEqual([fault]);
});

test('a selector is in braces, and nothing is around it', () => {
  expect(selectorFaults('{namespace="dev", app=~"a|b"}')).toEqual([]);
  expect(selectorFaults('namespace="dev"')).toEqual(['which is no selector of streams in braces']);
});
