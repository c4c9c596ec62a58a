import { metricFaults, selectorFaults } from '../../lib/loki/rules/logql/logql';

test.each([
  'sum(rate({app="shop"}[5m])) > 0',
  'sum by (app) (count_over_time({app=~".+", namespace!="dev"} |= "}" | json | line_format `{{.msg}} (` [1m]))',
  'topk(3, sum(rate({app="a \\"b\\""} |~ "x{2}" [5m])) by (pod)) # a comment with {',
  'vector(1)',
  'avg_over_time({app="shop"} | unwrap bytes [5m]) / 2',
  'quantile_over_time(0.99, {app="shop"} | json | unwrap duration(took) | __error__="" [1h30m]) by (pod)',
  'rate({app!=""}[5m]) unless on(app) vector(1)',
  'rate({app="shop"} | regexp `(?P<status>\\d+)` | pattern "<method> <_> <path>" | label_format a="{{.b}}", c=d [1d12h])',
  'rate({app="shop"} |> "<_> failed <_>" != ip("10.0.0.0/8") [5m])',
])('%s may be a metric', (expr) => {
  expect(metricFaults(expr)).toEqual([]);
});

/** What the grammar of the editor lacks, and Loki takes. */
test.each([
  'sum_over_time({app="shop"} | json | unwrap lat [5m] offset 1d)',
  'max_over_time(({app="shop"} | json | unwrap lat)[5m] offset -1.5h)',
  'sum(Rate({app="shop"} |= "RATE(" [5m])) // a comment of Go',
  'rate({app="shop"}[5m]) /* another */ > 1',
  'approx_topk(3, rate({app="shop"}[5m]))',
  'rate({app="shop"}[5m]) ^ 2 and rate({app="shop"}[1h])',
  'rate({app="shop"} | json | status="500" took>5s (method="GET" or method="PUT") [5m])',
])('%s may be one too', (expr) => {
  expect(metricFaults(expr)).toEqual([]);
});

test.each([
  ['sum(rate({app="shop"}[5m])', "in which ')' is missing"],
  ['sum(rate({app="shop"}[5m])))', "in which ')' closes nothing"],
  ['rate({app="shop}[5m])', 'in which a quote is never closed'],
  ['{app="shop"} |= "error"', 'which has lines for a value, and no range to make a number of them'],
  ['rate({}[5m])', 'which selects every stream'],
  ['rate({app=~".*"}[5m])', 'which selects every stream'],
  ['rate({app=~"a?|b"}[5m])', 'which selects every stream'],
  ['rate({app!="shop"}[5m])', 'which selects every stream'],
  ['rate({app=~"("}[5m])', "in which '(' is no RE2 expression: missing closing ): `^(?s:()$`"],
  ['rate({app}[5m])', "in which '}[5m])' at character 10 cannot stand there"],
  ['rate({app==shop}[5m])', "in which '==shop}[5m])' at character 10 cannot stand there"],
  ['sum by (app) rate({app="shop"}[5m])', "in which 'rate({app=\"shop\"}[5m' at character 14 cannot stand there"],
  ['rate({app="shop"}[5m]) >', 'which ends too early'],
  ['rate({app="\\d"}[5m])', "in which the string \"\\d\" has the escape '\\d'"],
  ['rate({app="shop", }[5m])', "in which '}[5m])' at character 19 cannot stand there"],
  ['1 + 1', 'which selects no streams'],
])('%s is none', (expr, fault) => {
  expect(metricFaults(expr)).toEqual([fault]);
});

