import { joined, spread } from './hashing';
import { Inventory } from './inventory';
import { RowIndex } from './row-index';

/** How many series there are of each of some groups, by the numbers of the groups. */
export type Counts = ReadonlyMap<number, number>;

/** Series of targets at one point on their way: what is left, each of them once. */
export class Population {
  public static of(inventory: Inventory): Population {
    return new Population(inventory, Uint32Array.from({ length: inventory.table.size }, (_, row) => row), inventory.overlaps);
  }

  public constructor(public readonly inventory: Inventory, public readonly rows: Uint32Array, private readonly overlaps: boolean) {}

  /** Series whatever target they are of: a database has each of them once. */
  public distinct(): Population {
    if (!this.overlaps) {
      return this;
    }
    const { table } = this.inventory;
    const index = new RowIndex((row, other) => table.equal(row, other), this.rows.length);
    return new Population(this.inventory, this.rows.filter((row) => index.add(table.hash(row), row) === row), false);
  }

  public byMetric(): Counts {
    return count(this.rows, (row) => this.inventory.table.metric(row));
  }

  public byTarget(): Counts {
    return count(this.rows, (row) => this.inventory.table.target(row));
  }

  public byJob(): Counts {
    const { table, targets } = this.inventory;
    const jobOf = (row: number) => targets.jobOf[table.target(row)]!;
    if (!this.overlaps) {
      return count(this.rows, jobOf);
    }
    const index = new RowIndex((row, other) => jobOf(row) === jobOf(other) && table.equal(row, other), this.rows.length);
    return count(this.rows.filter((row) => index.add(joined(table.hash(row), spread(jobOf(row) + 1)), row) === row), jobOf);
  }
}

function count(rows: Uint32Array, groupOf: (row: number) => number): Counts {
  const counts = new Map<number, number>();
  let [last, run] = [-1, 0];
  for (const row of rows) {
    const group = groupOf(row);
    if (group !== last) {
      counts.set(last, (counts.get(last) ?? 0) + run);
      [last, run] = [group, 0];
    }
    run += 1;
  }
  counts.set(last, (counts.get(last) ?? 0) + run);
  counts.delete(-1);
  return counts;
}
