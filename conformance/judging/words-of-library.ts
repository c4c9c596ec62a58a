/** What the library says against a program. */
import { ProblemsError } from '../../lib/validation';

/** Where its first problem is, and what; undefined when it sees nothing wrong. */
export function wordsOf(program: () => unknown): string | undefined {
  try {
    program();
    return undefined;
  } catch (error) {
    if (error instanceof ProblemsError) {
      const [problem] = error.problems;
      return `${problem!.path}: ${problem!.what}`;
    }
    throw error;
  }
}

/** What the library makes; undefined when it sees something wrong. */
export function unlessProblem<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof ProblemsError) {
      return undefined;
    }
    throw error;
  }
}
