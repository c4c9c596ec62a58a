/** A project of a user: the package as npm packs it, installed beside its peers, and programs that tsc compiles. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockedVersion, PEERS, ROOT } from '../judging/locked';
import { Result, run, temporaryFolder } from '../judging/processes';
import { demand, Obstacle, tail } from '../judging/steps';

/** What npm says when it was not the packages that it could not install, but their registry that it could not reach. */
const UNREACHABLE = /\b(E404|E5\d\d|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTCACHED|ENETUNREACH)\b/;

/** Declarations are checked too: not every user skips them. */
const COMPILER_OPTIONS = {
  target: 'es2022',
  module: 'node16',
  strict: true,
  skipLibCheck: false,
  outDir: 'compiled',
  rootDir: '.',
  types: ['node'],
  typeRoots: [join(ROOT, 'node_modules', '@types')],
};

async function pack(folder: string): Promise<string> {
  mkdirSync(folder);
  await demand('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: ROOT });
  return join(folder, readdirSync(folder)[0] ?? '');
}

/** Makes an empty project and installs the package into it, with the peers and the successor of cdktf at the locked versions. */
export async function makeProject(): Promise<string> {
  const folder = temporaryFolder('package');
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'user', private: true }));
  const packages = [...PEERS, 'cdktn'].map((name) => `${name}@${lockedVersion(name)}`);
  const tarball = await pack(join(folder, 'packed'));
  const { code, stdout, stderr } = await run('npm', [
    'install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--save-exact', tarball, ...packages,
  ], { cwd: folder });
  if (code !== 0) {
    const message = tail(`${stdout}${stderr}`);
    throw UNREACHABLE.test(`${stdout}${stderr}`) ? new Obstacle(`npm install: ${message}`) : new Error(`npm install: ${message}`);
  }
  return folder;
}

/** Compiles programs, by name. */
export async function compile(project: string, programs: ReadonlyMap<string, string>): Promise<void> {
  programs.forEach((text, name) => writeFileSync(join(project, `${name}.ts`), text));
  const files = [...programs.keys()].map((name) => `${name}.ts`);
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions: COMPILER_OPTIONS, files }));
  await demand(process.execPath, [join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), '--project', project]);
}

/** Runs what was compiled, by plain node, into a folder of its own. */
export async function runCompiled(project: string, name: string): Promise<Result & { readonly outdir: string }> {
  const outdir = temporaryFolder(name);
  const result = await run(process.execPath, [join(project, 'compiled', `${name}.js`)], { cwd: project, env: { ...process.env, CDK8S_OUTDIR: outdir } });
  return { ...result, outdir };
}
