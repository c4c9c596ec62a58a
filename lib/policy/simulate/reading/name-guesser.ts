import { TextTable } from '../counting/text-table';

/** Numbers of names of labels. What follows a name in one series follows it in the next one mostly: so that is tried first. */
export class NameGuesser {
  private last = 0;
  private readonly followers: number[] = [];

  public constructor(private readonly names: TextTable) {}

  public begin(): void {
    this.last = 0;
  }

  public number(source: Uint8Array, start: number, end: number): number {
    const guess = this.followers[this.last];
    const name = guess !== undefined && this.names.is(guess, source, start, end) ? guess : this.names.intern(0, source, start, end);
    this.followers[this.last] = name;
    this.last = name;
    return name;
  }
}
