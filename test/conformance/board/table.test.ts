import { count, share } from '../../../conformance/board/line';
import { table } from '../../../conformance/board/table';

test('a table has a column for each folder', () => {
  const lines = (numbers: readonly number[]) => [count('workloads', numbers), share('even', numbers, (each) => each % 2 === 0)];
  expect(table([{ name: 'theirs', lines: lines([1, 2, 3]) }, { name: 'ours', lines: lines([]) }])).toEqual([
    '|  | theirs | ours |',
    '| --- | ---: | ---: |',
    '| workloads | 3 | 0 |',
    '| even | 1 of 3 | none |',
  ]);
});
