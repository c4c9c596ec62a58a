import { CardinalityPolicyProps, GaugeMerge } from '../../../../lib/policy';
import { Fates } from '../../../../lib/policy/breakage/fates/fates';
import { ObservedFate } from '../../../../lib/policy/breakage/fates/observed-fate';
import { SeriesFate } from '../../../../lib/policy/breakage/fates/series-fate';
import { resolvePolicy } from '../../../../lib/policy/cardinality/resolve-policy';
import { matcherOf, selectorOf } from '../selectors';

type Labels = { readonly [label: string]: string };

/** What a policy does to those series of a metric that a selector selects. */
function fateOf(policy: CardinalityPolicyProps, series: readonly Labels[], selector = 'm'): SeriesFate {
  const fate = new Fates(resolvePolicy(policy), series.map((labels) => ({ __name__: 'm', ...labels }))).of(selectorOf(selector));
  expect(fate).toBeInstanceOf(ObservedFate);
  return fate;
}

const map = (label: string, match: string, replacement: string): CardinalityPolicyProps => ({ mapLabels: [{ label, match, replacement }] });

describe('series are dropped', () => {
  const policy: CardinalityPolicyProps = { dropSeries: [{ labels: { a: '1' } }, { labels: { a: '2' } }, { labels: { a: '9' } }] };

  test('surely, when none is left, by all parts that drop one', () => {
    expect(fateOf(policy, [{ a: '1' }, { a: '1', b: '1' }]).drops).toEqual([{ part: 'dropSeries[0]', sure: true }]);
    expect(fateOf(policy, [{ a: '1' }, { a: '2' }]).drops).toEqual([{ part: 'dropSeries[0]', sure: true }, { part: 'dropSeries[1]', sure: true }]);
  });

  test('in part, when others are', () => {
    expect(fateOf(policy, [{ a: '1' }, { a: '3' }]).drops).toEqual([{ part: 'dropSeries[0]', sure: false }]);
  });

  test('and those that nobody selects do not count', () => {
    expect(fateOf(policy, [{ a: '1' }, { a: '3' }], 'm{a="1"}').drops).toEqual([{ part: 'dropSeries[0]', sure: true }]);
    expect(fateOf(policy, [{ a: '1' }, { a: '3' }], 'm{a="3"}').drops).toEqual([]);
  });
});

describe('buckets', () => {
  const buckets = ['0.5', '1', '2', '+Inf'].map((le) => ({ __name__: 'm_bucket', le, a: le === '+Inf' ? '1' : '2' }));
  const policy: CardinalityPolicyProps = { keepBuckets: [{ metric: 'n', le: [3] }, { metric: 'm', le: [1, 5] }] };
  const fate = (selector: string, more: CardinalityPolicyProps = {}) => fateOf({ ...policy, ...more }, buckets, selector);

  test('are thinned when some are left: that is no drop', () => {
    expect(fate('m_bucket').thinned).toMatchObject({ part: 'keepBuckets[1]', le: [1, 5] });
    expect(fate('m_bucket').drops).toEqual([]);
  });

  test('are dropped when none is left', () => {
    expect(fate('m_bucket{le="0.5"}').thinned).toBeUndefined();
    expect(fate('m_bucket{le="0.5"}').drops).toEqual([{ part: 'keepBuckets[1]', sure: true }]);
  });

  test('are neither when all that are selected stay', () => {
    expect(fate('m_bucket{le="1"}').thinned).toBeUndefined();
    expect(fate('m_bucket{le="1"}').drops).toEqual([]);
  });

  test('are thinned by one part, and dropped by another', () => {
    const both = fate('m_bucket', { dropSeries: [{ labels: { a: '1' } }] });

    expect(both.thinned?.part).toBe('keepBuckets[1]');
    expect(both.drops).toEqual([{ part: 'dropSeries[0]', sure: false }]);
  });

  test('are thinned by several parts: the first is told', () => {
    const twice: CardinalityPolicyProps = { keepBuckets: [{ metric: 'm', le: [1, 2] }, { metric: 'm', le: [1] }] };

    expect(fateOf(twice, buckets, 'm_bucket').thinned?.part).toBe('keepBuckets[0]');
    expect(fateOf(twice, buckets, 'm_bucket').drops).toEqual([]);
  });

  test('may be fewer by another part, which drops them', () => {
    const dropped = fateOf({ dropSeries: [{ labels: { a: '1' } }] }, buckets, 'm_bucket');

    expect(dropped.thinned).toBeUndefined();
    expect(dropped.drops).toEqual([{ part: 'dropSeries[0]', sure: false }]);
  });
});

