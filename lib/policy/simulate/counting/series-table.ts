import { grown } from './growing';
import { joined, spread } from './hashing';
import { RowIndex } from './row-index';
import { TextTable } from './text-table';
import { METRIC_NAME } from '../../cardinality/policy-plan';

/** The number of the label with the name of the metric: the first label of every row. */
export const NAME = 0;

/**
 * Series as rows of numbers, one for each label with its value. Labels of a row stand in the order of the numbers of their names. The hash of a
 * row is the sum of those of its labels: so what it is without one of them is known at once.
 */
export class SeriesTable {
  /** Names of labels. */
  public readonly names = new TextTable();
  /** Values of labels; the tag is the number of the name. */
  public readonly pairs = new TextTable();

  private cells = new Uint32Array(1024);
  private used = 0;
  private starts = new Uint32Array(128);
  private lengths = new Uint16Array(128);
  private hashes = new Uint32Array(128);
  private targets = new Uint32Array(128);
  private count = 0;
  /** For each name of a label where it was found last. */
  private readonly places: number[] = [];
  private readonly known = new RowIndex((row, other) => this.targets[row] === this.targets[other] && this.equal(row, other));

  public constructor() {
    this.names.internText(0, METRIC_NAME);
  }

  public get size(): number {
    return this.count;
  }

  /** Takes a series of a target, its labels in order, if it is not known yet. */
  public add(pairs: Uint32Array, length: number, target: number): void {
    this.starts = grown(this.starts, this.count + 1);
    this.lengths = grown(this.lengths, this.count + 1);
    this.hashes = grown(this.hashes, this.count + 1);
    this.targets = grown(this.targets, this.count + 1);
    this.cells = grown(this.cells, this.used + length);
    this.write(this.count, this.used, pairs, length);
    this.targets[this.count] = target;
    // the row stays only when it is new
    if (this.known.add(joined(this.hashes[this.count]!, spread(target)), this.count) === this.count) {
      this.count += 1;
      this.used += length;
    }
  }

  /** Gives a row other labels, in order already. */
  public replace(row: number, pairs: Uint32Array, length: number): void {
    const fits = length <= this.lengths[row]!;
    if (!fits) {
      this.cells = grown(this.cells, this.used + length);
      this.used += length;
    }
    this.write(row, fits ? this.starts[row]! : this.used - length, pairs, length);
  }

  public hash(row: number): number {
    return this.hashes[row]!;
  }

  public target(row: number): number {
    return this.targets[row]!;
  }

  public length(row: number): number {
    return this.lengths[row]!;
  }

  /** One label of a row with its value. */
  public pair(row: number, index: number): number {
    return this.cells[this.starts[row]! + index]!;
  }

  /** The metric of a row, as the number of the label with its name. */
  public metric(row: number): number {
    return this.cells[this.starts[row]!]!;
  }

  /** The label of a row with a name; -1 when it has none. It is where it was in the row before, mostly. */
  public find(row: number, name: number): number {
    const start = this.starts[row]!;
    const length = this.lengths[row]!;
    const guess = this.places[name] ?? 0;
    if (guess < length && this.pairs.tagOf(this.cells[start + guess]!) === name) {
      return this.cells[start + guess]!;
    }
    for (let index = 0; index < length; index += 1) {
      const pair = this.cells[start + index]!;
      const found = this.pairs.tagOf(pair);
      if (found === name) {
        this.places[name] = index;
        return pair;
      }
      if (found > name) {
        return -1;
      }
    }
    return -1;
  }

  public equal(row: number, other: number): boolean {
    const length = this.lengths[row]!;
    const [start, otherStart] = [this.starts[row]!, this.starts[other]!];
    if (length !== this.lengths[other]) {
      return false;
    }
    for (let index = 0; index < length; index += 1) {
      if (this.cells[start + index] !== this.cells[otherStart + index]) {
        return false;
      }
    }
    return true;
  }

  /** Whether two rows are equal but for one label, which either may have. */
  public equalWithout(name: number, row: number, other: number): boolean {
    let [cell, otherCell] = [this.starts[row]!, this.starts[other]!];
    const [end, otherEnd] = [cell + this.lengths[row]!, otherCell + this.lengths[other]!];
    for (;;) {
      cell += cell < end && this.pairs.tagOf(this.cells[cell]!) === name ? 1 : 0;
      otherCell += otherCell < otherEnd && this.pairs.tagOf(this.cells[otherCell]!) === name ? 1 : 0;
      if (cell === end || otherCell === otherEnd) {
        return cell === end && otherCell === otherEnd;
      }
      if (this.cells[cell] !== this.cells[otherCell]) {
        return false;
      }
      cell += 1;
      otherCell += 1;
    }
  }

  private write(row: number, start: number, pairs: Uint32Array, length: number): void {
    let hash = 0;
    for (let index = 0; index < length; index += 1) {
      this.cells[start + index] = pairs[index]!;
      hash = joined(hash, spread(pairs[index]!));
    }
    this.starts[row] = start;
    this.lengths[row] = length;
    this.hashes[row] = hash;
  }
}
