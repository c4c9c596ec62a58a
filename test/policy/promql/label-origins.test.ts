import { expressionOf, wordsOf } from './expressions';
import { originsOf } from '../../../lib/policy/promql/label-origins';

const origins = (text: string, of = 'a') => originsOf(expressionOf(text), of).map(({ selector, label, sure }) => `${label} of ${wordsOf(selector)}${sure ? '' : ' perhaps'}`);

describe('a label of a result', () => {
  test.each<[string, string[]]>([
    ['x', ['a of x']],
    ['2', []],
    ['rate(x{b="c"}[5m])', ['a of x{b="c"}']],
    ['clamp(x, scalar(y), 1)', ['a of x']],
    ['vector(1)', []],
    ['scalar(x)', []],
    ['absent(x{a="b"})', []],
    ['absent_over_time(x[5m])', []],
    // labels that info adds may be there in place of those of the series
    ['info(x)', ['a of x perhaps']],
    ['histogram_quantile(0.9, x)', ['a of x']],
  ])('%s: %j', (text, found) => {
    expect(origins(text)).toEqual(found);
  });

  test('is gone when a quantile has been made of its buckets', () => {
    expect(origins('histogram_quantile(0.9, x)', 'le')).toEqual([]);
    expect(origins('rate(x[5m])', 'le')).toEqual(['le of x']);
  });
});

describe('a label of an aggregation', () => {
  test.each<[string, string[]]>([
    ['sum by (a, b) (x)', ['a of x']],
    ['sum by (b) (x)', []],
    ['sum(x)', []],
    ['sum without (a) (x)', []],
    ['sum without (b) (x)', ['a of x']],
    // some of the series stay, with all their labels
    ['topk(3, x)', ['a of x']],
    ['bottomk by (b) (3, x)', ['a of x']],
    ['quantile without (b) (0.9, x)', ['a of x']],
    ['count_values("a", x)', []],
    ['count_values without (b) ("a", x)', []],
    ['count_values by (a) ("a", x)', []],
    ['count_values without (b) ("v", x)', ['a of x']],
  ])('%s: %j', (text, found) => {
    expect(origins(text)).toEqual(found);
  });
});

describe('a label that is written', () => {
  test.each<[string, string[]]>([
    ['label_join(x, "a", "-", "b", "c")', []],
    ['label_join(x, "d", "-", "a")', ['a of x']],
    ['label_replace(x, "d", "$1", "a", "v(.*)")', ['a of x']],
    ['label_replace(x, "a", "$1", "b", "(.*)")', []],
    ['label_replace(x, "a", "$1", "b", "^(.*)$")', []],
    ['label_replace(x, "a", "const", "b", ".*")', []],
    // it is taken away, whatever it was
    ['label_replace(x, "a", "", "b", ".*")', []],
    ['label_replace(x, "a", "const", "", "")', []],
    // it stays when nothing matches
    ['label_replace(x, "a", "$1", "b", "v(.*)")', ['a of x perhaps']],
    ['label_replace(x, "a", "const", "b", "")', ['a of x perhaps']],
    ['label_replace(x, "a", "const", "", "v")', ['a of x perhaps']],
  ])('%s: %j', (text, found) => {
    expect(origins(text)).toEqual(found);
  });
});

describe('a label of two sides', () => {
  test.each<[string, string[]]>([
    ['x * 2', ['a of x']],
    ['2 * x', ['a of x']],
    ['x or y', ['a of x', 'a of y']],
    ['x and y', ['a of x']],
    ['x and on (b) y', ['a of x']],
    ['x unless on (b) y', ['a of x']],
    ['x unless ignoring (a) y', ['a of x']],
    ['x / y', ['a of x']],
    ['x / on (a, b) y', ['a of x']],
    ['x / on (b) y', []],
    ['x / ignoring (a) y', []],
    ['x / ignoring (b) y', ['a of x']],
    ['x * on (b) group_left y', ['a of x']],
    ['x * on (b) group_left (a) y', ['a of y']],
    ['x * on (b) group_left (c) y', ['a of x']],
    ['x * on (b) group_right y', ['a of y']],
    ['x * on (b) group_right (a) y', ['a of x']],
    ['x * on (b) group_right (c) y', ['a of y']],
  ])('%s: %j', (text, found) => {
    expect(origins(text)).toEqual(found);
  });
});
