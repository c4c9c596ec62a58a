/** One line of the board, for one folder of manifests. */
export interface Line {
  readonly title: string;
  readonly value: string;
}

/** The value where there is nothing to count. */
export const NOTHING = 'none';

/** How many of them are as they should be. */
export function share<T>(title: string, of: readonly T[], good: (each: T) => boolean): Line {
  return { title, value: of.length === 0 ? NOTHING : `${of.filter(good).length} of ${of.length}` };
}

/** How many of them are there. */
export function count<T>(title: string, of: readonly T[]): Line {
  return { title, value: String(of.length) };
}
