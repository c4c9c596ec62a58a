/** Expressions of LogQL for the real Loki: some by hand, most drawn from a seed, so that every run asks the same. */
import * as fc from 'fast-check';

const SEED = 20_261_127;

const over = (stages: readonly string[]) => stages.map((stage) => `rate({app="x"} ${stage} [5m])`);
const between = (operators: readonly string[]) => operators.map((operator) => `rate({app="x"}[5m]) ${operator} rate({app="x"}[1m])`);

/** What Loki takes in some places, and the grammar of the editor does not. */
const SPELLINGS = [
  'sum_over_time({app="x"} | json | unwrap lat [5m] offset 1h)', 'avg_over_time(({app="x"} | json | unwrap lat)[5m])', 'Rate({app="x"}[5m])', 'SUM BY (a) (rate({app="x"}[5m]))',
  'rate({app="x"}[5m]) // a comment', 'rate({app="x"}[5m]) /* a comment */', 'rate({app="x"}[5m]) # a comment', 'rate({app="x"} |= "offset 1h) | unwrap (" [5m])',
  'rate({app="x"}[5m]) ^ 2 and rate({app="x"}[5m])',
  ...over(['| a="b" c="d"', '| a="b"  c>5 d<5KB', '| json | a="b" and c="d" e=ip("10.0.0.1")', '| a=ip("10.0.0.1") (b="c" or d="e")', '| (a="b" or b=~"c") c>3 != "x" | d="e" f="g"']),
];

const MISTAKES = [
  '', 'up', '{app="x"}', '({app="x"} |= "a")', '{app="x"}[5m]', 'rate({app="x"})', 'rate(5)', 'sum({app="x"})', 'rate({app="x"}[5m]', 'rate({app="x"}[5m]))', 'rate{app="x"}[5m]',
  ...['5x', '', '5', '5m:1m', '1.5h', ' 5m ', '-5m', '1m1h', '1h1h', '5us', '5M', '$__interval'].map((range) => `rate({app="x"}[${range}])`),
  ...['irate', 'increase', 'sum_over_time', 'avg_over_time', 'rate_counter', 'quantile_over_time', 'abs'].map((name) => `${name}({app="x"}[5m])`),
  ...['count_over_time', 'bytes_rate', 'bytes_over_time', 'quantile_over_time'].map((name) => `${name}({app="x"} | unwrap lat [5m])`),
  ...['rate', 'count_over_time'].map((name) => `${name}({app="x"}[5m]) by (a)`),
  ...['sum_over_time', 'rate', 'absent_over_time', 'rate_counter'].map((name) => `${name}({app="x"} | unwrap lat [5m]) by (a)`),
  ...['', ' ', ',app="x"', 'app', 'app==x', 'app=x', "app='x'", 'app.name="x"', 'app="\\d"', 'app=~"("', 'app=~"(?!a)"', 'app=~".*"', 'app=~""', 'app=~"a?|b"', 'app=""', 'app!="a"', 'app!~".+"',
    'app="x" b="y"', 'app="x",', 'app=5', 'app="x'].map((matchers) => `rate({${matchers}}[5m])`),
  ...['topk(rate(X))', 'topk("a", rate(X))', 'topk(0, rate(X))', 'topk(-1, rate(X))', 'topk(1.5, rate(X))', 'sum(3, rate(X))', 'sort(rate(X)) by (a)', 'sort_desc by (a) (rate(X))',
    'quantile(0.9, rate(X))', 'approx_topk by (a) (3, rate(X))', 'sum by a (rate(X))', 'sum by ("a") (rate(X))', 'sum by (a) rate(X)', 'sum()', 'rate(X) offset 1h', 'rate(X) > 0x1F',
    '-rate(X)', 'rate(X) > {app="x"}', 'rate(X) and 5', '(1 + 1) or rate(X)', 'vector("a")', 'vector(rate(X))', 'absent(rate(X))', 'label_replace(rate(X), "a", "$1", "b", "(")',
    'label_replace(rate(X), "a", "$1", "b")', 'label_join(rate(X), "a", "b", "c")', 'rate(0.9, X)', '5 > ', 'rate(X) rate(X)'].map((text) => text.replaceAll('X', '{app="x"}[5m]')),
  ...over(['|= a', '= "a"', '|~ "("', '!~ "(?!a)"', '|~ ip("10.0.0.1")', '|> "<a>"', '| json a=b', '| json 5', '| jsn', '| regexp "x"', '| regexp "("', '| regexp "(?P<a>x)(?P<a>y)"', '| pattern "a"',
    '| pattern "<a><b>"', '| pattern "<a> <a>"', '| pattern "<_>"', '| pattern ""', '| line_format a', '| label_format a', '| label_format a=b,a=c', '| a', '| a > "b"', '| a=~"("', '| a=b',
    '| drop a=~"("', '| keep', '| unwrap', '| unwrap a | json', '| unwrap hours(a)', '| a="b" and', '| logfmt --nope', '| label_format a="b" c="d"', '| json a="b" c="d"', '| drop a="b" c="d"', '|= "x" c="d"', '|= "a" and "b"', '|= "a" |']),
  ...between(['&', '&&', '=', '=~', 'andd', '+ bool', 'and on', 'and on(a) group_left', 'atan2']),
];

