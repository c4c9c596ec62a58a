import { expressionOf, wordsOf } from './expressions';
import { Expression, isScalar, partsOf, Selector } from '../../../lib/policy/promql/expression';
import { parseExpression } from '../../../lib/policy/promql/parse-expression';

/** Every selector of an expression, in the order in which they stand there. */
function selectorsOf(expression: Expression): Selector[] {
  return expression.kind === 'selector' ? [expression] : partsOf(expression).flatMap(selectorsOf);
}

const selector = (metric: string): Expression => ({ kind: 'selector', metric, matchers: [] });

test.each<[string, string[]]>([
  ['up', ['up']],
  ['up{job="a", pod!="b",node=~"c|d",zone!~".+"}', ['up{job="a",pod!="b",node=~"c|d",zone!~".+"}']],
  ['{__name__="up"}', ['up']],
  ['{__name__=~"up|down"}', ['{__name__=~"up|down"}']],
  ['{"my.metric", "my.label"="x"}', ['my.metric{my.label="x"}']],
  ['rate(a[5m] offset 1h) / ignoring (x) b @ end()', ['a', 'b']],
  ['max_over_time(sum(a)[1h:5m])', ['a']],
  ['-(a + on () b) ^ 2', ['a', 'b']],
  ['a # the first\n  or b', ['a', 'b']],
  ['a smoothed or b anchored', ['a', 'b']],
  ['info(a, {__name__="target_info"})', ['a', 'target_info']],
  ['absent(a) or absent_over_time(b[5m])', ['a', 'b']],
  ['topk(scalar(a), b)', ['a', 'b']],
  ['1 + 2', []],
])('%s reads %j', (text, selectors) => {
  expect(selectorsOf(expressionOf(text)).map(wordsOf)).toEqual(selectors);
});

test('an aggregation knows what stays, wherever that is written', () => {
  const expected = { kind: 'aggregation', operation: 'sum', grouping: 'by', labels: ['pod', 'a.b'], of: selector('a') };

  expect(expressionOf('sum by (pod, "a.b") (a)')).toEqual(expected);
  expect(expressionOf('SUM(a) BY (pod, "a.b")')).toEqual(expected);
  expect(expressionOf('sum(a)')).toEqual({ ...expected, labels: [] });
  expect(expressionOf('sum without (pod) (a)')).toEqual({ ...expected, grouping: 'without', labels: ['pod'] });
});

test('the parameter of an aggregation is not what it aggregates', () => {
  expect(expressionOf('topk by (x) (3, a)')).toEqual({
    kind: 'aggregation', operation: 'topk', grouping: 'by', labels: ['x'], parameter: { kind: 'literal', text: '3' }, of: selector('a'),
  });
});

test('an operator knows how its sides find each other', () => {
  expect(expressionOf('a >= bool on (x) group_left (y, z) b')).toEqual({
    kind: 'binary',
    operator: '>=',
    bool: true,
    left: selector('a'),
    right: selector('b'),
    matching: { kind: 'on', labels: ['x'], many: 'left', include: ['y', 'z'] },
  });
  expect(expressionOf('a UNLESS ignoring (x) b')).toMatchObject({ operator: 'unless', matching: { kind: 'ignoring', labels: ['x'], include: [] } });
  expect(expressionOf('a / ignoring (x) group_right b')).toMatchObject({ operator: '/', matching: { kind: 'ignoring', labels: ['x'], many: 'right', include: [] } });
  expect(expressionOf('a + b')).toMatchObject({ operator: '+', matching: { kind: 'ignoring', labels: [] } });
});

test('numbers have no labels, whatever makes them', () => {
  expect(['5', '1 + time()', 'scalar(a) * 2', '-Inf', 'pi()'].map((text) => isScalar(expressionOf(text)))).toEqual([true, true, true, true, true]);
  expect(['a', 'vector(1)', 'a + 1', 'sum(a)'].map((text) => isScalar(expressionOf(text)))).toEqual([false, false, false, false]);
});

test.each([
  ['sum(a', 'it ends too early'],
  ['', 'it ends too early'],
  ['a{b="c"', 'it ends too early'],
  ['a{b=c}', "'c}' at character 5 cannot stand there"],
  ['sum by (a) rate(b)', "'rate(b)' at character 12 cannot stand there"],
])('%j is no expression, and says where', (text, fault) => {
  expect(parseExpression(text)).toEqual({ fault });
});
