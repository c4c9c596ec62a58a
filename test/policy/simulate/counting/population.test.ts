import { CardinalityPolicy, DumpTarget } from '../../../../lib';
import { Inventory } from '../../../../lib/policy/simulate/counting/inventory';
import { Population } from '../../../../lib/policy/simulate/counting/population';
import { readsPage } from '../../../../lib/policy/simulate/series-dump';
import { readInPieces, simulatePages } from '../dumps';

function population(...pages: [DumpTarget, string][]): { readonly inventory: Inventory; readonly whole: Population } {
  const inventory = new Inventory();
  pages.forEach(([target, page]) => readInPieces(readsPage('text', target)('dump', inventory), page));
  return { inventory, whole: Population.of(inventory) };
}

test('series of metrics, jobs and targets are counted, in whatever order they come', () => {
  const { inventory, whole } = population([{ job: 'j', instance: '1' }, 'a 1\nb{x="1"} 1\na{x="1"} 1\n'], [{ job: 'k', instance: '1' }, 'b 1\n'], [{ job: 'j', instance: '2' }, 'a 1\n']);
  const { pairs } = inventory.table;
  expect([...whole.byMetric()].map(([metric, series]) => [pairs.text(metric), series])).toEqual([['a', 3], ['b', 2]]);
  expect([...whole.byJob()].map(([job, series]) => [inventory.targets.jobs[job], series])).toEqual([['j', 4], ['k', 1]]);
  expect([...whole.byTarget()]).toEqual([[0, 3], [1, 1], [2, 1]]);
});

test('nothing has no groups', () => expect([...new Population(new Inventory(), new Uint32Array(0), false).byMetric()]).toEqual([]));

describe('a series that several targets have', () => {
  const shared = 'up{job="x",instance="y"} 1\n';
  const honoured = (job: string, instance: string): DumpTarget => ({ job, instance, honorLabels: true });

  test('is one of all, one of each job, and one of each target', () => {
    const { whole } = population([honoured('a', '1'), `${shared}own 1\n`], [honoured('a', '2'), shared], [honoured('b', '1'), shared]);
    expect([whole.rows.length, whole.distinct().rows.length]).toEqual([4, 2]);
    expect([[...whole.byJob()], [...whole.byTarget()]]).toEqual([[[0, 2], [1, 1]], [[0, 2], [1, 1], [2, 1]]]);
  });

  test('is as many as there are targets when none is honoured', () => {
    const { whole } = population([{ job: 'a' }, shared], [{ job: 'b' }, shared]);
    expect(whole.distinct()).toBe(whole);
    expect(whole.rows).toHaveLength(2);
  });

  test('is counted once by each job when a policy makes it one', () => {
    const report = simulatePages(['a 1\n', 'a 1\n', 'a 1\n'], new CardinalityPolicy({ dropLabels: ['instance', 'job'] }), [
      { job: 'j', instance: '1' }, { job: 'j', instance: '2' }, { job: 'k', instance: '1' },
    ]);
    expect(report.jobs.map(({ job, before, after }) => [job, before, after])).toEqual([['j', 2, 1], ['k', 1, 1]]);
    expect(report.after).toBe(1);
  });
});
