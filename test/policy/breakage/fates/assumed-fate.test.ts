import { CardinalityPolicyProps, GaugeMerge } from '../../../../lib/policy';
import { AssumedFate } from '../../../../lib/policy/breakage/fates/assumed-fate';
import { SeriesFate } from '../../../../lib/policy/breakage/fates/series-fate';
import { PolicyPlan } from '../../../../lib/policy/cardinality/policy-plan';
import { resolvePolicy } from '../../../../lib/policy/cardinality/resolve-policy';
import { breaksOf } from '../breaks-of';
import { matcherOf, selectorOf } from '../selectors';

/** What policies, one after the other, do to the series of a selector. */
function fateOf(selector: string, ...policies: CardinalityPolicyProps[]): SeriesFate {
  const plan: PolicyPlan = { ...resolvePolicy({}), steps: policies.flatMap((policy) => resolvePolicy(policy).steps) };
  return new AssumedFate(plan, selectorOf(selector));
}

describe('whether series are dropped', () => {
  const SURELY = true;
  const PERHAPS = false;

  test.each<[string, CardinalityPolicyProps, string, boolean | undefined]>([
    ['by their name', { dropMetrics: ['n', 'm.*'] }, 'm', SURELY],
    ['not by another one', { dropMetrics: ['n'] }, 'm', undefined],
    ['perhaps, when their name depends on a variable', { dropMetrics: ['m'] }, '${metric}', PERHAPS],
    ['perhaps, when they have no name', { dropMetrics: ['m'] }, '{a="1"}', PERHAPS],
    ['by all names that they may have', { dropMetrics: ['m|n'] }, '{__name__=~"m|n"}', SURELY],
    ['perhaps, by one of them', { dropMetrics: ['m'] }, '{__name__=~"m|n"}', PERHAPS],
    ['not by a name that they cannot have', { dropMetrics: ['o'] }, '{__name__=~"m|n"}', undefined],
    ['because they are not kept', { keepMetrics: ['n'] }, 'm', SURELY],
    ['not when they are kept', { keepMetrics: ['n', 'm'] }, 'm', undefined],
    ['perhaps, when it is not known whether they are kept', { keepMetrics: ['m'] }, '{a="1"}', PERHAPS],
    ['by a value that they have', { dropSeries: [{ labels: { a: '1|2' } }] }, 'm{a="1"}', SURELY],
    ['by values that they can have', { dropSeries: [{ labels: { a: '1|2' } }] }, 'm{a=~"1|2"}', SURELY],
    ['perhaps, by one of them', { dropSeries: [{ labels: { a: '1' } }] }, 'm{a=~"1|2"}', PERHAPS],
    ['perhaps, by a value that they may have', { dropSeries: [{ labels: { a: '1' } }] }, 'm{a!="2"}', PERHAPS],
    ['not by a value that they cannot have', { dropSeries: [{ labels: { a: '3' } }] }, 'm{a=~"1|2"}', undefined],
    ['by name and values', { dropSeries: [{ metrics: 'm', labels: { a: '1' } }] }, 'm{a="1"}', SURELY],
    ['perhaps, when one of both is not known', { dropSeries: [{ metrics: 'm', labels: { a: '1' } }] }, 'm', PERHAPS],
    ['not when one of both is otherwise', { dropSeries: [{ metrics: 'n', labels: { a: '1' } }] }, 'm{a="1"}', undefined],
  ])('%s', (_, policy, selector, sure) => {
    expect(fateOf(selector, policy).drops).toEqual(sure === undefined ? [] : [{ part: expect.stringMatching(/^(keepMetrics|dropMetrics|dropSeries\[0\])$/) as string, sure }]);
  });

  test('every part that may drop them is told', () => {
    expect(fateOf('m', { dropMetrics: ['m'], dropSeries: [{ labels: { a: '1' } }] }).drops).toEqual([{ part: 'dropMetrics', sure: true }, { part: 'dropSeries[0]', sure: false }]);
  });

  test('nothing happens to labels of series that are surely gone, but to those that may stay', () => {
    const gone = fateOf('m', { dropMetrics: ['m'], dropLabels: ['a'] });
    const stays = fateOf('m', { dropSeries: [{ labels: { b: '1' } }], dropLabels: ['a'] });

    expect([gone.label('a'), gone.losses, gone.merges]).toEqual([undefined, [], []]);
    expect([stays.label('a')?.kind, stays.losses.length, stays.merges.length]).toEqual(['gone', 1, 1]);
  });
});

