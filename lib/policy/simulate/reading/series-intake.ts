import { grown } from '../counting/growing';
import { NAME, SeriesTable } from '../counting/series-table';
import { KindTable } from '../metric-kind';

/** Gives a series the labels of its target, and says which target that is. */
export interface TargetLabels {
  /** Puts the labels in; how many there are then. */
  complete(series: SeriesIntake, length: number): number;
  /** The number of the target. */
  number(series: SeriesIntake): number;
}

/** The series of one target, as they come. */
export class SeriesIntake {
  /** How many samples there were, series that are known already among them. */
  public samples = 0;
  private names = new Uint32Array(64);
  private pairs = new Uint32Array(64);
  private length = 0;
  /** For each name of a label the number of the series that has had it last. */
  private lastSeen = new Float64Array(256);
  private current = 0;
  /** Labels that are there and empty: Prometheus knows them until it has added those of the target. */
  private readonly empty: number[] = [];

  public constructor(public readonly table: SeriesTable, public readonly kinds: KindTable, private readonly target: TargetLabels) {}

  public begin(): void {
    this.length = 0;
    this.empty.length = 0;
    this.current += 1;
  }

  /** Takes a label; false when the series has one of that name already. */
  public label(name: number, source: Uint8Array, start: number, end: number): boolean {
    if (this.meets(name)) {
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
    if (this.meets(name)) {
      return false;
    }
    this.push(name, pair);
    return true;
  }

  /** The end of a series; false when it has no name. */
  public end(): boolean {
    if (this.indexOf(NAME) < 0) {
      return false;
    }
    const length = this.target.complete(this, this.length);
    this.order();
    this.table.add(this.pairs, length, this.target.number(this));
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

  /** Puts a label in that the series does not have; how many there are then. */
  public push(name: number, pair: number): number {
    this.names = grown(this.names, this.length + 1);
    this.pairs = grown(this.pairs, this.length + 1);
    this.names[this.length] = name;
    this.pairs[this.length] = pair;
    this.length += 1;
    return this.length;
  }

  /** Whether the series has had a label of that name. From now on it has. */
  private meets(name: number): boolean {
    this.lastSeen = grown(this.lastSeen, name + 1);
    const met = this.lastSeen[name] === this.current;
    this.lastSeen[name] = this.current;
    return met;
  }

  /** Series of one page have their labels in one order mostly: little has to move. */
  private order(): void {
    const { names, pairs } = this;
    for (let index = 1; index < this.length; index += 1) {
      const name = names[index]!;
      const pair = pairs[index]!;
      let place = index;
      for (; place > 0 && names[place - 1]! > name; place -= 1) {
        names[place] = names[place - 1]!;
        pairs[place] = pairs[place - 1]!;
      }
      names[place] = name;
      pairs[place] = pair;
    }
  }
}
