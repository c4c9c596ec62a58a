import { CardinalityPolicyProps } from '../../../../lib/policy';
import { breaksOf } from '../verdicts';

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
});
