import { selectorOf } from './selectors';
import { RecordedSeries, singleSelectors } from '../../../lib/policy/breakage/recorded-series';
import { Statement } from '../../../lib/policy/breakage/statement';
import { parseExpression } from '../../../lib/policy/promql/parse-expression';
import { wordsOf } from '../promql/expressions';

type Labels = { readonly [name: string]: string };

function rule(name: string, text: string, labels: Labels = {}): Statement {
  return { where: `rule ${name}`, text, parsed: parseExpression(text), shown: [], records: { name, labels } };
}

const alert: Statement = { where: 'alert', text: 'x', parsed: parseExpression('x'), shown: [] };

describe('the rules whose series a selector can select', () => {
  const recorded = new RecordedSeries([rule('a:x', 'x', { team: 'web', tier: 'one' }), rule('a:x', 'y', { team: 'db' }), rule('b:x', 'z'), alert, rule('c:x', 'sum(')]);
  const found = (selector: string) => recorded.of(selectorOf(selector)).map(({ statement }) => statement.text);

  test.each<[string, string[]]>([
    ['a:x', ['x', 'y']],
    ['b:x', ['z']],
    ['x', []],
    ['a:x{team="db"}', ['y']],
    ['a:x{team!="db"}', ['x']],
    // of labels that a rule does not write nobody knows what they are
    ['a:x{tier="two"}', ['y']],
    ['a:x{pod="p"}', ['x', 'y']],
    ['{__name__=~".:x"}', ['x', 'y', 'z']],
    ['{team="web"}', ['x', 'z']],
  ])('%s: %j', (selector, texts) => {
    expect(found(selector)).toEqual(texts);
  });

  test('are none when they cannot be read', () => {
    expect(found('c:x')).toEqual([]);
  });
});

describe('a label', () => {
  const origins = (statements: readonly Statement[], selector: string, label = 'pod', sure = true) => new RecordedSeries(statements).trace({ selector: selectorOf(selector), label, sure })
    .map((origin) => `${origin.label} of ${wordsOf(origin.selector)}${origin.sure ? '' : ' perhaps'}`);

  test('of series that nobody records comes from these', () => {
    expect(origins([rule('a:x', 'x')], 'y')).toEqual(['pod of y']);
  });

  test('of recorded series comes from what their rules read, and what those read', () => {
    expect(origins([rule('a:x', 'sum by (pod) (x)')], 'a:x')).toEqual(['pod of x']);
    expect(origins([rule('a:x', 'x'), rule('b:x', 'rate(a:x[5m])')], 'b:x')).toEqual(['pod of x']);
    expect(origins([rule('a:x', 'x'), rule('a:x', 'y')], 'a:x')).toEqual(['pod of x', 'pod of y']);
  });

  test('that a rule writes, or takes away, comes from nowhere', () => {
    expect(origins([rule('a:x', 'x', { pod: 'p' })], 'a:x')).toEqual([]);
    expect(origins([rule('a:x', 'sum(x)')], 'a:x')).toEqual([]);
  });

  test('comes from there perhaps, when one step is not sure', () => {
    const unsure = 'label_replace(x, "pod", "$1", "a", "v(.*)")';

    expect(origins([rule('a:x', unsure), rule('b:x', 'a:x')], 'b:x')).toEqual(['pod of x perhaps']);
    expect(origins([rule('a:x', 'x')], 'a:x', 'pod', false)).toEqual(['pod of x perhaps']);
  });

  test('of series without a name may come from rules, and from everywhere else', () => {
    expect(origins([rule('a:x', 'x')], '{job="a"}')).toEqual(['pod of {job="a"}', 'pod of x']);
  });

  test('comes from what else a rule reads that reads what it records', () => {
    expect(origins([rule('a:x', 'x or a:x')], 'a:x')).toEqual(['pod of x']);
    expect(origins([rule('a:x', 'x or b:x'), rule('b:x', 'y or a:x')], 'a:x')).toEqual(['pod of x', 'pod of y']);
  });
});

describe('labels that nobody names', () => {
  const flows = (statements: readonly Statement[], selector: string, ...without: string[]) => new RecordedSeries(statements)
    .traceFlow({ selector: selectorOf(selector), without })
    .map((flow) => [wordsOf(flow.selector), ...flow.without].join(' but '));

  test('of series that nobody records come from these', () => {
    expect(flows([rule('a:x', 'x')], 'y', 'a')).toEqual(['y but a']);
  });

  test('of recorded series come from what their rules read, but for those that are taken away or written on the way', () => {
    expect(flows([rule('a:x', 'x')], 'a:x')).toEqual(['x']);
    expect(flows([rule('a:x', 'sum without (b) (x)', { c: '1' })], 'a:x', 'a')).toEqual(['x but b but a but c']);
    expect(flows([rule('a:x', 'sum without (b) (x)', { c: '1' }), rule('b:x', 'rate(a:x[5m])')], 'b:x')).toEqual(['x but b but c']);
    expect(flows([rule('a:x', 'sum by (b) (x)')], 'a:x')).toEqual([]);
  });

  test('of series without a name may come from rules, and from everywhere else', () => {
    expect(flows([rule('a:x', 'x')], '{job="a"}')).toEqual(['{job="a"}', 'x']);
  });

  test('come from what else a rule reads that reads what it records', () => {
    expect(flows([rule('a:x', 'x or a:x')], 'a:x')).toEqual(['x']);
    expect(flows([rule('a:x', 'x or b:x'), rule('b:x', 'y or a:x')], 'a:x')).toEqual(['x', 'y']);
  });
});

test.each<[string, string[]]>([
  ['{__name__=~"a|b", job="c"}', ['a{job="c"}', 'b{job="c"}']],
  ['{__name__!="c", __name__=~"a|b"}', ['a{__name__!="c"}', 'b{__name__!="c"}']],
  ['{__name__=~"a.*"}', ['{__name__=~"a.*"}']],
  ['{__name__!~"a|b"}', ['{__name__!~"a|b"}']],
  ['{job=~"a|b"}', ['{job=~"a|b"}']],
  ['x{job=~"a|b"}', ['x{job=~"a|b"}']],
])('%s is %j, one by one', (selector, single) => {
  expect(singleSelectors(selectorOf(selector)).map(wordsOf)).toEqual(single);
});
