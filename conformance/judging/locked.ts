/** This repository, and the versions that it holds its peers at. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '..', '..');

/** The packages that every program needs beside ours. */
export const PEERS = Object.keys(readJson<{ readonly peerDependencies: Record<string, string> }>('package.json').peerDependencies).sort();

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as T;
}

/** The version that package-lock.json holds of a package. */
export function lockedVersion(name: string): string {
  const { packages } = readJson<{ readonly packages: Record<string, { readonly version: string } | undefined> }>('package-lock.json');
  const locked = packages[`node_modules/${name}`];
  if (locked === undefined) {
    throw new Error(`package-lock.json has no ${name}`);
  }
  return locked.version;
}