describe('a label', () => {
  test('may be there when a series has it that stays', () => {
    const fate = fateOf({ dropSeries: [{ labels: { c: '1' } }] }, [{ a: '1' }, { b: '1' }, { c: '1' }]);

    expect(['a', 'b', 'c', 'd'].map((label) => fate.mayHave(label))).toEqual([true, true, false, false]);
  });

  test('goes surely, when it goes from all that have it', () => {
    expect(fateOf({ dropLabels: ['a'] }, [{ a: '1' }, { b: '1' }]).label('a')).toEqual({ kind: 'gone', part: 'dropLabels', sure: true });
    expect(fateOf({ dropLabels: ['a'] }, [{ a: '1' }, { b: '1' }]).label('b')).toBeUndefined();
    expect(fateOf({ dropLabels: ['a'] }, [{ b: '1' }]).label('a')).toBeUndefined();
  });

  test('goes in part, when others keep it', () => {
    const some: CardinalityPolicyProps = { forSeries: [{ labels: { b: '1' }, dropLabels: ['a'] }] };

    expect(fateOf(some, [{ a: '1', b: '1' }, { a: '1', b: '2' }]).label('a')).toEqual({ kind: 'gone', part: 'forSeries[0].dropLabels', sure: false });
    expect(fateOf(some, [{ a: '1', b: '1' }, { a: '1', b: '2' }], 'm{b="1"}').label('a')).toMatchObject({ sure: true });
  });

  test.each<[string, CardinalityPolicyProps, CardinalityPolicyProps, string]>([
    ['to go is worse than a new name', { renameLabels: { a: 'c' } }, { dropLabels: ['a'] }, 'gone'],
    ['a new name is worse than another value', map('a', '1', '2'), { renameLabels: { a: 'c' } }, 'renamed'],
    ['to go is worse than another value', map('a', '1', '2'), { dropLabels: ['a'] }, 'gone'],
  ])('has the worst fate of all: %s', (_, lesser, worse, kind) => {
    const policy: CardinalityPolicyProps = { forSeries: [{ labels: { b: '1' }, ...lesser }, { labels: { b: '2' }, ...worse }] };

    expect(fateOf(policy, [{ a: '1', b: '1' }, { a: '1', b: '2' }]).label('a')).toMatchObject({ kind, sure: false });
    expect(fateOf(policy, [{ a: '1', b: '2' }, { a: '1', b: '1' }]).label('a')).toMatchObject({ kind, sure: false });
  });
});

test('losses are told once each, of series that stay, as sure as they are', () => {
  const policy: CardinalityPolicyProps = { dropSeries: [{ labels: { c: 'gone' } }], dropLabels: ['a'], forSeries: [{ labels: { b: '1' }, renameLabels: { d: 'e' } }] };
  const series: Labels[] = [{ a: '1', b: '1', d: '1' }, { a: '2', b: '1', d: '2' }, { a: '1', b: '2', d: '1' }, { c: 'gone', f: '1' }];

  expect(fateOf(policy, series).losses).toEqual([
    { kind: 'gone', part: 'dropLabels', label: 'a', sure: true },
    { kind: 'renamed', part: 'forSeries[0].renameLabels', label: 'd', to: 'e', sure: false },
  ]);
  expect(fateOf({ dropLabels: ['a', 'b'] }, [{ a: '1', b: '1' }]).losses.map(({ label }) => label)).toEqual(['a', 'b']);
});

