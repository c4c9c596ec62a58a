import { TargetLabels } from './target-labels';
import { NAME, SeriesTable } from '../counting/series-table';
import { KindTable } from '../metric-kind';

/** The series of one target, as they come. */
export class SeriesIntake {
  private names = new Uint32Array(64);
  private pairs = new Uint32Array(64);
  private length = 0;
  /** Labels that are there and empty: Prometheus knows them until it has added those of the target. */
  private readonly empty: number[] = [];
  /** How many samples there were, series that are known already among them. */
  public samples = 0;

  public constructor(public readonly table: SeriesTable, public readonly kinds: KindTable, private readonly target: TargetLabels) {}

  public begin(): void {
    this.length = 0;
    this.empty.length = 0;
  }

  public nameOf(source: Uint8Array, start: number, end: number): number {
    return this.table.names.intern(0, source, start, end);
  }

  /** Takes a label; false when the series has one of that name already. */
  public label(name: number, source: Uint8Array, start: number, end: number): boolean {
    if (this.has(name)) {
      return false;
    }
    if (start === end) {
      this.empty.push(name);
    } else {
      this.push(name, this.table.pairs.intern(name, source, start, end));
    }
    return true;
  }

  /** Takes a label whose value is known. */
  public knownLabel(name: number, pair: number): boolean {
    if (this.has(name)) {
      return false;
    }
    this.push(name, pair);
    return true;
  }

  /** The end of a series; false when it has no name. */
  public end(): boolean {
    if (!this.names.subarray(0, this.length).includes(NAME)) {
      return false;
    }
    const length = this.target.complete(this, this.length);
    this.table.add(this.pairs, length, this.target.number(this.pairs, length));
    this.samples += 1;
    return true;
  }

  /** The place of a label among those that were taken; -1 when there is none. */
  public indexOf(name: number): number {
    for (let index = 0; index < this.length; index += 1) {
      if (this.names[index] === name) {
        return index;
      }
    }
    return -1;
  }

  public isEmpty(name: number): boolean {
    return this.empty.length > 0 && this.empty.includes(name);
  }

  public pairAt(index: number): number {
    return this.pairs[index]!;
  }

  public setAt(index: number, pair: number): void {
    this.pairs[index] = pair;
  }

  /** Puts a label in that the series does not have. */
  public push(name: number, pair: number): number {
    if (this.length === this.names.length) {
      const [names, pairs] = [this.names, this.pairs];
      this.names = new Uint32Array(names.length * 2);
      this.pairs = new Uint32Array(names.length * 2);
      this.names.set(names);
      this.pairs.set(pairs);
    }
    this.names[this.length] = name;
    this.pairs[this.length] = pair;
    this.length += 1;
    return this.length;
  }

  private has(name: number): boolean {
    return this.indexOf(name) >= 0 || this.isEmpty(name);
  }
}
