import { expressionOf, wordsOf } from './expressions';
import { outputOf } from '../../../lib/policy/promql/output-labels';

const outputOfText = (text: string) => {
  const { names, flows } = outputOf(expressionOf(text));
  return [names, flows.map(({ selector, without }) => [wordsOf(selector), ...without.filter((label) => label !== '__name__')])];
};

test.each<[string, string[], string[][]]>([
  ['x', [], [['x']]],
  ['rate(x[5m]) > 5', [], [['x']]],
  ['sum(x)', [], []],
  ['absent(x)', [], []],
  ['vector(1)', [], []],
  ['sum by (a) (x)', ['a'], []],
  ['sum without (a) (x)', [], [['x', 'a']]],
  ['topk(3, x)', [], [['x']]],
  ['count_values("v", x)', ['v'], []],
  ['x / y', [], [['x']]],
  ['x / ignoring (a) y', [], [['x', 'a']]],
  ['x / on (a) y', ['a'], []],
  ['x * on (a) group_left (b) y', ['b'], [['x', 'b']]],
  ['x * on (a) group_right (b) y', ['b'], [['y', 'b']]],
  ['x or y', [], [['x'], ['y']]],
  ['x unless y', [], [['x']]],
  ['label_replace(x, "d", "$1", "a", "(.*)")', ['d'], [['x', 'd']]],
  ['histogram_quantile(0.9, x)', [], [['x', 'le']]],
])('the result of %s has the labels %j, and those of %j', (text, names, flows) => {
  expect(outputOfText(text)).toEqual([names, flows]);
});
