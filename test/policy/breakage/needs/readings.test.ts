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
  ['sum(x) / sum(y)', ['sum', 'sum']],
  ['x and on (a) y', [undefined, 'presence']],
  ['sum(topk(3, x))', [undefined]],
])('%s absorbs merges as %j', (text, absorbed) => {
  expect(absorptionsOf(text)).toEqual(absorbed);
});

test('what stands beside another in or is replaceable', () => {
  expect(readingsOf(expressionOf('(x or y) / z')).map(({ replaceable }) => replaceable)).toEqual([true, true, false]);
});