describe('what is asked of a label', () => {
  const asked = (policy: CardinalityPolicyProps, matcher: string, ...series: Labels[]) => fateOf(policy, series, `m{${matcher}}`).matcher(matcherOf(matcher));

  test('selects what it did', () => {
    expect(asked({ dropLabels: ['b'] }, 'a="1"', { a: '1', b: '1' })).toBeUndefined();
    expect(asked(map('a', '2', '3'), 'a="1"', { a: '1' }, { a: '2' })).toBeUndefined();
    expect(asked({ dropLabels: ['a'] }, 'a!="2"', { a: '1' })).toBeUndefined();
  });

  test('selects nothing any longer, or less', () => {
    expect(asked({ dropLabels: ['a'] }, 'a="1"', { a: '1' })).toEqual({ kind: 'nothing', label: { kind: 'gone', part: 'dropLabels', sure: true }, sure: true });
    expect(asked(map('a', '1', 'x'), 'a="1"', { a: '1' })).toEqual({ kind: 'nothing', label: { kind: 'mapped', part: 'mapLabels', sure: true }, sure: true, instead: 'x' });
    expect(asked(map('a', '1', 'x'), 'a=~"1|2"', { a: '2' }, { a: '1' })).toMatchObject({ kind: 'nothing', label: { kind: 'mapped' }, sure: false, instead: 'x' });
  });

  test('is said with what becomes of the series that it no longer selects', () => {
    const policy: CardinalityPolicyProps = { forSeries: [{ labels: { b: '1' }, ...map('a', '1', 'x') }, { labels: { b: '2' }, renameLabels: { a: 'c' } }] };

    expect(asked(policy, 'a=~"1|x"', { a: '1', b: '1' }, { a: '1', b: '2' })).toMatchObject({ kind: 'nothing', label: { kind: 'renamed', to: 'c' }, sure: false });
    expect(asked(policy, 'a=~"1"', { a: '1', b: '1' }, { a: '1', b: '2' })).toMatchObject({ kind: 'nothing', label: { kind: 'mapped' }, sure: true, instead: 'x' });
  });

  test('selects others too, when they are as it asks now', () => {
    expect(asked(map('a', '2', '1'), 'a="1"', { a: '1' }, { a: '2' })).toEqual({ kind: 'others', label: { kind: 'mapped', part: 'mapLabels', sure: true }, sure: false });
    expect(asked({ dropLabels: ['a'] }, 'a=""', { b: '1' }, { a: '1' })).toEqual({ kind: 'others', label: { kind: 'gone', part: 'dropLabels', sure: true }, sure: true });
    expect(asked({ renameLabels: { a: 'c' } }, 'a=""', { b: '1' }, { a: '1' })).toMatchObject({ kind: 'others', label: { kind: 'renamed' }, sure: true });
  });

  test('selects no others when they are dropped, or are not as the other matchers ask then', () => {
    const policy = map('a', '2', '1');
    const series = [{ a: '1', b: '1' }, { a: '2', b: '2' }];
    const within = (selector: string) => fateOf(policy, series, selector).matcher(matcherOf('a="1"'));

    expect(within('m{a="1"}')).toMatchObject({ kind: 'others' });
    expect(within('m{a="1", b="1"}')).toBeUndefined();
    expect(within('m{a="1", b=~"1|2"}')).toMatchObject({ kind: 'others' });
    expect(asked({ ...policy, dropSeries: [{ labels: { b: '2' } }] }, 'a="1"', ...series)).toBeUndefined();
    expect(fateOf({ ...policy, forSeries: [{ labels: { b: '2' }, ...map('b', '2', '3') }] }, series, 'm{a="1", b=~"1|2"}').matcher(matcherOf('a="1"'))).toBeUndefined();
  });

  test('selects others by all that is asked, of the same label too', () => {
    const series = [{ a: '1' }, { a: '2' }, { a: '3' }];
    const found = (...matchers: string[]) => matchers.map((one) => fateOf(map('a', '2', '1'), series, `m{${matchers.join(', ')}}`).matcher(matcherOf(one))?.kind);

    expect(found('a="1"', 'a!="2"')).toEqual(['others', 'others']);
    expect(found('a="1"', 'a!="3"')).toEqual(['others', undefined]);
    expect(found('a!="2"', 'a="3"')).toEqual([undefined, undefined]);
  });

  test('changes too when series get a label that they did not have', () => {
    const rename: CardinalityPolicyProps = { renameLabels: { a: 'b' } };
    const written = { kind: 'mapped', part: 'renameLabels', sure: true };

    expect(asked(rename, 'b=""', { a: '1' })).toEqual({ kind: 'nothing', label: written, sure: true, instead: '1' });
    expect(asked(rename, 'b=""', { a: '1' }, { c: '1' })).toEqual({ kind: 'nothing', label: written, sure: false, instead: '1' });
    expect(asked(rename, 'b="1"', { b: '1' }, { a: '1' })).toEqual({ kind: 'others', label: written, sure: false });
    expect(asked(map('b', '', 'none'), 'b=""', { a: '1' })).toMatchObject({ kind: 'nothing', label: { part: 'mapLabels' }, instead: 'none' });
    expect(asked(rename, 'b=""', { c: '1' })).toBeUndefined();
  });

  test('with a variable is known by what becomes of the label', () => {
    expect(asked({ dropLabels: ['a'] }, 'a="$v"', { a: '1' })).toEqual({ kind: 'nothing', label: { kind: 'gone', part: 'dropLabels', sure: true }, sure: true });
    expect(asked({ renameLabels: { a: 'b' } }, 'a=~"$v"', { a: '1' })).toMatchObject({ kind: 'nothing', label: { kind: 'renamed' } });
    expect(asked({ dropLabels: ['a'] }, 'a!="$v"', { a: '1' })).toMatchObject({ kind: 'others' });
    expect(asked({ dropLabels: ['a'] }, 'a!~"$v"', { a: '1' })).toMatchObject({ kind: 'others' });
    expect(asked(map('a', '1', 'x'), 'a="$v"', { a: '1' })).toMatchObject({ kind: 'unknown', label: { kind: 'mapped' } });
    expect(asked(map('a', '1', 'x'), 'a="$v"', { a: '2' })).toBeUndefined();
    expect(asked({ dropLabels: ['b'] }, 'a="$v"', { a: '1', b: '1' })).toBeUndefined();
  });
});

