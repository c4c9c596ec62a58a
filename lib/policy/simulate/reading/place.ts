import { fail } from '../../../validation';

/** What dumps are made with, for the fix of what is broken in one. */
export const READ_AGAIN = 'read it again, whole and unchanged';

/** Longer texts come of broken programs, and would have to be held in memory. */
export const LONGEST_TEXT = 1024 * 1024;

/** Where something stands in a dump. */
export interface Place {
  /** The file, or the address. */
  readonly source: string;
  readonly line: number;
  readonly column: number;
}

/** Stops at what cannot be read: to guess, or to go on, would give a wrong number. */
export function refuse({ source, line, column }: Place, what: string, fix = READ_AGAIN, why = 'Prometheus refuses it, or reads something else'): never {
  return fail(`${source}:${line}:${column}`, { what, why, fix });
}

/** Text of a dump in a message: short, and with nothing that a terminal would obey. */
export function shown(text: string): string {
  const short = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return JSON.stringify(short).slice(1, -1).replace(/\\"/g, '"').replace(/[\u007f-\u009f]/g, '?');
}
