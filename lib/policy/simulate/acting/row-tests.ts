import { PairMemo } from './pair-memo';
import { bucketPattern, bucketsOf } from '../../cardinality/bucket-bounds';
import { conditionsOf, DroppingStep, METRIC_NAME, Selection } from '../../cardinality/policy-plan';
import { anyOf } from '../../patterns';
import { AnchoredPattern } from '../../relabel/anchored-pattern';
import { SeriesTable } from '../counting/series-table';

/** A question to a row. */
export type RowTest = (row: number) => boolean;

/** Whether a step drops a series. It must say what the interpreter of policies says, a property test holds it to that. */
export function drops(table: SeriesTable, step: DroppingStep): RowTest {
  switch (step.kind) {
    case 'keepMetrics': return not(labelMatches(table, METRIC_NAME, anyOf(step.patterns)));
    case 'dropMetrics': return labelMatches(table, METRIC_NAME, anyOf(step.patterns));
    case 'dropSeries': return selects(table, step.selection);
    case 'keepBuckets': return all([labelMatches(table, METRIC_NAME, bucketsOf(step.metric)), not(labelMatches(table, 'le', bucketPattern(step.le)))]);
  }
}

export function selects(table: SeriesTable, selection: Selection): RowTest {
  return all(conditionsOf(selection).map(({ label, match }) => labelMatches(table, label, match)));
}

/** A label that a series does not have is empty. */
function labelMatches(table: SeriesTable, label: string, match: string): RowTest {
  const name = table.names.internText(0, label);
  const pattern = new AnchoredPattern(match);
  const matchesNothing = pattern.matches('');
  const matches = new PairMemo((pair) => pattern.matches(table.pairs.text(pair)) ? 1 : 0);
  return (row) => {
    const pair = table.find(row, name);
    return pair < 0 ? matchesNothing : matches.get(pair) === 1;
  };
}

function all(tests: readonly RowTest[]): RowTest {
  return (row) => tests.every((test) => test(row));
}

function not(test: RowTest): RowTest {
  return (row) => !test(row);
}
