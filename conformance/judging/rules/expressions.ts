/** Expressions, right and wrong: what each function, operator and modifier takes, in every combination, and what people mistype. */
import { AGGREGATION_PARAMETERS, FUNCTIONS, ValueType } from '../../../lib/policy/promql/functions';

const OPERANDS: Readonly<Record<ValueType, readonly [string, ...string[]]>> = {
  'instant vector': ['up', '(up)', '-up', 'up offset 5m', 'sum(up)', 'up > 1', '{__name__="up"}'],
  'range vector': ['up[5m]', 'up[5m:1m]', 'up[1h:] @ 5', '(up[5m] offset 1h)'],
  'scalar': ['1', '(1 + 2)', 'time()', '5m', '-0x1F', '1 > bool 2', 'Inf'],
  'string': ['"a"', "('a')", '`a`'],
};
const TYPES = Object.keys(OPERANDS) as ValueType[];
const ALL_OPERANDS = TYPES.flatMap((type) => OPERANDS[type]);

/** Calls with each number of arguments, and with each kind of argument at each place. */
function calls(name: string, takes: readonly ValueType[]): string[] {
  const right = takes.map((type) => OPERANDS[type][0]);
  const last = right.at(-1) ?? '1';
  const counts = Array.from({ length: takes.length + 2 }, (_, count) => [...right, last, last].slice(0, count));
  const places = takes.flatMap((_, place) => ALL_OPERANDS.map((operand) => right.map((argument, index) => index === place ? operand : argument)));
  return [...counts, Array(14).fill(last), ...places].map((given) => `${name}(${given.join(', ')})`);
}

const AGGREGATIONS = ['sum', 'min', 'max', 'avg', 'group', 'stddev', 'stdvar', 'count', ...Object.keys(AGGREGATION_PARAMETERS)];

function aggregations(): string[] {
  return AGGREGATIONS.flatMap((operation) => {
    const parameter = AGGREGATION_PARAMETERS[operation];
    const given = calls(operation, parameter === undefined ? ['instant vector'] : [parameter, 'instant vector']);
    return [...given, ...given.slice(0, 4).flatMap((call) => [`${call} by (a, "b.c")`, `${call} without ()`, call.replace('(', ' by (a) ('), call.replace('(', ' by a (')])];
  });
}

const OPERATORS = ['+', '-', '*', '/', '%', '^', 'atan2', '==', '!=', '>', '<', '>=', '<=', 'and', 'or', 'unless', 'AND', '=', '&&', '=~'];
const MATCHING = [
  '', 'bool', 'on (a)', 'on ()', 'ignoring (a, b)', 'bool ignoring (a)', 'on (a) group_left', 'ignoring (a) group_right (b)', 'on (a) group_left (a)', 'on (a) group_left ("a", b)',
  'ignoring (a) group_left (a)', 'group_left (a)', 'fill (0)', 'on (a) fill_left (0) fill_right (1)', 'on (a) group_left (b) fill (-1)', 'on a',
];

function operations(): string[] {
  const sides = TYPES.flatMap((type) => OPERANDS[type].slice(0, 2));
  return OPERATORS.flatMap((operator) => MATCHING.flatMap((matching) => sides.flatMap((left) => sides.map((right) => `${left} ${operator} ${matching} ${right}`))));
}

const BASES = ['up', 'up{job="a"}', 'sum(up)', '(up)', '1', '"a"', '-up', '1 + up', 'up + up', 'rate(up[5m])', '(up[5m])'];
const MODIFIERS = [
  '', ' offset 5m', ' offset -5m', ' offset 0s', ' offset (5m + 1m)', ' @ 5', ' @ -5.5', ' @ start()', ' @ end()', ' @ Inf', ' @ up', '[5m]', '[5m:]', '[5m:1m]', '[0s]', '[-5m]', '[5]',
  '[5m:0s]', '[5m * 2]', '[step()]', '[5m:step()]', '[1d12h30m]', '[5m 5s]', '[5s5m]', '[293y]', ' anchored', ' smoothed', '[', '[]', ' offset', ' @',
];

function modified(): string[] {
  return BASES.flatMap((base) => MODIFIERS.flatMap((first) => MODIFIERS.map((second) => `${base}${first}${second}`)));
}

const SELECTORS = [
  '{}', '{a=""}', '{a="b"}', '{a!="b"}', '{a!=""}', '{a=~".*"}', '{a=~".+"}', '{a!~".*"}', '{a!~".+"}', '{a=~"b|"}', 'up{}', 'up{a=""}', 'up{__name__="down"}', '{__name__="up"}', '{__name__=~"up|down"}',
  '{"up"}', '{"up", a="b"}', 'up{"down"}', '{"a.b", "c.d"="e"}', '{"a.b"=~"c"}', "{'up'}", '{`up`}', '{"up", "down"}', '{"up", __name__="down"}', 'up{a=~"("}', 'up{a=~"(?=b)"}', 'up{a!~"[b"}',
  'up{a=~"\\\\d+"}', 'up{a=~"\\d+"}', 'up{a=~`\\d+`}', 'up{a="b"', 'up{a="b",}', 'up{,}', 'up{a}', 'up{a=}', 'up{a=b}', 'up{a=="b"}', 'up{a="b" c="d"}', 'up{1a="b"}', 'up{a:b="c"}', 'a:b:c', ':a', '1a',
  'a.b', 'up{a="\\"b\\""}', "up{a='\\'b\\''}", "up{a='\"'}", 'up{a="\\\'"}', 'up{a="b\nc"}', 'up{a=`b\nc`}', 'up{a="\\x41\\u0041\\U00000041\\101"}', 'up{a="\\x4"}', 'up{a="\\400"}', 'up{a="ä"}',
  'by{a="b"}', 'sum{a="b"}', 'on', 'bool', 'offset', 'and', 'group_left', 'inf', 'NaN', 'start', 'end', 'step', 'range', 'max_of', 'fill', 'anchored', 'by', 'without', 'sum',
];