describe('what Loki asks beyond its grammar', () => {
  test.each([
    ['rate({app="shop"}[1.5h])', 'in which the range [1.5h] is none, such as [5m] or [1h30m]'],
    ['sum_over_time({app="shop"}[5m])', "in which sum_over_time has lines, and needs the numbers of '| unwrap'"],
    ['count_over_time({app="shop"} | unwrap lat [5m])', "in which count_over_time counts lines, and 'unwrap' leaves it numbers"],
    ['quantile_over_time({app="shop"} | unwrap lat [5m])', 'in which quantile_over_time has no number before the lines, such as 0.99'],
    ['rate(0.9, {app="shop"} | unwrap lat [5m])', 'in which rate takes no 0.9'],
    ['rate({app="shop"}[5m]) by (pod)', 'in which rate is grouped itself, and takes only an aggregation around it, such as sum by (app)'],
    ['topk(rate({app="shop"}[5m]))', 'in which topk needs a whole number of series, such as topk(3, …)'],
    ['approx_topk(0, rate({app="shop"}[5m]))', 'in which approx_topk needs a whole number of series, such as approx_topk(3, …)'],
    ['approx_topk by (pod) (3, rate({app="shop"}[5m]))', 'in which approx_topk is grouped'],
    ['sort(rate({app="shop"}[5m])) by (pod)', 'in which sort is grouped'],
    ['sum(3, rate({app="shop"}[5m]))', 'in which sum takes no 3'],
    ['rate({app="shop"}[5m]) > {app="shop"}', "in which '>' has lines beside it: {app=\"shop\"}"],
    ['rate({app="shop"}[5m]) and (1 + 1)', "in which 'and' has the number (1 + 1) beside it, and takes series only"],
    ['rate({app="shop"}[5m]) > 0x1F', 'in which 0x1F is no decimal number'],
    ['label_replace(rate({app="shop"}[5m]), "a", "$1", "b", "(")', "in which '(' is no RE2 expression: missing closing ): `^(?s:()$`"],
  ])('%s', (expr, fault) => {
    expect(metricFaults(expr)).toEqual([fault]);
  });

  test.each([
    ['|~ "("', "in which '(' is no RE2 expression: missing closing ): `^(?s:()$`"],
    ['|~ ip("10.0.0.1")', "in which ip(…) stands behind a regular expression's operator: |= or != take it"],
    ['|> "<method>"', "in which the pattern '<method>' of a filter gives <method> a name: only <_> may stand there"],
    ['| regexp "\\\\d+"', "in which regexp '\\d+' gives no group a name, such as (?P<status>\\d+)"],
    ['| regexp "("', "in which '(' is no RE2 expression: missing closing ): `^(?s:()$`"],
    ['| pattern "<_> a"', "in which pattern '<_> a' gives no place a name, such as <status>"],
    ['| pattern "<a><b>"', "in which pattern '<a><b>' has nothing between <a><b>"],
    ['| pattern "<a> <a>"', "in which pattern makes 'a' twice"],
    ['| label_format a=b, a=c', "in which label_format makes 'a' twice"],
    ['| drop a=~"("', "in which '(' is no RE2 expression: missing closing ): `^(?s:()$`"],
  ])('of the stage %s', (stage, fault) => {
    expect(metricFaults(`rate({app="shop"} ${stage} [5m])`)).toEqual([fault]);
  });
});

test('every fault is told', () => {
  expect(metricFaults('rate({app!="a"}[5m]) / rate({app=~"("}[1x])')).toHaveLength(1);
  expect(metricFaults('sum(3, rate({app!="a"}[5m])) / count_over_time({app="("} | unwrap lat [5m])')).toEqual([
    'in which sum takes no 3', 'which selects every stream', "in which count_over_time counts lines, and 'unwrap' leaves it numbers",
  ]);
});

test('a selector is in braces, and nothing is around it', () => {
  expect(selectorFaults('{namespace="dev", app=~"a|b"}')).toEqual([]);
  expect(selectorFaults(' {namespace="dev"} ')).toEqual([]);
  expect(selectorFaults('{namespace=~"("}')).toEqual(["in which '(' is no RE2 expression: missing closing ): `^(?s:()$`"]);
  expect(selectorFaults('{namespace="dev"')).toEqual(["in which '}' is missing"]);
  for (const none of ['namespace="dev"', '({namespace="dev"})', '{namespace="dev"} |= "a"', 'rate({namespace="dev"}[5m])']) {
    expect(selectorFaults(none)).toEqual(['which is no selector of streams in braces']);
  }
});
