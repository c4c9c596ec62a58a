import * as fc from 'fast-check';
import { SeriesTable } from '../../../../lib/policy/simulate/counting/series-table';

interface Labels {
  readonly [label: string]: string;
}

interface Written {
  readonly table: SeriesTable;
  /** The labels of a series as the table has them, in the order of the numbers of their names. */
  readonly pairsOf: (labels: Labels) => Uint32Array;
}

function tableOf(...series: Labels[]): Written {
  const table = new SeriesTable();
  const pairsOf = (labels: Labels) => Uint32Array.from(
    Object.entries(labels).map(([label, value]) => [table.names.internText(0, label), value] as const).sort(([one], [other]) => one - other)
      .map(([name, value]) => table.pairs.internText(name, value)),
  );
  series.forEach((labels) => table.add(pairsOf(labels), Object.keys(labels).length, 0));
  return { table, pairsOf };
}

function labelsOf(table: SeriesTable, row: number): Labels {
  const pairs = Array.from({ length: table.length(row) }, (_, index) => table.pair(row, index));
  return Object.fromEntries(pairs.map((pair) => [table.names.text(table.pairs.tagOf(pair)), table.pairs.text(pair)]));
}

const value = fc.constantFrom('1', '2');
const labels = fc.record({ __name__: fc.constantFrom('m', 'n'), a: value, b: value, c: value, d: value }, { requiredKeys: ['__name__'] });

test('a series of a target is there once', () => {
  const { table, pairsOf } = tableOf({ __name__: 'm', a: '1' }, { __name__: 'm' }, { __name__: 'm', a: '1' });
  table.add(pairsOf({ __name__: 'm' }), 1, 7);
  expect([table.size, table.target(2), labelsOf(table, 0), labelsOf(table, 1), labelsOf(table, 2)]).toEqual([3, 7, { __name__: 'm', a: '1' }, { __name__: 'm' }, { __name__: 'm' }]);
});

test('a label is found wherever it stands', () => {
  fc.assert(fc.property(fc.array(labels, { minLength: 1, maxLength: 20 }), (all) => {
    const { table } = tableOf(...all);
    for (let row = 0; row < table.size; row += 1) {
      const known = labelsOf(table, row);
      const found = ['__name__', 'd', 'a', 'c', 'b'].map((label) => [label, table.find(row, table.names.internText(0, label))] as const);
      expect(Object.fromEntries(found.filter(([, pair]) => pair >= 0).map(([label, pair]) => [label, table.pairs.text(pair)]))).toEqual(known);
    }
  }));
});

test('rows are equal when their labels are, and without a label when the others are', () => {
  fc.assert(fc.property(labels, labels, fc.constantFrom('a', 'b', 'c', 'd', 'e'), (one, other, gone) => {
    const { table, pairsOf } = tableOf(one);
    table.add(pairsOf(other), Object.keys(other).length, 1);
    const canonical = (series: object, without?: string) => JSON.stringify(Object.entries(series).filter(([label]) => label !== without).sort());
    expect(table.equal(0, 1)).toBe(canonical(one) === canonical(other));
    expect(table.hash(0) === table.hash(1)).toBe(canonical(one) === canonical(other));
    expect(table.equalWithout(table.names.internText(0, gone), 0, 1)).toBe(canonical(one, gone) === canonical(other, gone));
  }));
});

test('a row may get other labels, more of them too, and leaves those of others alone', () => {
  const different = fc.uniqueArray(labels, { minLength: 2, maxLength: 9, selector: (each) => JSON.stringify(Object.entries(each).sort()) });
  fc.assert(fc.property(different, labels, fc.nat(), (all, next, choice) => {
    const { table, pairsOf } = tableOf(...all);
    const changed = choice % all.length;
    table.replace(changed, pairsOf(next), Object.keys(next).length);
    expect(all.map((_, row) => labelsOf(table, row))).toEqual(all.map((each, row) => row === changed ? next : each));
    table.add(pairsOf({ __name__: 'o', a: '1', b: '1' }), 3, 0);
    expect(labelsOf(table, all.length)).toEqual({ __name__: 'o', a: '1', b: '1' });
    expect(labelsOf(table, changed)).toEqual(next);
  }));
});
