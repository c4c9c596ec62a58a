import { Collision, Collisions } from './collisions';
import { changes, Draft, RowChange } from './row-changes';
import { drops, RowTest, selects } from './row-tests';
import { ChangeLabels, Merging, PolicyPlan, PolicyStep } from '../../cardinality/policy-plan';
import { joined, spread } from '../counting/hashing';
import { Inventory } from '../counting/inventory';
import { Counts, Population } from '../counting/population';
import { RowIndex } from '../counting/row-index';

/** Series that a part of a policy has taken away, of one metric. */
export interface Saving {
  readonly part: string;
  /** The number of the label with the name of the metric. */
  readonly metric: number;
  readonly how: 'dropped' | 'merged';
  readonly series: number;
}

/** What a policy has left, and what each part of it did. */
export interface Outcome {
  readonly left: Population;
  readonly savings: readonly Saving[];
  readonly collisions: readonly Collision[];
}

/** Has a policy act on all series. Their rows are changed: what is to be known about them as they were must be counted before. */
export function applyPlan({ steps }: PolicyPlan, inventory: Inventory): Outcome {
  const run = new Run(inventory);
  steps.forEach((step) => run.act(step));
  return run.outcome();
}

class Run {
  private rows: Uint32Array;
  private overlaps: boolean;
  private counts: Counts;
  private readonly savings: Saving[] = [];
  private readonly collisions: Collisions;
  private readonly selected: Uint8Array;
  /** Labels that tell targets apart. */
  private readonly targetLabels: readonly number[];
  private pairs = new Uint32Array(64);

  public constructor(private readonly inventory: Inventory) {
    const whole = Population.of(inventory);
    this.rows = whole.rows;
    this.overlaps = inventory.overlaps;
    this.counts = whole.distinct().byMetric();
    this.collisions = new Collisions(inventory, whole);
    this.selected = new Uint8Array(inventory.table.size);
    this.targetLabels = inventory.targets.targets.length > 1 ? [...inventory.targetLabels] : [];
  }

  public act(step: PolicyStep): void {
    if (step.kind === 'changeLabels') {
      this.change(step);
    } else {
      const goes = drops(this.inventory.table, step);
      this.rows = this.rows.filter((row) => !goes(row));
      this.account(step.part, 'dropped');
    }
  }

  public outcome(): Outcome {
    const left = this.population();
    return { left, savings: this.savings, collisions: this.collisions.all(left) };
  }

  private population(): Population {
    return new Population(this.inventory, this.rows, this.overlaps);
  }

  private change({ selection, changes: list, merging }: ChangeLabels): void {
    const { table } = this.inventory;
    const isSelected: RowTest = selects(table, selection);
    for (const row of this.rows) {
      this.selected[row] = isSelected(row) ? 1 : 0;
    }
    list.forEach((change, index) => {
      this.changeRows(changes(table, change), change.part, merging);
      this.merge(change.part, merging, index === list.length - 1);
      this.account(change.part, 'merged');
    });
  }

  private changeRows(change: RowChange, part: string, merging: Merging): void {
    for (const row of this.rows) {
      if (this.selected[row] === 1) {
        const draft = this.draft(row);
        if (change(draft)) {
          if (!this.collisions.hasCrossed && this.crosses(row, draft)) {
            this.overlaps = true;
            this.collisions.crossed(part, merging);
          }
          this.inventory.table.replace(row, draft.pairs, draft.length);
        }
      }
    }
  }

  private draft(row: number): Draft {
    const { table } = this.inventory;
    const length = table.length(row);
    if (length >= this.pairs.length) {
      this.pairs = new Uint32Array(length * 2);
    }
    for (let index = 0; index < length; index += 1) {
      this.pairs[index] = table.pair(row, index);
    }
    return { pairs: this.pairs, length, row };
  }

  /** Whether a change is one of a label that tells targets apart. */
  private crosses(row: number, { pairs, length }: Draft): boolean {
    const { table } = this.inventory;
    const after = pairs.subarray(0, length);
    return this.targetLabels.some((name) => {
      const before = table.find(row, name);
      return before < 0 ? after.some((pair) => table.pairs.tagOf(pair) === name) : !after.includes(before);
    });
  }

  /** Rows of a target that are one now. As long as changes follow, those that they are about and others are not. */
  private merge(part: string, merging: Merging, isLast: boolean): void {
    const { table } = this.inventory;
    const mark = (row: number) => isLast ? 0 : this.selected[row]!;
    const isSame = (row: number, other: number) => table.target(row) === table.target(other) && mark(row) === mark(other) && table.equal(row, other);
    const index = new RowIndex(isSame, this.rows.length);
    this.rows = this.rows.filter((row) => {
      const first = index.add(joined(table.hash(row), spread(2 * table.target(row) + mark(row) + 1)), row);
      if (first !== row) {
        this.collisions.meet(merging, first);
      }
      return first === row;
    });
    this.collisions.endOf(part);
  }

  private account(part: string, how: Saving['how']): void {
    const before = this.counts;
    this.counts = this.population().distinct().byMetric();
    for (const [metric, series] of before) {
      const gone = series - (this.counts.get(metric) ?? 0);
      if (gone > 0) {
        this.savings.push({ part, metric, how, series: gone });
      }
    }
  }
}