/** What Loki refuses when it is asked, and this library leaves to it: languages within strings. */
export const LEFT_TO_LOKI = over(['|= ip("x")', '| a = ip("x")', '| json a="["', '| json a="b..c"', '| label_format a="{{"']);

const pick = (...texts: readonly string[]) => fc.constantFrom(...texts);
const joined = (...parts: readonly fc.Arbitrary<string>[]) => fc.tuple(...parts).map((texts) => texts.join(''));

const selector = fc.oneof({ weight: 9, arbitrary: pick('{app="x"}', '{app=~"x|y", ns!="z"}', '{app!=""}') }, { weight: 1, arbitrary: pick('{app=~".*"}', '({app="x"})') });
const stage = fc.oneof(
  pick('|= "a"', '!= "a"', '|~ `a.b`', '!~ "x"', '|> "<_>a"', '!> "b<_>"', '|= "a" or "b"', '|= ip("10.0.0.1")'),
  pick('| json', '| json a="b.c", d="e[0]"', '| logfmt --strict a="b"', '| regexp `(?P<a>x)`', '| pattern "<a> <_> <b>"', '| unpack', '| line_format "{{.a}}"', '| label_format a="{{.b}}",c=d',
    '| decolorize', '| drop a,b="c"', '| keep a,b=~"c"'),
  pick('a="b"', 'a=~"b.*"', 'a>5', 'a>=5s', 'a<5KB', 'a==1.5', 'a=ip("10.0.0.1")', '(a="b" or c>3) and d!="e"', 'a="b",c="d"', 'a="b" c>3').map((filter) => `| ${filter}`),
);
const pipeline = fc.array(stage, { maxLength: 3 }).map((stages) => stages.join(' '));
const unwrap = fc.option(joined(pick(' | unwrap lat', ' | unwrap duration(lat)', ' | unwrap bytes(lat)'), pick('', ' | __error__=""', ' | a>3')), { nil: '' });
const range = joined(pick('[5m]', '[1h30m]', '[1d]', '[100ms]'), pick('', '', ' offset 1h', ' offset -30m'));
const lines = fc.oneof(
  joined(selector, fc.constant(' '), pipeline, unwrap, fc.constant(' '), range),
  joined(selector, range, fc.constant(' '), pipeline, unwrap),
  joined(fc.constant('('), selector, fc.constant(' '), pipeline, unwrap, fc.constant(')'), range),
);
const aggregation = pick(
  'rate', 'count_over_time', 'bytes_rate', 'bytes_over_time', 'absent_over_time', 'sum_over_time', 'avg_over_time', 'max_over_time', 'first_over_time', 'stddev_over_time', 'rate_counter',
);
const ranged = fc.oneof(
  joined(aggregation, fc.constant('('), lines, fc.constant(')'), pick('', '', '', '', '', ' by (a)', ' without (a,b)')),
  joined(fc.constant('quantile_over_time(0.9,'), lines, fc.constant(')'), pick('', ' by (a)')),
);
const whole = fc.letrec<{ one: string }>((tie) => ({
  one: fc.oneof(
    { maxDepth: 3 },
    { weight: 4, arbitrary: ranged },
    { weight: 1, arbitrary: joined(pick('sum', 'avg by (a) ', 'max without (a,b) ', 'sort', 'min by () '), fc.constant('('), tie('one'), fc.constant(')')) },
    { weight: 1, arbitrary: joined(pick('topk(3,', 'bottomk by (a) (3,', 'sum(', '('), tie('one'), pick(')', ')', ') by (a)')) },
    // no powers: see docs/decisions/0017-logql-by-lezer.md
    { weight: 1, arbitrary: joined(tie('one'), pick(' + ', ' % ', ' <= ', ' > bool ', ' and '), pick('5', '-5', '1e3', 'vector(1)', 'vector(0)')) },
    { weight: 1, arbitrary: joined(tie('one'), pick(' / ', ' and ', ' unless on(a) ', ' / on(a) group_left(b) ', ' > bool '), tie('one')) },
    { weight: 1, arbitrary: joined(fc.constant('label_replace('), tie('one'), fc.constant(',"a","$1","b","(.*)")')) },
  ),
})).one;

/** Expressions, each once, about half of them right. */
export function expressions(): string[] {
  return [...new Set([...SPELLINGS, ...MISTAKES, ...fc.sample(whole, { numRuns: 1500, seed: SEED })])];
}