const OTHERS = [
  '', ' ', '# nothing', 'up # comment', 'up\n# comment\n+ up', '1', '-1', '+1', '--1', '1_000', '0x1F', '0X1f', '0b11', '017', '1e3', '1e', '.5', '1.5.5', 'inf', '+Inf', 'Infinity', 'nan', '5m', '1h30m', '30m1h', '-5m',
  '"a"', "'a'", '`a`', '"a', "'a", '`a', '"\\d"', '"\\\\d"', "'\\\"'", 'foo(up)', 'Rate(up[5m])', 'RATE(up[5m])', 'rat(up[5m])', 'SUM(up)', 'Sum by (a) (up)', 'sum by (a) up', 'sum up', 'sum by (a) rate(up[5m])',
  'sum(rate(up[5m])', 'sum((up)', 'up)', '()', '(up', 'up up', 'up +', '+ up', '* up', 'up ++ up', 'up + + up', 'up == up == up', 'up ^ -1', '-up ^ 2', '-1 ^ 2', '1 == 1', '1 == bool 1', '1 and 1', 'up and 1', 'up and vector(1)',
  'absent(up{job="a"})', 'absent_over_time(up[5m])', 'histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m])))', 'histogram_quantile(sum by (le) (rate(x_bucket[5m])), 0.9)', 'histogram_quantile(0.9)', 'rate(sum(up)[5m:1m])',
  'rate(sum(up)[5m])', 'rate(up)', 'rate(up[5m], 1)', 'rate(up[5m]', 'rate(up,[5m])', 'rate("up"[5m])', 'rate(5m)', 'sum(1m)', 'sum()', 'sum(up,)', 'sum(,)', 'rate(up[5m],)', 'topk(up, 5)', 'topk(5)', 'topk(5, up)', 'count_values("a", up)',
  'count_values(a, up)', 'quantile(0.9, up)', 'label_replace(up, "a", "$1", "b", "(.*)")', 'label_replace(up, a, "$1", "b", "(.*)")', 'label_replace(up, "a")', 'label_join(up, "a", "-")', 'label_join(up, "a", "-", "b", "c", "d")',
  'label_join(up, "a", "-", "b", 1)', 'vector(up)', 'vector(1)', 'scalar(1)', 'scalar(up)', 'scalar(scalar(up))', 'time(up)', 'time()', 'hour()', 'hour(up)', 'hour(up, up)', 'round(up)', 'round(up, 5)', 'round(up, up)', 'clamp(up, 0)',
  'info(up)', 'info(up, {a="b"})', 'info(up, {__name__="target_info"})', 'info(up, target_info)', 'info(up, sum(up))', 'sort_by_label(up)', 'sort_by_label(up, "a", "b")', 'predict_linear(up[1h], 3600)', 'predict_linear(up, 3600)',
  'up{job="a"} * on (instance) group_left (version) build_info', 'up * on (instance) group_left version', 'up * group_left (a) up', 'sum by (1a) (up)', 'sum by ("") (up)', 'sum by ("a.b") (up)', 'sum by (a,) (up)', 'sum by (,) (up)', 'sum by (on, bool, offset) (up)',
  'up = 1', 'up => 1', 'up =< 1', 'up <> 1', 'up ! 1', 'not up', 'up || up', 'up $ up', 'up[$__rate_interval]', '$up', '{{ up }}', 'up;', 'up, up', 'up@5', 'up@start()', 'up @ 1609746000', 'last_over_time(up[5m]) offset 5m',
  'sum(up) offset 5m', 'sum(up offset 5m)', 'increase(up[5m] offset 1w)', 'increase(up offset 1w [5m])', 'avg_over_time((up > 1)[5m:])', 'avg_over_time(up > 1[5m:])', 'max_over_time(deriv(rate(up[1m])[5m:1m])[10m:])', 'up > bool on (a) up', 'up and on (a) group_left up',
  'max_of(1, 2)', 'min_of(time(), 2)', 'start()', 'end()', 'step()', 'range()', 'limitk(1, up)', 'limit_ratio(0.5, up)', 'histogram_quantiles(up, "q", 0.5)', 'double_exponential_smoothing(up[5m], 0.5, 0.5)', 'holt_winters(up[5m], 0.5, 0.5)',
];

/** Every table, by what it is about. */
export const EXPRESSIONS: Readonly<Record<string, readonly string[]>> = {
  functions: [...FUNCTIONS].flatMap(([name, { takes }]) => calls(name, takes)),
  aggregations: aggregations(),
  operators: operations(),
  modifiers: modified(),
  selectors: SELECTORS,
  others: OTHERS,
};
