import { fail } from '../validation';

/** The streams of all values with each other. Fails on what is no label of streams, and on less than one value. */
export function streamsAtMost(path: string, labels: readonly string[], values: { readonly [attribute: string]: number }): number {
  for (const [attribute, count] of Object.entries(values)) {
    if (!labels.includes(attribute)) {
      fail(path, {
        what: `'${attribute}' is no label of streams`,
        why: 'it is kept as structured metadata, and makes no streams',
        fix: labels.length === 0 ? 'leave it out' : `one of ${labels.join(', ')}`,
      });
    }
    if (!(count >= 1)) {
      fail(path, { what: `'${attribute}' has ${count} values`, why: 'an attribute that is there has one value at least', fix: `'${attribute}': 1` });
    }
  }
  return Object.values(values).reduce((product, count) => product * count, 1);
}