describe('buckets are thinned', () => {
  const policy: CardinalityPolicyProps = { keepBuckets: [{ metric: 'm', le: [1, 5] }, { metric: 'm|n', le: [2] }] };

  test('by the first part that is surely about them', () => {
    expect(fateOf('m_bucket', policy).thinned).toEqual({ part: 'keepBuckets[0]', le: [1, 5] });
    expect(fateOf('n_bucket', policy).thinned).toEqual({ part: 'keepBuckets[1]', le: [2] });
  });

  test.each(['m', 'o_bucket', '{__name__=~".*_bucket"}', '${metric}_bucket'])('not of %s', (selector) => {
    expect(fateOf(selector, policy).thinned).toBeUndefined();
    expect(fateOf(selector, policy).drops).toEqual([]);
  });
});

describe('series may become one', () => {
  const rules: CardinalityPolicyProps = { dropLabels: ['a'], renameLabels: { b: 'c' }, mapLabels: [{ label: 'd', match: '1', replacement: '2' }] };

  test('where labels go or get other values; not where they get other names', () => {
    expect(fateOf('m', { ...rules, mergeGauges: GaugeMerge.MAX }).merges).toEqual([
      { part: 'dropLabels', gauges: GaugeMerge.MAX, sure: false },
      { part: 'mapLabels', gauges: GaugeMerge.MAX, sure: false },
    ]);
    expect(fateOf('m', rules).merges.map(({ gauges }) => gauges)).toEqual([undefined, undefined]);
  });

  test('unless it is known that they do not', () => {
    expect(fateOf('m', { ...rules, unique: true }).merges).toEqual([]);
  });
});

test('series may have every label but one that is asked to be empty', () => {
  const fate = fateOf('m{a="", b="1", c!="", d=~"1|"}');

  expect(['a', 'b', 'c', 'd', 'e'].map((label) => fate.mayHave(label))).toEqual([false, true, true, true, true]);
});

describe('what becomes of what is asked of a label', () => {
  const asked = (matcher: string, policy: CardinalityPolicyProps, selector = `m{${matcher}}`) => fateOf(selector, policy).matcher(matcherOf(matcher));
  const kindOf = (matcher: string, policy: CardinalityPolicyProps) => asked(matcher, policy)?.kind;

  test.each<[string, string, string | undefined]>([
    ['a value', 'a="1"', 'nothing'],
    ['another value', 'a!="1"', 'others'],
    ['a value by an expression', 'a=~"1.*"', 'nothing'],
    ['other values by an expression', 'a!~"1.*"', 'others'],
    ['that it is there', 'a!=""', 'nothing'],
    ['that it is not there', 'a=""', 'others'],
    ['that it may not be there', 'a=~"1|"', 'others'],
    ['a value of a variable', 'a="$v"', 'nothing'],
    ['other values than that of a variable', 'a!="$v"', 'others'],
    ['other values than those of a variable', 'a!~"$v"', 'others'],
    ['anything', 'a=~".*"', undefined],
    ['something of another label', 'b="1"', undefined],
  ])('when it goes, or gets another name: %s', (_, matcher, kind) => {
    expect(kindOf(matcher, { dropLabels: ['a'] })).toBe(kind);
    expect(kindOf(matcher, { renameLabels: { a: 'c' } })).toBe(kind);
  });

  test.each<[string, string, string | undefined]>([
    ['a value that is written anew', 'a="1"', 'nothing'],
    ['the same by an expression', 'a=~"1"', 'nothing'],
    ['another value than one that is written anew', 'a!="1"', 'others'],
    ['the same by an expression', 'a!~"1"', 'others'],
    ['a value that stays', 'a="3"', undefined],
    ['another value than one that stays', 'a!="3"', undefined],
    ['several values', 'a=~"1|3"', 'unknown'],
    ['other values than several', 'a!~"1|3"', 'unknown'],
    ['values by an expression', 'a=~"1.*"', 'unknown'],
    ['a value of a variable', 'a="$v"', 'unknown'],
    ['that there is one', 'a=~".+"', undefined],
    ['that there is one, in parentheses', 'a=~"(.+)"', undefined],
    ['anything', 'a=~".*"', undefined],
  ])('when it gets other values: %s', (_, matcher, kind) => {
    expect(kindOf(matcher, { mapLabels: [{ label: 'a', match: '1', replacement: '2' }] })).toBe(kind);
  });

  test('is as sure as what happens to the label', () => {
    const some = (rules: CardinalityPolicyProps): CardinalityPolicyProps => ({ forSeries: [{ labels: { env: 'dev' }, ...rules }] });

    expect(asked('a="1"', { dropLabels: ['a'] })).toEqual({ kind: 'nothing', label: { kind: 'gone', part: 'dropLabels', sure: true }, sure: true });
    expect(asked('a="1"', some({ dropLabels: ['a'] }))).toMatchObject({ kind: 'nothing', sure: false });
    expect(asked('a="1"', { mapLabels: [{ label: 'a', match: '1', replacement: '2' }] })).toEqual({
      kind: 'nothing', label: { kind: 'mapped', part: 'mapLabels', sure: true }, sure: true, instead: '2',
    });
    expect(asked('a="1"', some({ mapLabels: [{ label: 'a', match: '1', replacement: '2' }] }))).toMatchObject({ kind: 'nothing', sure: false, instead: '2' });
    // what surely happens to a value is told before what may happen to it then
    expect(asked('a="1"', { mapLabels: [{ label: 'a', match: '1', replacement: '2' }], ...some({ mapLabels: [{ label: 'a', match: '2', replacement: '3' }] }) }))
      .toMatchObject({ kind: 'nothing', sure: false, instead: '2' });
    expect(asked('a=~"1.*"', { mapLabels: [{ label: 'a', match: '1', replacement: '2' }] })).toMatchObject({ kind: 'unknown', sure: false });
  });
});

