import { spread, without } from './hashing';
import { Population } from './population';
import { RowIndex } from './row-index';
import { NAME } from './series-table';

/** What one label adds to the number of series. */
export interface LabelCount {
  readonly name: number;
  /** How many values it has. */
  readonly values: number;
  /** How many series have it. */
  readonly series: number;
  /** How many series fewer there would be without it. */
  readonly adds: number;
}

/**
 * What each label alone adds. Without one label series of the same metric can become equal, and only these: so metrics are counted one after
 * the other, with little in memory at once.
 */
export function countLabels(population: Population): LabelCount[] {
  const { rows, inventory: { table } } = population.distinct();
  const series = new Float64Array(table.names.size);
  const adds = new Float64Array(table.names.size);
  const values = new Values(table.pairs.size, table.names.size);
  for (const group of byMetric(population, rows)) {
    for (const [name, { count, isConstant }] of labelsOf(population, group, values)) {
      series[name]! += count;
      // what all have with one value tells none of them from another
      if (!isConstant || count < group.length) {
        adds[name]! += group.length - countWithout(population, group, name);
      }
    }
  }
  return [...series.keys()].filter((name) => name !== NAME && series[name]! > 0).map((name) => ({
    name, values: values.counts[name]!, series: series[name]!, adds: adds[name]!,
  }));
}

/** Rows of each metric together. */
function byMetric({ inventory: { table } }: Population, rows: Uint32Array): Uint32Array[] {
  const places = new Map<number, number>();
  const sizes: number[] = [];
  for (const row of rows) {
    const metric = table.metric(row);
    const place = places.get(metric) ?? sizes.push(0) - 1;
    places.set(metric, place);
    sizes[place]! += 1;
  }
  const groups = sizes.map((size) => new Uint32Array(size));
  sizes.fill(0);
  for (const row of rows) {
    const place = places.get(table.metric(row))!;
    groups[place]![sizes[place]!] = row;
    sizes[place]! += 1;
  }
  return groups;
}

interface Presence {
  count: number;
  readonly first: number;
  isConstant: boolean;
}

/** The labels of the series of a metric. Their values are counted on the way. */
function labelsOf({ inventory: { table } }: Population, rows: Uint32Array, values: Values): Map<number, Presence> {
  const labels = new Map<number, Presence>();
  for (const row of rows) {
    for (let index = 1; index < table.length(row); index += 1) {
      const pair = table.pair(row, index);
      const name = table.pairs.tagOf(pair);
      values.meet(name, pair);
      const presence = labels.get(name);
      if (presence === undefined) {
        labels.set(name, { count: 1, first: pair, isConstant: true });
      } else {
        presence.count += 1;
        presence.isConstant &&= presence.first === pair;
      }
    }
  }
  return labels;
}

function countWithout({ inventory: { table } }: Population, rows: Uint32Array, name: number): number {
  const index = new RowIndex((row, other) => table.equalWithout(name, row, other), rows.length);
  for (const row of rows) {
    const pair = table.find(row, name);
    index.add(pair < 0 ? table.hash(row) : without(table.hash(row), spread(pair)), row);
  }
  return index.size;
}

/** Counts the values of labels, each once. */
class Values {
  public readonly counts: Uint32Array;
  private readonly seen: Uint8Array;

  public constructor(pairs: number, names: number) {
    this.counts = new Uint32Array(names);
    this.seen = new Uint8Array(pairs);
  }

  public meet(name: number, pair: number): void {
    if (this.seen[pair] === 0) {
      this.seen[pair] = 1;
      this.counts[name]! += 1;
    }
  }
}