describe('series become one', () => {
  const pods = [{ a: '1', pod: 'x' }, { a: '1', pod: 'y' }, { a: '2', pod: 'x' }];
  const policy: CardinalityPolicyProps = { mergeGauges: GaugeMerge.MAX, dropLabels: ['pod'], forSeries: [{ metrics: 'm', mergeGauges: GaugeMerge.MIN, ...map('b', '2', '1') }] };

  test('by the parts that made them the same, each with its way to merge', () => {
    expect(fateOf(policy, pods).merges).toEqual([{ part: 'dropLabels', gauges: GaugeMerge.MAX, sure: true }]);
    expect(fateOf(policy, [{ b: '1' }, { b: '2' }]).merges).toEqual([{ part: 'forSeries[0].mapLabels', gauges: GaugeMerge.MIN, sure: true }]);
    expect(fateOf({ dropLabels: ['pod'] }, pods).merges).toEqual([{ part: 'dropLabels', gauges: undefined, sure: true }]);
  });

  test('only when there are such series among those that are selected', () => {
    expect(fateOf(policy, pods, 'm{a="2"}').merges).toEqual([]);
    expect(fateOf(policy, [{ a: '1', pod: 'x' }]).merges).toEqual([]);
    // one of two is selected, and is no longer alone
    expect(fateOf(policy, pods, 'm{a="1", pod="x"}').merges).toMatchObject([{ part: 'dropLabels' }]);
  });

  test('by a label that some of them did not have', () => {
    expect(fateOf(map('d', '', 'none'), [{ a: '1' }, { a: '1', d: 'none' }]).merges.map(({ part }) => part)).toEqual(['mapLabels']);
  });

  test('by a new name only when it makes them the same', () => {
    expect(fateOf({ dropLabels: ['pod'], renameLabels: { a: 'b' } }, pods).merges.map(({ part }) => part)).toEqual(['dropLabels']);
    expect(fateOf({ renameLabels: { a: 'b' } }, [{ a: '1' }, { b: '1' }]).merges.map(({ part }) => part)).toEqual(['renameLabels']);
    expect(fateOf({ renameLabels: { a: 'b' } }, [{ a: '1', b: '2' }, { a: '1', b: '3' }]).merges.map(({ part }) => part)).toEqual(['renameLabels']);
  });
});
