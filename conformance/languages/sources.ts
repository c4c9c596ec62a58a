/** The package in other languages: jsii-pacmak writes it from the compiled library, as a release would. */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached, fingerprint } from './cache';
import { judgesFolder } from '../judges';
import { lockedVersion, PEERS, ROOT } from '../judging/locked';
import { demand } from '../judging/steps';

const QUIET = { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' };

/** Generator and runtimes are released together, under one version. */
export function jsiiVersion(): string {
  return lockedVersion('jsii-pacmak');
}

/** Changes whenever the package in any language would. */
export function libraryKey(): string {
  if (!existsSync(join(ROOT, '.jsii'))) {
    throw new Error('lib/ is not compiled: run npm run synth');
  }
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