describe('what is known of series that nobody has seen', () => {
  test('a value is known under the new name of its label', () => {
    const policy = { renameLabels: { a: 'b' }, forSeries: [{ labels: { b: 'x' }, dropLabels: ['pod'], unique: true }] };

    expect(breaksOf(policy, 'sum by (pod) (m{a="x"})')).toContain("error: forSeries[0].dropLabels takes 'pod' from 'm', but the expression groups by it");
    expect(breaksOf(policy, 'sum by (pod) (m{a="y"})').join()).not.toContain('pod');
  });

  test('a value is no longer known when it may have been written', () => {
    const policy: CardinalityPolicyProps = {
      forSeries: [
        { labels: { env: 'dev' }, mapLabels: [{ label: 'a', match: 'x', replacement: 'y' }], unique: true },
        { labels: { a: 'x' }, dropLabels: ['pod'], unique: true },
      ],
    };

    expect(breaksOf(policy, 'sum by (pod) (m{a="x"})')).toContain("warning: forSeries[1].dropLabels takes 'pod' from some of 'm', but the expression groups by it");
  });

  test('a value that may be written is a doubt about who asks for it', () => {
    const some = { labels: { env: 'dev' }, mapLabels: [{ label: 'a', match: 'x', replacement: 'y' }] };
    const others = { mapLabels: [{ label: 'a', match: 'z', replacement: 'w' }], unique: true };

    expect(breaksOf({ forSeries: [some], unique: true }, 'sum(m{a="x"})'))
      .toEqual(["warning: the expression asks for a=\"x\", but forSeries[0].mapLabels writes other values to 'a' of some of 'm'"]);
    expect(breaksOf({ ...others, forSeries: [some] }, 'sum(m{a="x"})')).toEqual([expect.stringMatching(/^warning/)]);
    expect(breaksOf({ ...others, forSeries: [some] }, 'sum(m{a="v"})')).toEqual([]);
    // what surely happens to other values makes it no surer
    expect(breaksOf({ forSeries: [some, { metrics: 'm', ...others }], unique: true }, 'sum(m{a="x"})')).toEqual([expect.stringMatching(/^warning/)]);
  });

  test('of series that are gone nothing else is said', () => {
    expect(breaksOf({ dropMetrics: ['m'], dropLabels: ['pod'] }, 'sum by (pod) (m)')).toEqual(["error: dropMetrics drops 'm'"]);
  });

  test('a label that some series have under a new name can still be taken from all others', () => {
    const policy = { forSeries: [{ labels: { env: 'dev' }, renameLabels: { pod: 'p' } }, { metrics: 'm', dropLabels: ['pod'], unique: true }] };

    expect(breaksOf(policy, 'sum by (pod) (m)')).toContain("error: forSeries[1].dropLabels takes 'pod' from 'm', but the expression groups by it");
  });

  test('a new value under a new name is a new name first', () => {
    const policy = { renameLabels: { a: 'b' }, mapLabels: [{ label: 'b', match: 'x', replacement: 'y' }], unique: true };

    expect(breaksOf(policy, 'sum by (a) (m)')).toContain("error: renameLabels renames 'a' to 'b' of 'm', but the expression groups by it");
  });

  test('a value is no longer known under the old name, or when its label has gone', () => {
    const then = { forSeries: [{ labels: { a: '1' }, dropLabels: ['pod'] }] };

    expect(fateOf('m{a="1"}', then).label('pod')).toMatchObject({ sure: true });
    expect(fateOf('m{a="1"}', { renameLabels: { a: 'b' } }, then).label('pod')).toBeUndefined();
    expect(fateOf('m{a="1"}', { dropLabels: ['a'] }, then).label('pod')).toBeUndefined();
    expect(fateOf('m{a="1"}', { keepLabels: ['pod'] }, then).label('pod')).toBeUndefined();
    expect(fateOf('m{a="1"}', { dropLabels: ['b'], renameLabels: { c: 'd' } }, then).label('pod')).toMatchObject({ sure: true });
  });

  test('a value may be known no longer when its label goes from some series', () => {
    const some: CardinalityPolicyProps = { forSeries: [{ labels: { env: 'dev' }, dropLabels: ['a'] }] };

    expect(fateOf('m{a="1"}', some, { dropSeries: [{ labels: { a: '1' } }] }).drops).toEqual([{ part: 'dropSeries[0]', sure: false }]);
    expect(fateOf('m{a="1"}', some, { dropSeries: [{ labels: { a: '' } }] }).drops).toEqual([{ part: 'dropSeries[0]', sure: false }]);
  });

  test('series without a label are known to have no value, and keep what they have under its new name', () => {
    const rename: CardinalityPolicyProps = { renameLabels: { a: 'b' } };
    const drops = (selector: string, b: string) => fateOf(selector, rename, { dropSeries: [{ labels: { b } }] }).drops;

    expect(drops('m{a=""}', '1')).toEqual([{ part: 'dropSeries[0]', sure: false }]);
    expect(drops('m{a="", b="1"}', '1')).toEqual([{ part: 'dropSeries[0]', sure: true }]);
    expect(drops('m{a=~"2|", b="1"}', '1')).toEqual([{ part: 'dropSeries[0]', sure: false }]);
    expect(drops('m{a=~"2|", b="1"}', '1|2')).toEqual([{ part: 'dropSeries[0]', sure: true }]);
    expect(drops('m{a=~"2|", b="1"}', '')).toEqual([]);
    expect(drops('m{a="2", b="1"}', '1')).toEqual([]);
    expect(drops('m{a="2"}', '2')).toEqual([{ part: 'dropSeries[0]', sure: true }]);
  });

  test('a value is known as what has been written for it', () => {
    const map: CardinalityPolicyProps = { mapLabels: [{ label: 'a', match: '1', replacement: '2' }] };

    expect(fateOf('m{a=~"1|3"}', map, { dropSeries: [{ labels: { a: '2|3' } }] }).drops).toEqual([{ part: 'dropSeries[0]', sure: true }]);
    expect(fateOf('m{a="1"}', map, { dropSeries: [{ labels: { a: '1' } }] }).drops).toEqual([]);
    expect(fateOf('m{b="1"}', map, { dropSeries: [{ labels: { b: '1' } }] }).drops).toEqual([{ part: 'dropSeries[0]', sure: true }]);
  });

  test('a label that some series lose is missed, whatever is written for the others', () => {
    const policy: CardinalityPolicyProps = {
      forSeries: [{ labels: { env: 'dev' }, dropLabels: ['a'] }, { metrics: 'm', mapLabels: [{ label: 'a', match: 'z', replacement: 'w' }] }],
      unique: true,
    };

    expect(breaksOf(policy, 'sum(m{a="x"})')).toEqual(["warning: the expression asks for a=\"x\", but forSeries[0].dropLabels takes away 'a' of some of 'm'"]);
  });
});
