import { implicitMatches, takeovers } from '../../../../lib/policy/breakage/needs/implicit-matches';
import { Flow } from '../../../../lib/policy/promql/output-labels';
import { expressionOf, wordsOf } from '../../promql/expressions';

/** `x but a`: series, and labels that do not come through. */
const words = (flows: readonly Flow[]) => flows.map(({ selector, without }) => [wordsOf(selector), ...without].join(' but '));

const matches = (text: string) => implicitMatches(expressionOf(text)).map(({ operator, left, right }) => [words(left), operator, words(right)]);

describe('series find each other by labels that nobody names', () => {
  test.each<[string, ReturnType<typeof matches>[number][]]>([
    ['x / y', [[['x'], '/', ['y']]]],
    ['x unless y', [[['x'], 'unless', ['y']]]],
    ['x / ignoring (a, b) y', [[['x but a but b'], '/', ['y but a but b']]]],
    ['x / ignoring (a) group_left (b) y', [[['x but a'], '/', ['y but a']]]],
    ['sum without (a) (x) / (y or z)', [[['x but a'], '/', ['y', 'z']], [['y'], 'or', ['z']]]],
    // labels that are known by their names are needs
    ['x / sum by (a) (y)', [[['x'], '/', []]]],
    ['(x / y) + z', [[['x'], '+', ['z']], [['x'], '/', ['y']]]],
    ['sum(rate(x[5m]) - rate(y[5m]))', [[['x'], '-', ['y']]]],
  ])('%s', (text, found) => {
    expect(matches(text)).toEqual(found);
  });

  test.each(['x', 'x / on (a) y', 'x / 2', '2 / x', 'x > bool scalar(y)'])('not in %s', (text) => {
    expect(matches(text)).toEqual([]);
  });
});

describe('series get labels in place of their own', () => {
  const taken = (text: string) => takeovers(expressionOf(text)).map(({ labels, by }) => [labels, words(by)]);

  test.each<[string, ReturnType<typeof taken>]>([
    ['x * on (a) group_left (b, c) y', [[['b', 'c'], ['x']]]],
    ['x * on (a) group_right (b) y', [[['b'], ['y']]]],
    ['sum by (b) (x * on (a) group_left (b) y)', [[['b'], ['x']]]],
    ['(x * on (a) group_left (b) y) * on (a) group_left (c) z', [[['c'], ['x but b']], [['b'], ['x']]]],
  ])('%s', (text, found) => {
    expect(taken(text)).toEqual(found);
  });

  test.each(['x', 'x / y', 'x / on (a) y', 'x * on (a) group_left y', 'x * on (a) group_right y'])('not in %s', (text) => {
    expect(taken(text)).toEqual([]);
  });
});
