import { CardinalityPolicyProps } from '../../../../lib/policy';
import { Fates } from '../../../../lib/policy/breakage/fates/fates';
import { PlainLabels } from '../../../../lib/policy/breakage/fates/observations';
import { resolvePolicy } from '../../../../lib/policy/cardinality/resolve-policy';
import { selectorOf } from '../selectors';

const series: PlainLabels[] = [{ __name__: 'm', a: '1', pod: 'x' }, { __name__: 'm', a: '2' }, { __name__: 'n', a: '3', pod: 'y' }];
const policy: CardinalityPolicyProps = { dropLabels: ['pod'], dropSeries: [{ labels: { a: '2' } }] };
const seen = new Fates(resolvePolicy(policy), series);
const unseen = new Fates(resolvePolicy(policy), undefined);

describe('without a dump', () => {
  test('series may be anything that a selector asks for, and none is absent', () => {
    expect(unseen.of(selectorOf('m')).drops).toEqual([{ part: 'dropSeries[0]', sure: false }]);
    expect(unseen.of(selectorOf('m')).mayHave('other')).toBe(true);
    expect(unseen.isAbsent(selectorOf('m'))).toBe(false);
  });
});

describe('with a dump', () => {
  test('series are those that a selector selects', () => {
    expect(seen.of(selectorOf('m')).drops).toEqual([{ part: 'dropSeries[0]', sure: false }]);
    expect(seen.of(selectorOf('m{a="2"}')).drops).toEqual([{ part: 'dropSeries[0]', sure: true }]);
    expect(seen.of(selectorOf('m{a="1"}')).drops).toEqual([]);
    expect(seen.of(selectorOf('m')).mayHave('other')).toBe(false);
  });

  test.each(['{__name__=~"m|n"}', '{a=~"1|3"}', '${metric}'])('series of several metrics, such as of %s, are taken together', (selector) => {
    expect(seen.of(selectorOf(selector)).label('pod')).toEqual({ kind: 'gone', part: 'dropLabels', sure: true });
    expect(seen.isAbsent(selectorOf(selector))).toBe(false);
  });

  test('series of several metrics become one as those of one do', () => {
    const merging = new Fates(resolvePolicy({ dropLabels: ['pod'] }), [...series, { __name__: 'n', a: '3', pod: 'z' }]);

    expect(merging.of(selectorOf('{a=~".+"}')).merges).toMatchObject([{ part: 'dropLabels', sure: true }]);
    expect(merging.of(selectorOf('m')).merges).toEqual([]);
  });

  test.each(['o', 'm{a="9"}', '{__name__=~"o.*"}', '${metric}_total'])('nobody has seen series of %s: they may be anything', (selector) => {
    expect(seen.isAbsent(selectorOf(selector))).toBe(true);
    expect(seen.of(selectorOf(selector)).label('pod')).toEqual({ kind: 'gone', part: 'dropLabels', sure: true });
    expect(seen.of(selectorOf(selector)).mayHave('other')).toBe(true);
  });
});

test('what is asked for twice is found once', () => {
  expect(seen.of(selectorOf('m{a="1"}'))).toBe(seen.of(selectorOf('m{a="1"}')));
  expect(seen.of(selectorOf('m{a="1"}'))).not.toBe(seen.of(selectorOf('m{a="2"}')));
});
