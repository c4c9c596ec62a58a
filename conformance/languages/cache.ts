/** What is expensive to make is made once for what it is made from, and kept beside the judges. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { judgesFolder } from '../judges';

/** So many of a kind are kept: work goes on in more than one branch. */
const KEPT = 4;

/** A short name for some contents. */
export function fingerprint(contents: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256');
  contents.forEach((content) => hash.update(`${content.length} `).update(content));
  return hash.digest('hex').slice(0, 16);
}

function forgetOthers(kind: string): void {
  const folders = readdirSync(kind).map((name) => join(kind, name));
  const byUse = folders.map((folder) => ({ folder, used: statSync(folder).mtimeMs })).sort((one, other) => other.used - one.used);
  byUse.slice(KEPT).forEach(({ folder }) => rmSync(folder, { recursive: true, force: true }));
}

/** The folder that `make` has filled from such contents. Nobody ever sees a half-filled one; `make` may not write down where it is. */
export async function cached(kind: string, key: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(judgesFolder(), 'languages', kind, key);
  if (!existsSync(folder)) {
    mkdirSync(dirname(folder), { recursive: true });
    const staging = mkdtempSync(`${folder}.`);
    try {
      await make(staging);
      if (!existsSync(folder)) {
        renameSync(staging, folder);
      }
    } finally {
      rmSync(staging, { recursive: true, force: true });
    }
  }
  const now = new Date();
  utimesSync(folder, now, now);
  forgetOthers(dirname(folder));
  return folder;
}
