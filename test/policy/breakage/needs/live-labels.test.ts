import { ALL, isLive, Live, livePartsOf } from '../../../../lib/policy/breakage/needs/live-labels';
import { expressionOf, wordsOf } from '../../promql/expressions';

const only = (...labels: string[]): Live => ({ kind: 'only', labels });
const allBut = (...labels: string[]): Live => ({ kind: 'allBut', labels });

const partsOf = (text: string, live: Live) => livePartsOf(expressionOf(text), live).map(([part, of]) => [part.kind === 'selector' ? wordsOf(part) : part.kind, of]);

test('of some labels the others are not looked at, and of all but some these are not', () => {
  expect([isLive(only('a'), 'a'), isLive(only('a'), 'b'), isLive(allBut('a'), 'a'), isLive(allBut('a'), 'b'), isLive(ALL, 'a')]).toEqual([true, false, false, true, true]);
});

describe('labels that an expression looks at in its parts', () => {
  test.each<[string, Live, [string, Live][]]>([
    ['sum by (a) (x)', ALL, [['x', only('a')]]],
    ['sum without (a) (x)', only('b'), [['x', allBut('a')]]],
    ['sum(x)', ALL, [['x', only()]]],
    // the highest are chosen among those of a group, and keep all their labels
    ['topk by (a) (3, x)', only('b'), [['x', only('b', 'a')], ['literal', only()]]],
    ['topk without (a) (3, x)', only('b'), [['x', only('b')], ['literal', only()]]],
    ['absent(x)', ALL, [['x', only()]]],
    ['absent_over_time(x[5m])', ALL, [['x', only()]]],
    ['scalar(x)', ALL, [['x', only()]]],
    ['rate(x[5m])', only('a'), [['x', only('a')]]],
    ['histogram_quantile(0.9, x)', only('a'), [['literal', only('a', 'le')], ['x', only('a', 'le')]]],
    ['sort_by_label(x, "a")', only('b'), [['x', only('b', 'a')], ['literal', only('b', 'a')]]],
    ['sort_by_label_desc(x, "a")', allBut('a', 'b'), [['x', allBut('b')], ['literal', allBut('b')]]],
    ['histogram_quantile(0.9, x)', allBut('le', 'a'), [['literal', allBut('a')], ['x', allBut('a')]]],
  ])('%s, where %j is looked at in its result', (text, live, parts) => {
    expect(partsOf(text, live)).toEqual(parts);
  });

  test('a label that is written from others is not looked at, but those are', () => {
    expect(partsOf('label_join(x, "d", "-", "a", "b")', only('d', 'c'))[0]).toEqual(['x', only('c', 'a', 'b')]);
    expect(partsOf('label_join(x, "d", "-", "a", "b")', allBut('a', 'c'))[0]).toEqual(['x', allBut('c', 'd')]);
    expect(partsOf('label_replace(x, "d", "$1", "a", "(.*)")', only('d'))[0]).toEqual(['x', only('d', 'a')]);
  });
});

describe('labels that two sides look at in each other', () => {
  test.each<[string, Live, Live, Live]>([
    ['x / y', only('a'), allBut(), allBut()],
    ['x / on (a) y', ALL, only('a'), only('a')],
    ['x / ignoring (a) y', ALL, allBut('a'), allBut('a')],
    // what stays on the left is what is looked at in the result; the right is only matched
    ['x and on (a) y', only('b'), only('b', 'a'), only('a')],
    ['x unless on (a) y', only('b'), only('b', 'a'), only('a')],
    ['x or on (a) y', only('b'), only('b', 'a'), only('b', 'a')],
    ['x and ignoring (a, b) y', only('b'), allBut('a'), allBut('a', 'b')],
    ['x and ignoring (a, b) y', allBut('b'), allBut('b'), allBut('a', 'b')],
    // what is taken over from the one side is looked at there, when somebody looks at it at all
    ['x * on (a) group_left (c) y', only('b', 'c'), only('b', 'a'), only('a', 'c')],
    ['x * on (a) group_left (c) y', only('b'), only('b', 'a'), only('a')],
    ['x * on (a) group_right (c) y', only('b', 'c'), only('a', 'c'), only('b', 'a')],
    ['x * 2', only('a'), only('a'), only('a')],
  ])('%s, where %j is looked at in its result', (text, live, left, right) => {
    expect(partsOf(text, live).map(([, of]) => of)).toEqual([left, right]);
  });
});
