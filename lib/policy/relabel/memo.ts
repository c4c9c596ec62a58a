/** How many answers each half of a memo holds. */
const HALF = 4096;

/** How many questions are answered anew when remembering was in vain. */
const REST = 8 * HALF;

/**
 * A function that remembers its answers, the latest few thousand. The series of a target have few values again and again.
 *
 * There are two halves: when the younger is full it becomes the older, whose answers are forgotten. What is asked for again moves to the
 * younger. Where hardly anything comes again, such as the ids of requests, nothing is remembered for a while. So what is held has a bound,
 * however many values there are.
 */
export function remembering<T>(answer: (text: string) => T): (text: string) => T {
  let younger = new Map<string, T>();
  let older = new Map<string, T>();
  let repeated = 0;
  let rest = 0;
  const learn = (text: string): T => {
    const own = copyOf(text);
    const found = older.has(text) ? older.get(text) as T : answer(own);
    if (younger.size >= HALF) {
      [older, younger, rest, repeated] = repeated < HALF ? [new Map(), new Map(), REST, 0] : [younger, new Map(), 0, 0];
    }
    younger.set(own, found);
    return found;
  };
  return (text) => {
    if (rest > 0) {
      rest -= 1;
      return answer(text);
    }
    const known = younger.get(text);
    if (known !== undefined || younger.has(text)) {
      repeated += 1;
      return known as T;
    }
    return learn(text);
  };
}

/** A text that was cut out of a page keeps the whole page in memory; its copy does not. */
function copyOf(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
