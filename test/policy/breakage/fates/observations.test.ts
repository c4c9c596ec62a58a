import { CardinalityPolicyProps } from '../../../../lib/policy';
import { fateOfLabel, Observation, Observations, PlainLabels, readsMetric, selectsLabels } from '../../../../lib/policy/breakage/fates/observations';
import { resolvePolicy } from '../../../../lib/policy/cardinality/resolve-policy';
import { matcherOf, selectorOf } from '../selectors';

const observe = (props: CardinalityPolicyProps, ...series: PlainLabels[]) => new Observations(resolvePolicy(props), series);

/** What becomes of the one series that there is. */
function observed(props: CardinalityPolicyProps, labels: PlainLabels): Observation {
  return observe(props, { __name__: 'm', ...labels }).of('m')[0]!;
}
const fatesOf = (props: CardinalityPolicyProps, labels: PlainLabels) => Object.fromEntries(observed(props, labels).labels);

test('series are found by the names of their metrics; one may have none', () => {
  const dump = observe({}, { __name__: 'm', a: '1' }, { __name__: 'n' }, { __name__: 'm', a: '2' }, { a: '3' });

  expect(dump.names).toEqual(['m', 'n', '']);
  expect(dump.of('m').map(({ before }) => before.a)).toEqual(['1', '2']);
  expect(dump.of('').map(({ before }) => before)).toEqual([{ a: '3' }]);
  expect(dump.of('o')).toEqual([]);
});

describe('a series that there is', () => {
  test('is what it was, and what a policy makes of it; a label without a value is none', () => {
    expect(observed({ renameLabels: { a: 'b' }, dropLabels: ['d'] }, { a: '1', c: '', d: '2' })).toMatchObject({
      before: { __name__: 'm', a: '1', d: '2' }, after: { __name__: 'm', b: '1' },
    });
    expect(Object.keys(observed({}, { c: '' }).before)).toEqual(['__name__']);
  });

  test('that is dropped is nothing any longer', () => {
    expect(observed({ dropMetrics: ['m'], dropLabels: ['a'] }, { a: '1' })).toEqual({ before: { __name__: 'm', a: '1' }, droppedBy: 'dropMetrics', labels: new Map(), gained: new Map() });
  });

  test('of which nothing changes has no fate', () => {
    expect(fatesOf({ dropLabels: ['b'], renameLabels: { c: 'd' }, mapLabels: [{ label: 'a', match: 'x', replacement: 'y' }] }, { a: '1' })).toEqual({});
    expect(observed({ dropLabels: ['b'] }, { a: '1' }).droppedBy).toBeUndefined();
  });
});

