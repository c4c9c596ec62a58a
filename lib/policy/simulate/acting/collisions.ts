import { Merging } from '../../cardinality/policy-plan';
import { Inventory } from '../counting/inventory';
import { Population } from '../counting/population';
import { RowIndex } from '../counting/row-index';

/** Series of a metric that a part of a policy makes equal. */
export interface Collision {
  readonly part: string;
  readonly metric: number;
  readonly merging: Merging;
  /** Whether they are of one target, or of several. */
  readonly scope: 'target' | 'targets';
  /** How many there were. */
  readonly series: number;
  /** How many there are then. */
  readonly left: number;
}

interface Group {
  readonly merging: Merging;
  lost: number;
  left: number;
}

interface Crossing {
  readonly part: string;
  readonly merging: Merging;
}

/** Counts which series become equal, and by what. */
export class Collisions {
  private readonly found: Collision[] = [];
  private groups = new Map<number, Group>();
  /** For each row whether another one has become it, in the part that acts. */
  private readonly met: Uint8Array;
  private touched: number[] = [];
  private crossing: Crossing | undefined;

  /** Rows that are of several targets from the beginning: that they are equal is nobody's doing. */
  private readonly twins: ReadonlySet<number>;

  public constructor(private readonly inventory: Inventory, whole: Population) {
    this.met = new Uint8Array(inventory.table.size);
    const first = inventory.overlaps ? new Set(whole.distinct().rows) : undefined;
    this.twins = new Set(first && whole.rows.filter((row) => !first.has(row)));
  }

  public get hasCrossed(): boolean {
    return this.crossing !== undefined;
  }

  /** A row that goes, because another one is the same. */
  public meet(merging: Merging, first: number): void {
    const metric = this.inventory.table.metric(first);
    const group = this.groups.get(metric) ?? { merging, lost: 0, left: 0 };
    this.groups.set(metric, group);
    group.lost += 1;
    if (this.met[first] === 0) {
      this.met[first] = 1;
      this.touched.push(first);
      group.left += 1;
    }
  }

  public endOf(part: string): void {
    for (const [metric, { merging, lost, left }] of this.groups) {
      this.found.push({ part, metric, merging, scope: 'target', series: lost + left, left });
    }
    this.touched.forEach((row) => {
      this.met[row] = 0;
    });
    this.touched = [];
    this.groups = new Map();
  }

  /** A part takes away what tells targets apart. */
  public crossed(part: string, merging: Merging): void {
    this.crossing ??= { part, merging };
  }

  /** All of them, with what is equal in the end though it is of several targets. */
  public all({ rows }: Population): Collision[] {
    return this.crossing === undefined ? this.found : [...this.found, ...this.between(rows, this.crossing)];
  }

  private between(rows: Uint32Array, { part, merging }: Crossing): Collision[] {
    const { table } = this.inventory;
    const index = new RowIndex((row, other) => table.equal(row, other), rows.length);
    for (const row of rows.filter((one) => !this.twins.has(one))) {
      const first = index.add(table.hash(row), row);
      if (first !== row) {
        this.meet(merging, first);
      }
    }
    const ofTargets = this.found.length;
    this.endOf(part);
    return this.found.splice(ofTargets).map((collision) => ({ ...collision, scope: 'targets' }));
  }
}
