import { checkExpression } from '../../../lib/policy/promql/check-expression';
import { FUNCTIONS } from '../../../lib/policy/promql/functions';

const faultOf = (text: string) => checkExpression(text).faults[0];

describe('an expression has the type', () => {
  test.each<[string, string]>([
    ['up', 'instant vector'],
    ['up[5m]', 'range vector'],
    ['up[5m] offset 1h @ 5', 'range vector'],
    ['sum(up)[5m:1m]', 'range vector'],
    ['(up[5m])', 'range vector'],
    ['1 + 2', 'scalar'],
    ['-time()', 'scalar'],
    ['scalar(up) > bool 1', 'scalar'],
    ['1 + up', 'instant vector'],
    ['rate(up[5m])', 'instant vector'],
    ["('a')", 'string'],
  ])('of %s: %s', (text, type) => {
    expect(checkExpression(text)).toMatchObject({ faults: [], experimental: [], type });
  });
});

describe('a function', () => {
  test.each<[string, string, string]>([
    ['rate(up)', "rate takes a range vector, and 'up' is an instant vector", 'up[5m]'],
    ['rate(sum(up))', "rate takes a range vector, and 'sum(up)' is an instant vector", '(sum(up))[5m:1m]'],
    ['rate(5)', "rate takes a range vector, and '5' is a scalar", 'a selector with a range, as in up[5m]'],
    ['abs(up[5m])', "abs takes an instant vector, and 'up[5m]' is a range vector", 'last_over_time(up[5m])'],
    ['abs(1)', "abs takes an instant vector, and '1' is a scalar", 'vector(1)'],
    ['clamp_max(up, up)', "clamp_max takes a scalar, and 'up' is an instant vector", 'scalar(up)'],
    ['label_replace(up, a, "b", "c", "d")', "label_replace takes a string, and 'a' is an instant vector", '"a"'],
    ['histogram_quantile(0.9)', 'histogram_quantile has 1 argument', 'histogram_quantile(scalar, instant vector)'],
    ['round(up, 1, 2)', 'round has 3 arguments', 'round(instant vector, scalar), of which 1 are enough'],
    ['label_join(up)', 'label_join has 1 argument', 'label_join(instant vector, string, string, string, …), of which 3 are enough'],
    ['time(1)', 'time has 1 argument', 'time()'],
    ['rate()', 'rate has no arguments', 'rate(range vector)'],
  ])('is refused as %s', (text, what, fix) => {
    expect(faultOf(text)).toEqual({ what, fix });
  });

  test('that is none has a name that may have been meant', () => {
    expect(faultOf('incraese(up[5m])')).toEqual({ what: "there is no function 'incraese'", fix: 'increase(…)' });
    expect(faultOf('sum(Rate(up[5m]))')).toEqual({ what: "there is no function 'Rate'", fix: 'rate(…)' });
    expect(faultOf('percentile(up)')).toMatchObject({ what: "there is no function 'percentile'", fix: expect.stringContaining('https://') });
    // in texts there are none
    expect(faultOf('up{a="raet(x)"} +')).toEqual({ what: 'it ends too early', fix: 'write it as it works in the query page of a Prometheus' });
  });

  test('takes as many arguments as it may have', () => {
    expect(['hour()', 'hour(up)', 'round(up)', 'round(up, 5)', 'label_join(up, "a", "-")', 'label_join(up, "a", "-", "b", "c")'].flatMap((text) => checkExpression(text).faults)).toEqual([]);
    expect(FUNCTIONS.get('histogram_quantiles')).toMatchObject({ least: 3, most: 12 });
  });
});

describe('an aggregation', () => {
  test.each<[string, string]>([
    ['sum(1m)', "sum takes an instant vector, and '1m' is a scalar"],
    ['sum(up[5m])', "sum takes an instant vector, and 'up[5m]' is a range vector"],
    ['sum()', 'sum has no arguments'],
    ['sum(1, up)', 'sum has 2 arguments'],
    ['topk(up)', 'topk has 1 argument'],
    ['topk(up, 5)', "topk takes a scalar, and 'up' is an instant vector"],
    ['count_values(1, up)', "count_values takes a string, and '1' is a scalar"],
    ['sum by ("") (up)', "'\"\"' is no name of a label"],
  ])('is refused as %s', (text, what) => {
    expect(faultOf(text)?.what).toBe(what);
  });
});

describe('an operator', () => {
  test.each<[string, string, string]>([
    ['up + "a"', "a side of '+' is a string", 'instant vectors and scalars on both sides'],
    ['up[5m] > 1', "a side of '>' is a range vector", 'instant vectors and scalars on both sides'],
    ['"a" == "b"', "a side of '==' is a string", 'instant vectors and scalars on both sides'],
    ['1 == 2', "'==' compares two scalars", '== bool'],
    ['up + bool up', "bool stands behind '+'", '+ without bool: it is for comparisons'],
    ['up and 1', "a side of 'and' is a scalar", 'vector(1) for 1'],
    ['up * on (a) 2', "'*' matches series with a scalar", '* without on and ignoring'],
    ['up * on (a) group_left (a) up', "'a' stands in on and in group_left", 'group_left without a: both sides have it'],
    ['up or on (a) group_right () up', "group_right stands behind 'or'", 'or without group_right: it takes any number of series on both sides'],
    ['up and fill (0) up', "fill stands behind 'and'", 'and without fill'],
    ['up + fill (0) 1', "'+' fills in series of a scalar", '+ without fill'],
    ['-"a"', 'a sign stands before a string', 'a sign before an instant vector or a scalar'],
  ])('is refused as %s', (text, what, fix) => {
    expect(faultOf(text)).toEqual({ what, fix });
  });

  test('binds less than what stands behind its sides', () => {
    expect(['up + up offset 5m', '-up offset 5m', '1 + rate(up[5m] offset 1h)', 'up / ignoring (a) group_left (a) up'].flatMap((text) => checkExpression(text).faults)).toEqual([]);
  });
});

