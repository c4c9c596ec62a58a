import { grown } from '../counting/growing';

/** What is not asked yet. */
const UNKNOWN = -2;

/** No label, where one could be. */
export const NONE = -1;

/** Answers about labels with their values, by their numbers: each is asked once, however many series have it. */
export class PairMemo {
  private answers = new Int32Array(0);

  public constructor(private readonly ask: (pair: number) => number) {}

  public get(pair: number): number {
    if (pair >= this.answers.length) {
      const known = this.answers.length;
      this.answers = grown(this.answers, pair + 64);
      this.answers.fill(UNKNOWN, known);
    }
    const answer = this.answers[pair]!;
    return answer === UNKNOWN ? this.learn(pair) : answer;
  }

  private learn(pair: number): number {
    const answer = this.ask(pair);
    this.answers[pair] = answer;
    return answer;
  }
}
