import { readFileSync } from 'fs';
import { fail } from '../validation';

/** The text of a file. One that cannot be read fails, and says why somebody asked for it. */
export function readTextFile(caller: string, path: string, why: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    return unreadable(caller, path, error as Error, why);
  }
}

/** Fails because of a file that cannot be read. */
export function unreadable(caller: string, path: string, { message }: Error, why: string): never {
  return fail(caller, { what: `${path} cannot be read: ${message}`, why, fix: 'the path of a file' });
}
