/** The package in other languages: jsii-pacmak writes it from the compiled library, as a release would. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cached, fingerprint } from './cache';
import { demand } from './language';
import { judgesFolder } from '../judges';

export const ROOT = resolve(__dirname, '..', '..');

/** The packages that every program needs beside ours. */
export const PEERS = Object.keys(readJson<{ readonly peerDependencies: Record<string, string> }>('package.json').peerDependencies).sort();

const QUIET = { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' };

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

/** Generator and runtimes are released together, under one version. */
export function jsiiVersion(): string {
  return lockedVersion('jsii-pacmak');
}

/** Changes whenever the package in any language would. */
export function libraryKey(): string {
  const compiled = readdirSync(join(ROOT, 'lib'), { recursive: true }).map(String).filter((file) => file.endsWith('.js')).sort();
  const files = ['package.json', 'README.md', '.jsii', ...compiled.map((file) => join('lib', file))];
  return fingerprint([peersKey(), ...files.flatMap((file) => [file, readFileSync(join(ROOT, file))])]);
}

export function peersKey(): string {
  return fingerprint([jsiiVersion(), ...PEERS.map((name) => `${name} ${lockedVersion(name)}`)]);
}

async function generate(project: string, outdir: string, targets: readonly string[]): Promise<void> {
  mkdirSync(outdir, { recursive: true });
  await demand(process.execPath, [
    join(ROOT, 'node_modules', 'jsii-pacmak', 'bin', 'jsii-pacmak'), '--code-only', ...targets.flatMap((target) => ['--target', target]),
    '--outdir', outdir, project,
  ], { env: QUIET });
}

/** A folder with `python/`, `go/cdk8sobservability/` and `java/`. */
export async function librarySources(): Promise<string> {
  return cached('library', libraryKey(), (folder) => generate(ROOT, folder, ['python', 'go', 'java']));
}

/**
 * A folder with `<peer>/go/` and `<peer>/java/`, from the packages that npm has installed: not every registry that serves the peers for
 * Python serves their locked versions for Go and Java.
 */
export async function peerSources(): Promise<string> {
  return cached('peers', peersKey(), async (folder) => {
    await Promise.all(PEERS.map((name) => generate(join(ROOT, 'node_modules', name), join(folder, name), ['go', 'java'])));
  });
}

/** The environment of a program: where it writes, and where its runtime unpacks what it loads. */
export function environment(outdir: string): NodeJS.ProcessEnv {
  return { ...QUIET, CDK8S_OUTDIR: outdir, JSII_RUNTIME_PACKAGE_CACHE_ROOT: join(judgesFolder(), 'languages', 'unpacked') };
}
