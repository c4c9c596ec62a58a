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

test('what nobody has is no line', () => {
  const lines = (numbers: readonly number[]) => [share('even', numbers, (each) => each % 2 === 0), share('odd', [], () => true)];
  expect(table([{ name: 'theirs', lines: lines([1, 2]) }, { name: 'ours', lines: lines([]) }])).toEqual(['|  | theirs | ours |', '| --- | ---: | ---: |', '| even | 1 of 2 | none |']);
});