describe('a label of a series', () => {
  test('goes, gets a new name, or another value', () => {
    expect(fatesOf({ dropLabels: ['a'] }, { a: '1', b: '2' })).toEqual({ a: { kind: 'gone', part: 'dropLabels', sure: true } });
    expect(fatesOf({ renameLabels: { a: 'c' } }, { a: '1', b: '2' })).toEqual({ a: { kind: 'renamed', part: 'renameLabels', to: 'c', sure: true } });
    expect(fatesOf({ mapLabels: [{ label: 'a', match: '1', replacement: 'x' }] }, { a: '1' })).toEqual({ a: { kind: 'mapped', part: 'mapLabels', sure: true } });
  });

  test('that is mapped to nothing goes', () => {
    expect(fatesOf({ mapLabels: [{ label: 'a', match: '1', replacement: '' }] }, { a: '1' })).toEqual({ a: { kind: 'gone', part: 'mapLabels', sure: true } });
  });

  test('whose name another one gets has another value', () => {
    expect(fatesOf({ renameLabels: { a: 'b' } }, { a: '1', b: '2' })).toEqual({
      a: { kind: 'renamed', part: 'renameLabels', to: 'b', sure: true },
      b: { kind: 'mapped', part: 'renameLabels', sure: true },
    });
  });

  test('is followed under its new name', () => {
    const renamed = (more: CardinalityPolicyProps) => fatesOf({ renameLabels: { a: 'b' }, forSeries: [{ metrics: 'm', ...more }] }, { a: '1' }).a;

    expect(renamed({ renameLabels: { b: 'c' } })).toEqual({ kind: 'renamed', part: 'forSeries[0].renameLabels', to: 'c', sure: true });
    expect(renamed({ dropLabels: ['b'] })).toEqual({ kind: 'gone', part: 'forSeries[0].dropLabels', sure: true });
    // a new value under a new name is a new name first
    expect(renamed({ mapLabels: [{ label: 'b', match: '1', replacement: 'x' }] })).toEqual({ kind: 'renamed', part: 'renameLabels', to: 'b', sure: true });
  });

  test('whose value the other label has already gets no new name: it goes', () => {
    expect(fatesOf({ renameLabels: { a: 'b' } }, { a: '1', b: '1' })).toEqual({ a: { kind: 'gone', part: 'renameLabels', sure: true } });
  });

  test('may be one that it did not have', () => {
    const series = observed({ renameLabels: { a: 'b' }, mapLabels: [{ label: 'c', match: '', replacement: 'none' }, { label: 'd', match: '1', replacement: 'x' }] }, { a: '1', d: '1' });

    expect(Object.fromEntries(series.gained)).toEqual({ b: { kind: 'mapped', part: 'renameLabels', sure: true }, c: { kind: 'mapped', part: 'mapLabels', sure: true } });
    expect(['a', 'b', 'c', 'd', 'e'].map((label) => fateOfLabel(series, label)?.kind)).toEqual(['renamed', 'mapped', 'mapped', 'mapped', undefined]);
  });

  test('that has gone is not the one that gets its name later', () => {
    expect(fatesOf({ dropLabels: ['a'], renameLabels: { b: 'a' } }, { a: '1', b: '2' }).a).toEqual({ kind: 'gone', part: 'dropLabels', sure: true });
  });

  test('that is mapped may still go', () => {
    expect(fatesOf({ mapLabels: [{ label: 'a', match: '1', replacement: 'x' }], forSeries: [{ metrics: 'm', dropLabels: ['a'] }] }, { a: '1' }).a)
      .toEqual({ kind: 'gone', part: 'forSeries[0].dropLabels', sure: true });
  });
});

test('series that are no longer alone are those that have become the same, whatever the order of their labels', () => {
  const dump = observe({ dropLabels: ['pod'], dropSeries: [{ labels: { a: 'gone' } }] },
    { __name__: 'm', a: '1', b: '2', pod: 'x' }, { __name__: 'm', b: '2', pod: 'y', a: '1' }, { __name__: 'm', a: '2', pod: 'x' },
    { __name__: 'm', a: 'gone', pod: 'x' }, { __name__: 'm', a: 'gone', pod: 'y' });
  const merged = dump.merged('m');

  expect([...merged].map(({ before }) => [before.a, before.pod])).toEqual([['1', 'x'], ['1', 'y']]);
  expect(dump.merged('m')).toBe(merged);
  expect(dump.merged('n').size).toBe(0);
});

describe('whether labels are as matchers ask', () => {
  test('they must be as all of them ask; a label that is not there is empty', () => {
    const selects = selectsLabels([matcherOf('a="1"'), matcherOf('b!="2"'), matcherOf('c=""')]);

    const passing: PlainLabels[] = [{ a: '1' }, { a: '1', b: '3' }];
    const failing: PlainLabels[] = [{}, { a: '2' }, { a: '1', b: '2' }, { a: '1', c: '3' }];

    expect([...passing, ...failing].filter(selects)).toEqual(passing);
  });

  test('what asks for a variable may ask for anything', () => {
    expect(selectsLabels([matcherOf('a="$v"'), matcherOf('b="1"')])({ b: '1' })).toBe(true);
    expect(selectsLabels([matcherOf('a="$v"'), matcherOf('b="1"')])({ b: '2' })).toBe(false);
  });
});

describe('whether a selector reads a metric', () => {
  test.each<[string, string[], string[]]>([
    ['http_requests', ['http_requests'], ['http_requests_total', 'up']],
    ['{__name__=~"http_.*", job="a"}', ['http_requests'], ['up']],
    ['{__name__!="up"}', ['http_requests'], ['up']],
    ['{job="a"}', ['http_requests', 'up'], []],
    ['http_${kind}', ['http_requests', 'http_'], ['up', 'the_http_requests']],
  ])('%s reads %j, and not %j', (selector, read, others) => {
    expect([...read, ...others].filter(readsMetric(selectorOf(selector)))).toEqual(read);
  });
});
