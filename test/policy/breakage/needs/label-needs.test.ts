import { labelNeeds } from '../../../../lib/policy/breakage/needs/label-needs';
import { expressionOf, wordsOf } from '../../promql/expressions';

const needsOf = (text: string): string[] => labelNeeds(expressionOf(text))
  .map(({ selector, label, use, sure }) => `${label} of ${wordsOf(selector)}${sure ? '' : ' perhaps'}: ${use}`);

test.each<[string, string[]]>([
  ['sum by (a, b) (x)', ['a of x: the expression groups by it', 'b of x: the expression groups by it']],
  ['sum without (a) (x)', []],
  ['sum(x)', []],
  ['topk by (a) (3, x)', ['a of x: the expression groups by it']],
  ['sum by (a) (rate(x[5m]) / 2 > 1)', ['a of x: the expression groups by it']],
  ['x * on (a) y', ['a of x: the expression matches on it', 'a of y: the expression matches on it']],
  ['x * on (a) group_left (b) y', ['a of x: the expression matches on it', 'a of y: the expression matches on it', 'b of y: the expression takes it over with group_left']],
  ['x * on (a) group_right (b) y', ['a of x: the expression matches on it', 'a of y: the expression matches on it', 'b of x: the expression takes it over with group_right']],
  ['x * ignoring (a) y', []],
  ['x and on (a) y', ['a of x: the expression matches on it', 'a of y: the expression matches on it']],
  ['x + 1', []],
  ['histogram_quantile(0.9, x)', ['le of x: its histogram_quantile reads it']],
  ['label_join(x, "d", "-", "a", "b")', ['a of x: its label_join reads it', 'b of x: its label_join reads it']],
  ['label_replace(x, "d", "$1", "a", "(.*)")', ['a of x: its label_replace reads it']],
  ['label_replace(x, "d", "const", "", "")', []],
  ['sort_by_label(x, "a")', ['a of x: its sort_by_label reads it']],
  ['sort_by_label_desc(x, "a", "b")', ['a of x: its sort_by_label_desc reads it', 'b of x: its sort_by_label_desc reads it']],
  ['histogram_fraction(0, 0.2, x)', ['le of x: its histogram_fraction reads it']],
  ['rate(x[5m])', []],
  ['absent(x{a="b"})', []],
  ['vector(1)', []],
])('%s needs %j', (text, needs) => {
  expect(needsOf(text)).toEqual(needs);
});

test.each<[string, string, string[]]>([
  ['a sum that has it not', 'sum by (c) (sum by (b) (x))', ['b of x: the expression groups by it']],
  ['label_replace, from what it reads', 'sum by (d) (label_replace(x, "d", "$1", "a", "(.*)"))', ['a of x: its label_replace reads it']],
  [
    'label_replace, from its destination when nothing matches', 'sum by (d) (label_replace(x, "d", "$1", "a", "v(.*)"))',
    ['d of x perhaps: the expression groups by it', 'a of x: its label_replace reads it'],
  ],
  ['group_left, from the side of the one', 'sum by (b) (x * on (a) group_left (b) y)', [
    'b of y: the expression groups by it', 'a of x: the expression matches on it', 'a of y: the expression matches on it', 'b of y: the expression takes it over with group_left',
  ]],
  ['the left side of and', 'sum by (b) (x and on (a) y)', ['b of x: the expression groups by it', 'a of x: the expression matches on it', 'a of y: the expression matches on it']],
  ['both sides of or', 'sum by (b) (x or y)', ['b of x: the expression groups by it', 'b of y: the expression groups by it']],
  ['count_values, which writes it', 'sum by (v) (count_values("v", x))', []],
  ['a quantile, without le', 'sum by (le) (histogram_quantile(0.9, x))', ['le of x: its histogram_quantile reads it']],
])('a label comes through %s', (_, text, needs) => {
  expect(needsOf(text)).toEqual(needs);
});

test('a side whose labels are known asks them of the other', () => {
  expect(needsOf('x / sum without (b) (y)')).toEqual([]);
  expect(needsOf('x / sum by (a) (y)')).toEqual(["a of x: '/' matches on it", 'a of y: the expression groups by it']);
  expect(needsOf('sum by (a) (y) / x')).toEqual(["a of x: '/' matches on it", 'a of y: the expression groups by it']);
  expect(needsOf('sum by (a) (x) / sum by (a) (y)')).toEqual(['a of x: the expression groups by it', 'a of y: the expression groups by it']);
  expect(needsOf('x / ignoring (a) sum by (a) (y)')).toEqual(['a of y: the expression groups by it']);
  expect(needsOf('x and sum by (a) (y)')).toContain("a of x: 'and' matches on it");
  expect(needsOf('2 * sum by (a) (y)')).toEqual(['a of y: the expression groups by it']);
  expect(needsOf('x * on (b) sum by (a, b) (y)')).not.toContain("a of x: '*' matches on it");
  expect(needsOf('x or sum by (a) (y)')).toEqual(['a of y: the expression groups by it']);
});

test('what is written for nobody to look at needs nothing', () => {
  expect(needsOf('sum by (c) (x * on (a) group_left (b) y)')).not.toContain('b of y: the expression takes it over with group_left');
  expect(needsOf('sum by (c) (label_replace(x, "d", "$1", "a", "(.*)"))')).toEqual(['c of x: the expression groups by it']);
  expect(needsOf('sum by (c) (label_join(x, "d", "-", "a", "b"))')).toEqual(['c of x: the expression groups by it']);
  expect(needsOf('count without (c) (label_replace(x, "d", "$1", "a", "(.*)"))')).toEqual(['a of x: its label_replace reads it']);
});

test('what puts series in order needs the labels by which it does, whoever looks at them', () => {
  expect(needsOf('sum by (c) (sort_by_label(x, "a"))')).toEqual(['c of x: the expression groups by it', 'a of x: its sort_by_label reads it']);
});
