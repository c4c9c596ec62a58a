import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { refuse } from '../refuse';

export type DumpKind = 'text' | 'openMetrics' | 'series' | 'status';

/** How much of the ends of a file is looked at. */
const LOOK = 4096;

/** What a file is, by how it begins and how it ends. */
export function dumpKind(path: string): DumpKind {
  const { head, tail } = endsOf(path);
  if (/^\s*\{\s*"(?:status|data|error|errorType|warnings|infos)"\s*:/.test(head)) {
    return /"data"\s*:\s*\{/.test(head) ? 'status' : 'series';
  }
  return /(?:^|\n)# EOF\n?$/.test(tail) ? 'openMetrics' : 'text';
}

function endsOf(path: string): { readonly head: string; readonly tail: string } {
  try {
    const file = openSync(path, 'r');
    try {
      const { size } = fstatSync(file);
      return { head: textAt(file, 0), tail: textAt(file, Math.max(0, size - LOOK)) };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return refuse(`--dump ${path} cannot be read: ${(error as Error).message}`, 'the path of a file, or http(s)://', 'there is nothing to count');
  }
}

function textAt(file: number, position: number): string {
  const bytes = Buffer.alloc(LOOK);
  return bytes.toString('utf8', 0, readSync(file, bytes, 0, LOOK, position));
}
