import { parseExpression } from '../../../lib/policy/promql/parse-expression';
import { hasVariable, patternOfName, replaceVariables, VARIABLE } from '../../../lib/policy/promql/variables';

test.each([
  ['rate(a[$__rate_interval])', 'rate(a[5m])'],
  ['rate(a[${__interval}]) * $__range_s', 'rate(a[5m]) * 1'],
  ['rate(a[[[interval]]])', 'rate(a[5m])'],
  ['max_over_time(a[${days}d:[[step]]])', 'max_over_time(a[5d:5m])'],
  ['a offset $shift', 'a offset 5m'],
  ['a offset -$shift', 'a offset -5m'],
  ['a{pod=~"$pod",b="${b:regex}-[[c]]"}', `a{pod=~"${VARIABLE}",b="${VARIABLE}-${VARIABLE}"}`],
  ['sum by ($group, x) (a)', 'sum by (variable_, x) (a)'],
  ['http_${kind}_total', 'http_variable__total'],
  ['$agg by (x) (a)', 'sum by (x) (a)'],
  ['$aggregate(a)', 'abs(a)'],
  ['sum by (x, $group) (a)', 'sum by (x, variable_) (a)'],
  ['topk($n, a) > $limit', 'topk(1, a) > 1'],
  ['topk by (x) ($n, a)', 'topk by (x) (1, a)'],
  ['histogram_quantile($q, a)', 'histogram_quantile(1, a)'],
  ['clamp_max(rate(a[5m]), $limit)', 'clamp_max(rate(a[5m]), 1)'],
  ['topk(5, $metric)', 'topk(5, variable_)'],
  ['sum($metric) + rate($other[5m]) + ${third}{a="b"}', 'sum(variable_) + rate(variable_[5m]) + variable_{a="b"}'],
  ['label_replace(a, "b", "$1-${2}", "c", "(.*)")', 'label_replace(a, "b", "$1-${2}", "c", "(.*)")'],
  ['a{b="\\"$c"} + `$d`', `a{b="\\"${VARIABLE}"} + \`${VARIABLE}\``],
])('%s is read as %s', (text, replaced) => {
  expect(replaceVariables(text)).toBe(replaced);
});

test('what is left can be read', () => {
  const texts = ['sum by ($g) (rate(http_${kind}_total{pod=~"$pod"}[$__rate_interval])) > $limit', '$agg by (x) (a)', '$fn(rate(a[$__range]))'];

  expect(texts.map((text) => Object.keys(parseExpression(replaceVariables(text)))[0])).toEqual(['expression', 'expression', 'expression']);
});

test('a name with a variable in it can be any that has something there', () => {
  expect(hasVariable(replaceVariables('http_${kind}_total'))).toBe(true);
  expect(hasVariable('http_requests_total')).toBe(false);
  expect(patternOfName(replaceVariables('http_${kind}_total'))).toBe('http_.*_total');
});