describe('what stands behind a selector', () => {
  test.each<[string, string]>([
    ['sum(up)[5m]', "'[5m]' stands behind what selects no series"],
    ['(up)[5m]', "'[5m]' stands behind what selects no series"],
    ['-up[5m]', 'a sign stands before a range vector'],
    ['up offset 1h [5m]', "'[5m]' stands behind offset"],
    ['up @ 5 [5m]', "'[5m]' stands behind @"],
    ['sum(up) offset 5m', "'offset 5m' stands behind what selects no series"],
    ['up offset 5m offset 5m', "'offset 5m' is the second offset of a selector"],
    ['up @ 5 @ 6', "'@ 6' is the second @ of a selector"],
    ['up @ Inf', "'@ Inf' is no point in time"],
    ['up[0s]', "the range '0s' is not above 0"],
    ['up[-5m]', "the range '-5m' is not above 0"],
    ['up[5m:0s]', "the range '0s' is not above 0"],
    ['up[300y]', "'300y' is longer than 292 years"],
    ['up[1e12]', "'1e12' is longer than 292 years"],
    ['up offset 0s offset 5m offset 0s', "'offset 0s' is the second offset of a selector"],
    ['up[5m][5m:1m]', "the subquery '[5m:1m]' reads a range vector"],
    ['up anchored smoothed', "'smoothed' stands behind anchored"],
    ['up[5m:1m] smoothed', "'smoothed' stands behind a subquery"],
  ])('is refused in %s', (text, what) => {
    expect(faultOf(text)?.what).toBe(what);
  });
});

describe('a selector', () => {
  test.each<[string, string]>([
    ['{}', '{} selects every series'],
    ['{a=""}', '{a=""} selects every series'],
    ['{a=~".*"}', '{a=~".*"} selects every series'],
    ['{a!="b", c!~".+"}', '{a!="b", c!~".+"} selects every series'],
    ['up{__name__="down"}', "the name of the metric is 'up' and 'down'"],
    ['up{"down"}', "the name of the metric is 'up' and 'down'"],
    ['up{a=~"(?=b)"}', "'(?=b)' is no RE2 expression: invalid or unsupported Perl syntax: `(?=`"],
    ['up{a="\\d"}', "the string \"\\d\" has the escape '\\d'"],
    ["up{a='\\\"'}", "the string '\\\"' has the escape '\\\"'"],
    ['up{a="b\\\nc"}', 'the string "b\\\nc" goes over more than one line'],
    ['up == "a', 'the string "a does not end'],
  ])('is refused as %s', (text, what) => {
    expect(faultOf(text)?.what).toBe(what);
  });

  test('may be anything else', () => {
    const texts = ['up offset -0.0 offset 5m', 'up offset +0s [5m]', 'up[9223372036]', 'up[5m] offset -5m', 'up * on ("a.b") group_left ("c.d") up', 'up{a=""}', '{a="b"}', '{a!=""}', '{a=~".+"}', '{a!~".*"}', '{"my.metric"}', '{__name__=~"a|b"}', 'up{a=`\\d`}', "up{a='\\''}", 'up{a="\\x41\\u0041\\101"}'];

    expect(texts.flatMap((text) => checkExpression(text).faults)).toEqual([]);
  });
});

test.each<[string, object]>([
  ['sort_by_label(up, "a")', { what: 'sort_by_label', feature: 'promql-experimental-functions' }],
  ['limitk(1, up)', { what: 'limitk', feature: 'promql-experimental-functions' }],
  ['first_over_time(up[5m])', { what: 'first_over_time', feature: 'promql-experimental-functions', since: '3.14.0' }],
  ['up[5m * 2]', { what: "the calculated duration '5m * 2'", feature: 'promql-duration-expr', since: '3.14.0' }],
  ['up offset step()', { what: "the calculated duration 'step()'", feature: 'promql-duration-expr', since: '3.14.0' }],
  ['rate(up[5m] anchored)', { what: 'anchored', feature: 'promql-extended-range-selectors' }],
  ['up + fill (0) up', { what: 'fill', feature: 'promql-binop-fill-modifiers' }],
])('%s is known to who is told to know it', (text, use) => {
  expect(checkExpression(text)).toMatchObject({ faults: [], experimental: [use] });
});

test('an argument of info has no name of a metric', () => {
  expect(['info(up, target_info)', 'info(up, sum(up))'].map((text) => faultOf(text)?.what)).toEqual(Array(2).fill('the second argument of info has the name of a metric'));
  expect(checkExpression('info(up, {a="b"})').faults).toEqual([]);
});
