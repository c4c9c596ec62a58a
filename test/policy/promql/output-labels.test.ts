import { expressionOf, wordsOf } from './expressions';
import { outputOf, textOf } from '../../../lib/policy/promql/output-labels';

const outputOfText = (text: string) => {
  const { names, flows } = outputOf(expressionOf(text));
  return [names, flows.map(({ selector, without }) => [wordsOf(selector), ...without])];
};

test.each<[string, string[], string[][]]>([
  ['x', [], [['x']]],
  ['rate(x[5m]) > 5', [], [['x']]],
  ['sum(x)', [], []],
  ['absent(x)', [], []],
  ['vector(1)', [], []],
  ['sum by (a) (x)', ['a'], []],
  ['sum without (a) (x)', [], [['x', 'a']]],
  ['sum without (a) (sum by (a, b) (x))', ['b'], []],
  ['quantile by (a) (0.9, x)', ['a'], []],
  ['topk(3, x)', [], [['x']]],
  ['topk by (a) (3, x)', [], [['x']]],
  ['count_values("v", x)', ['v'], []],
  ['count_values without (a) ("v", x)', ['v'], [['x', 'a']]],
  ['x / y', [], [['x']]],
  ['x / ignoring (a) y', [], [['x', 'a']]],
  ['x / on (a) y', ['a'], []],
  ['x * on (a) group_left (b) y', ['b'], [['x', 'b']]],
  ['x * on (a) group_right (b) y', ['b'], [['y', 'b']]],
  ['x or y', [], [['x'], ['y']]],
  ['sum by (a) (x) or sum by (a, b) (y)', ['a', 'b'], []],
  ['2 * sum by (a) (x)', ['a'], []],
  ['x unless y', [], [['x']]],
  ['x unless ignoring (a) y', [], [['x']]],
  ['x and y', [], [['x']]],
  ['x and on (a) y', [], [['x']]],
  ['label_replace(x, "d", "$1", "a", "(.*)")', ['d'], [['x', 'd']]],
  ['label_replace(sum by (a, d) (x), "d", "$1", "a", "(.*)")', ['a', 'd'], []],
  ['label_join(x, "d", "-", "a", "b")', ['d'], [['x', 'd']]],
  ['histogram_quantile(0.9, x)', [], [['x', 'le']]],
  ['histogram_quantiles(x, "quantile", 0.5, 0.9)', [], [['x', 'le']]],
  ['histogram_fraction(0, 0.2, x)', [], [['x', 'le']]],
  ['histogram_count(x)', [], [['x']]],
])('the result of %s has the labels %j, and those of %j', (text, names, flows) => {
  expect(outputOfText(text)).toEqual([names, flows]);
});

test('what is no text is an empty one', () => {
  expect([textOf({ kind: 'literal', text: 'a' }), textOf(expressionOf('x')), textOf(undefined)]).toEqual(['a', '', '']);
});
