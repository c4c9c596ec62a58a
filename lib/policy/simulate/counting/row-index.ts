import { slotOf, slotsFor, spread } from './hashing';

/** Whether two rows are one, in the eyes of who counts. */
export type Sameness = (row: number, other: number) => boolean;

/** Rows by what they hold, each of them once. It grows with rows that are new, never with those that are known. */
export class RowIndex {
  private rows: Uint32Array;
  private hashes: Uint32Array;
  private count = 0;

  /** @param expected how many rows there will be, about */
  public constructor(private readonly isSame: Sameness, expected = 0) {
    const slots = slotsFor(expected);
    this.rows = new Uint32Array(slots);
    this.hashes = new Uint32Array(slots);
  }

  public get size(): number {
    return this.count;
  }

  /** The row that was there first and is the same; the row itself when there was none. */
  public add(hash: number, row: number): number {
    let slot = slotOf(spread(hash), this.rows.length);
    for (let entry = this.rows[slot]!; entry !== 0; entry = this.rows[slot]!) {
      if (this.hashes[slot] === hash && this.isSame(entry - 1, row)) {
        return entry - 1;
      }
      slot = slotOf(slot + 1, this.rows.length);
    }
    this.rows[slot] = row + 1;
    this.hashes[slot] = hash;
    this.count += 1;
    if (this.count * 4 > this.rows.length * 3) {
      this.grow();
    }
    return row;
  }

  private grow(): void {
    const [rows, hashes] = [this.rows, this.hashes];
    this.rows = new Uint32Array(rows.length * 2);
    this.hashes = new Uint32Array(rows.length * 2);
    for (let old = 0; old < rows.length; old += 1) {
      if (rows[old] !== 0) {
        let slot = slotOf(spread(hashes[old]!), this.rows.length);
        while (this.rows[slot] !== 0) {
          slot = slotOf(slot + 1, this.rows.length);
        }
        this.rows[slot] = rows[old]!;
        this.hashes[slot] = hashes[old]!;
      }
    }
  }
}
