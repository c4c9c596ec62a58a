import { CardinalityPolicy, CardinalityPolicyProps } from '../../../../lib';
import { simulatePages } from '../dumps';

const simulate = (page: string, props: CardinalityPolicyProps) => simulatePages([page], new CardinalityPolicy(props), [{ job: 'j', instance: 'i' }]);
const ofTargets = (props: CardinalityPolicyProps, ...pages: string[]) =>
  simulatePages(pages, new CardinalityPolicy(props), pages.map((_, index) => ({ job: 'j', instance: `i${index}` })));

describe('changes of some series', () => {
  const page = 'm{a="1",b="x"} 1\nm{b="x"} 1\n';

  test('make them equal to others in the end', () => {
    const report = simulate(page, { forSeries: [{ labels: { a: '1' }, dropLabels: ['a'] }] });
    expect([report.before, report.after, report.merges]).toMatchObject([2, 1, [{ part: 'forSeries[0].dropLabels', series: 2, left: 1, acrossTargets: false }]]);
  });

  test('leave them apart from others as long as changes follow', () => {
    const report = simulate(page, { forSeries: [{ labels: { a: '1' }, dropLabels: ['a'], mapLabels: [{ label: 'b', match: '.*', replacement: 'y' }] }] });
    expect([report.before, report.after, report.merges]).toEqual([2, 2, []]);
  });

  test('make them equal to each other before others follow', () => {
    const report = simulate('m{a="1",b="x"} 1\nm{a="2",b="x"} 1\nm{b="y"} 1\n', {
      forSeries: [{ labels: { a: '.+' }, dropLabels: ['a'], mapLabels: [{ label: 'b', match: 'x', replacement: 'y' }] }],
    });
    expect(report.parts).toEqual([{ part: 'forSeries[0].dropLabels', dropped: 0, merged: 1 }, { part: 'forSeries[0].mapLabels', dropped: 0, merged: 1 }]);
  });

  test('are those that have been changed already by what came before', () => {
    const report = simulate('m{a="1"} 1\nm{a="2"} 1\n', { mapLabels: [{ label: 'a', match: '1', replacement: '2' }] });
    expect(report.after).toBe(1);
  });
});

describe('series of several targets become equal', () => {
  test('by the part that takes away what tells targets apart, whatever other parts do', () => {
    const report = ofTargets({ dropLabels: ['x'], mapLabels: [{ label: 'instance', match: '.*', replacement: '' }] }, 'a{x="1"} 1\n', 'a{x="1"} 1\n');
    expect(report.merges).toMatchObject([{ part: 'mapLabels', metric: 'a', acrossTargets: true, series: 2, left: 1 }]);
    expect(report.parts).toEqual([{ part: 'mapLabels', dropped: 0, merged: 1 }]);
  });

  test('by the first of such parts', () => {
    const props = { dropLabels: ['instance'], renameLabels: { job: 'team' } };
    expect(ofTargets(props, 'a 1\n', 'a 1\n').merges).toMatchObject([{ part: 'dropLabels', acrossTargets: true, series: 2, left: 1 }]);
  });

  test('by a label of targets that a series gets from another one', () => {
    const targets = ['1', '2'].map((x) => ({ job: 'j', labels: { x } }));
    const report = simulatePages(['a{y="3"} 1\n', 'a{y="3"} 1\n'], new CardinalityPolicy({ renameLabels: { y: 'x' } }), targets);
    expect([report.before, report.after, report.merges]).toMatchObject([2, 1, [{ part: 'renameLabels', acrossTargets: true }]]);
  });

  test('by a label of targets that honoured series do not have', () => {
    const targets = ['1', '2'].map((instance) => ({ instance, honorLabels: true }));
    const report = simulatePages(['a{y="3",instance=""} 1\n', 'a{instance="3"} 1\n'], new CardinalityPolicy({ renameLabels: { y: 'instance' } }), targets);
    expect([report.before, report.after, report.merges]).toMatchObject([2, 1, [{ part: 'renameLabels', acrossTargets: true, series: 2, left: 1 }]]);
  });

  test('not by a part that leaves what tells them apart', () => {
    expect(ofTargets({ dropLabels: ['x'] }, 'a{x="1"} 1\n', 'a{x="1"} 1\n').merges).toEqual([]);
  });

  test('beside those of one target, which are counted once', () => {
    const report = ofTargets({ dropLabels: ['x', 'instance'] }, 'a{x="1"} 1\na{x="2"} 1\n', 'a{x="1"} 1\n');
    expect(report.merges.map(({ acrossTargets, series, left }) => [acrossTargets, series, left])).toEqual([[false, 2, 1], [true, 2, 1]]);
    expect([report.after, report.lostByMerging]).toEqual([1, 2]);
  });
});

test('series of many labels are changed whole', () => {
  const labels = (first: string) => ['a'.repeat(3), ...Array.from({ length: 150 }, (_, index) => `l${index}`)].map((name, index) => `${name}="${index === 0 ? first : index}"`).join(',');
  const report = simulate(`m{${labels('1')}} 1\nm{${labels('2')}} 1\nn 1\n`, { dropLabels: ['aaa'] });
  expect(report.metrics.map(({ metric, before, after }) => [metric, before, after])).toEqual([['m', 2, 1], ['n', 1, 1]]);
  expect(report.labels.filter(({ seriesAfter }) => seriesAfter === 1)).toHaveLength(150);
});

test('what a part takes from each metric is said once, and nothing of metrics that it leaves', () => {
  const report = simulate('a{x="1"} 1\na{x="2"} 1\nb{x="1"} 1\nc 1\n', { dropMetrics: ['c'], dropLabels: ['x'] });
  expect(report.metrics.map(({ metric, parts }) => [metric, parts])).toEqual([
    ['a', [{ part: 'dropLabels', dropped: 0, merged: 1 }]], ['b', []], ['c', [{ part: 'dropMetrics', dropped: 1, merged: 0 }]],
  ]);
});
