import { readingsOf } from '../../../../lib/policy/breakage/needs/readings';
import { expressionOf } from '../../promql/expressions';

const absorptionsOf = (text: string) => readingsOf(expressionOf(text)).map(({ absorbed }) => absorbed);

test.each<[string, (string | undefined)[]]>([
  ['x', [undefined]],
  ['sum(x)', ['sum']],
  ['sum(rate(x[5m]) * 8)', ['sum']],
  ['sum(rate(x[5m]) > 0)', [undefined]],
  ['sum(rate(x[5m]) / 8)', ['sum']],
  ['sum(x * on (a) y)', [undefined, undefined]],
  ['sum(8 / x)', [undefined]],
  ['max by (a) (x)', ['max']],
  ['max(rate(x[5m]))', [undefined]],
  ['min(x)', ['min']],
  ['avg(x)', [undefined]],
  ['count(x)', [undefined]],
  ['group(x)', ['presence']],
  ['absent(x)', ['presence']],
  ['absent_over_time(x[5m])', ['presence']],
  ['max(x * 2)', [undefined]],
  ['sum(x - 2)', [undefined]],
  ['x unless on (a) y', [undefined, 'presence']],
  ['x / y', [undefined, undefined]],
  ['vector(1)', []],
  ['topk(scalar(x), y)', [undefined, undefined]],
  ['sum(x) / sum(y)', ['sum', 'sum']],
  ['x and on (a) y', [undefined, 'presence']],
  ['sum(topk(3, x))', [undefined]],
])('%s absorbs merges as %j', (text, absorbed) => {
  expect(absorptionsOf(text)).toEqual(absorbed);
});

test('what stands beside another in or is replaceable, however deep', () => {
  expect(readingsOf(expressionOf('sum(rate(x[5m])) or y')).map(({ replaceable }) => replaceable)).toEqual([true, true]);
  expect(readingsOf(expressionOf('x and y')).map(({ replaceable }) => replaceable)).toEqual([false, false]);
  expect(readingsOf(expressionOf('(x or y) / z')).map(({ replaceable }) => replaceable)).toEqual([true, true, false]);
});
