import { goQuoted } from '../policy/relabel/go-quoted';

/** The labels of a producer by name. */
export type Labels = { readonly [name: string]: string };

/** External labels as `--label` takes them, in the order of their names: `cluster="eu"`. */
export function labelFlags(labels: Labels): string[] {
  return Object.entries(labels).sort(([one], [other]) => one < other ? -1 : 1).map(([name, value]) => `${name}=${goQuoted(value)}`);
}
