/** What is drawn for more than one judge. */
import * as fc from 'fast-check';

/** One of two times, or less, nothing. */
export function some<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined, freq: 2 });
}

/** One, or a few, and none twice. */
export function list<T>(arbitrary: fc.Arbitrary<T>, maxLength = 2): fc.Arbitrary<T[]> {
  return fc.uniqueArray(arbitrary, { minLength: 1, maxLength });
}

/** How conditions are put together. */
interface Combinators<T> {
  readonly allOf: (conditions: T[]) => T;
  readonly anyOf: (conditions: T[]) => T;
  readonly not: (condition: T) => T;
}

/** A condition by itself, and such as are put together of several. */
export function combined<T>(asked: fc.Arbitrary<T>, { allOf, anyOf, not }: Combinators<T>): fc.Arbitrary<T> {
  return fc.letrec<{ one: T }>((tie) => ({
    one: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      { weight: 3, arbitrary: asked },
      { weight: 1, arbitrary: list(tie('one')).map((conditions) => allOf(conditions)) },
      { weight: 1, arbitrary: list(tie('one')).map((conditions) => anyOf(conditions)) },
      { weight: 1, arbitrary: tie('one').map((one) => not(one)) },
    ),
  })).one;
}
