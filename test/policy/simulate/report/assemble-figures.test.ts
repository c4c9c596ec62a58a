import { CardinalityPolicy } from '../../../../lib';
import { load } from '../../../../lib/policy/simulate/report/assemble-figures';
import { simulatePages } from '../dumps';

describe('figures of a report', () => {
  test('stand with the most first, and by name where they are as many', () => {
    const targets = [{ job: 'b', instance: '2' }, { job: 'b', instance: '1' }, { job: 'a', instance: '3' }, { job: 'c', instance: '1' }];
    const report = simulatePages(['z{v="1",w="1"} 1\n', 'y{w="2"} 1\n', 'x{v="2"} 1\ny{w="3"} 1\n', 'x{v="3"} 1\nx{v="4"} 1\nx{v="5"} 1\n'], undefined, targets);
    expect(report.metrics.map(({ metric, before }) => [metric, before])).toEqual([['x', 4], ['y', 2], ['z', 1]]);
    expect(report.jobs.map(({ job, targets: count, before }) => [job, count, before])).toEqual([['c', 1, 3], ['a', 1, 2], ['b', 2, 2]]);
    expect(report.targets.map(({ job, instance, before }) => [job, instance, before])).toEqual([['c', '1', 3], ['a', '3', 2], ['b', '1', 1], ['b', '2', 1]]);
    expect(report.labels.map(({ label, adds }) => [label, adds])).toEqual([['v', 2], ['instance', 0], ['job', 0], ['w', 0]]);
  });

  test('of labels have those that a policy makes', () => {
    const { labels } = simulatePages(['a{x="1"} 1\na{x="2"} 1\n'], new CardinalityPolicy({ renameLabels: { x: 'y' } }));
    expect(labels).toEqual([
      { label: 'x', values: 2, series: 2, adds: 1, valuesAfter: 0, seriesAfter: 0, addsAfter: 0 }, { label: 'y', values: 0, series: 0, adds: 0, valuesAfter: 2, seriesAfter: 2, addsAfter: 1 },
    ]);
  });

  test('of merges stand with those first that lose most', () => {
    const page = ['a{x="1"}', 'a{x="2"}', 'b{x="1"}', 'b{x="2"}', 'b{x="3"}'].map((series) => `${series} 1\n`).join('');
    expect(simulatePages([page], new CardinalityPolicy({ dropLabels: ['x'] })).merges.map(({ metric, series, left, lost }) => [metric, series, left, lost])).toEqual([['b', 3, 1, 2], ['a', 2, 1, 1]]);
  });

  test('of parts add up what they take from all metrics', () => {
    const page = ['a{x="1"}', 'a{x="2"}', 'b{x="1"}', 'b{x="2"}', 'c', 'd'].map((series) => `${series} 1\n`).join('');
    expect(simulatePages([page], new CardinalityPolicy({ dropMetrics: ['c', 'd'], dropLabels: ['x'] })).parts).toEqual([
      { part: 'dropMetrics', dropped: 2, merged: 0 }, { part: 'dropLabels', dropped: 0, merged: 2 },
    ]);
  });

  test('say whether there is a policy, even one that is about others', () => {
    const simulated = (policy?: CardinalityPolicy) => (JSON.parse(simulatePages(['a 1\n'], policy).toJson()) as { simulated: boolean }).simulated;
    expect([simulated(), simulated(new CardinalityPolicy({ dropMetrics: ['b'] }))]).toEqual([false, true]);
  });
});

test('budgets name jobs and targets by what they have', () => {
  const policy = new CardinalityPolicy({ budget: { seriesPerJob: 1, seriesPerTarget: 1 } });
  const report = simulatePages(['a 1\n', 'a 1\n', 'a 1\n', 'a 1\n'], policy, [{}, { job: 'j' }, { instance: 'i' }, { job: 'j', instance: 'i' }]);
  expect(report.budgets.map(({ subject }) => subject).sort()).toEqual(['job j', 'target i', 'target j', 'target j i', 'the job without a name', 'the target'].sort());
});

test('a budget is kept when it is just reached', () => {
  const kept = (series: number) => simulatePages(['a 1\nb 1\n'], new CardinalityPolicy({ budget: { series } })).budgets.map((budget) => budget.kept);
  expect([kept(1), kept(2), kept(3)]).toEqual([[false], [true], [true]]);
});

test('load is what series take in memory, and their samples of a day in the store', () => {
  expect(load(600, 30)).toEqual({
    samplesPerSecond: 20,
    headBytes: { low: 600 * 3 * 1024, typical: 600 * 7.5 * 1024, high: 600 * 9 * 1024 },
    storedBytesPerDay: { low: 1_728_000, typical: 2_592_000, high: 3_456_000 },
  });
});
