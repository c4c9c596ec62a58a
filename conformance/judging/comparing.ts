/** Compares what a program wrote with what it should have written. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Finding } from './verdict';

function filesOf(folder: string): string[] {
  const paths = existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String) : [];
  return paths.filter((path) => statSync(join(folder, path)).isFile()).sort();
}

/** Where two texts part, as a reader would look for it. */
function firstDifference(written: string, wanted: string): string {
  const [ours, theirs] = [written.split('\n'), wanted.split('\n')];
  const line = ours.findIndex((text, index) => text !== theirs[index]);
  const at = line === -1 ? ours.length : line;
  return `line ${at + 1} is '${ours[at] ?? ''}', not '${theirs[at] ?? ''}'`;
}

function differenceIn(file: string, written: string, wanted: string): Finding[] {
  if (!existsSync(join(written, file))) {
    return [{ check: 'files', message: `${file} was not written` }];
  }
  if (!existsSync(join(wanted, file))) {
    return [{ check: 'files', message: `${file} was written too` }];
  }
  const [ours, theirs] = [readFileSync(join(written, file)), readFileSync(join(wanted, file))];
  return ours.equals(theirs) ? [] : [{ check: 'bytes', message: `${file}: ${firstDifference(ours.toString(), theirs.toString())}` }];
}

/** What differs between two folders, to the byte. A folder that holds nothing differs too: it would agree with any mistake. */
export function differences(written: string, wanted: string): Finding[] {
  const files = [...new Set([...filesOf(written), ...filesOf(wanted)])].sort();
  return filesOf(wanted).length === 0
    ? [{ check: 'files', message: 'there is nothing to compare with: run npm run synth' }]
    : files.flatMap((file) => differenceIn(file, written, wanted));
}
