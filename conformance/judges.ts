/**
 * The real programs that judge what the library writes: where they are, which versions they have, and how they get there.
 * `npm run judges` installs what is missing; the other programs of this folder only ask for paths.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

const RECIPES = join(__dirname, 'judges');

/** The folder that holds the programs; versions.txt in it says which versions they are. */
export function judgesFolder(): string {
  return process.env.CDK8S_OBSERVABILITY_JUDGES ?? join(homedir(), '.cache', 'cdk8s-observability', 'judges');
}

/** Name to version, read from a `versions.txt`; without a path: the versions that the project wants. */
export function judgeVersions(file: string = join(RECIPES, 'versions.txt')): Map<string, string> {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return new Map(text.split('\n').map((line) => line.trim().split(' ')).filter((words) => words.length === 2).map(([name, version]) => [name, version]));
}

/** The absolute path of a judge. */
export function judge(name: string): string {
  const wanted = judgeVersions().get(name);
  if (wanted === undefined) {
    throw new Error(`there is no judge '${name}': conformance/judges/versions.txt has ${[...judgeVersions().keys()].join(', ')}`);
  }
  const path = join(judgesFolder(), name);
  if (!existsSync(path)) {
    throw new Error(`the judge '${name}' ${wanted} is not at ${path}: run npm run judges`);
  }
  return resolve(path);
}

/** Judges that are absent from the folder, or there at another version. */
export function missingJudges(): string[] {
  const installed = judgeVersions(join(judgesFolder(), 'versions.txt'));
  return [...judgeVersions()]
    .filter(([name, version]) => installed.get(name) !== version || !existsSync(join(judgesFolder(), name)))
    .map(([name]) => name);
}

function run(program: string, args: readonly string[]): void {
  const { status, error } = spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (error !== undefined || status !== 0) {
    throw new Error(`${program} ${args.join(' ')} failed: ${error?.message ?? `exit code ${status}`}`);
  }
}

/** Prebuilt programs save most of an hour; they are a convenience, so whatever they lack is built from the recipes. */
function install(): void {
  if (missingJudges().length === 0) {
    return;
  }
  mkdirSync(judgesFolder(), { recursive: true });
  const installer = process.env.JUDGES_INSTALLER ?? resolve(__dirname, '..', '..', 'shared', 'judges', 'install.sh');
  if (existsSync(installer)) {
    run(installer, [judgesFolder()]);
  }
  const missing = missingJudges();
  if (missing.length > 0) {
    run(join(RECIPES, 'build.sh'), [judgesFolder(), ...missing]);
  }
}

if (require.main === module) {
  install();
  console.log(`${judgeVersions().size} judges in ${judgesFolder()}`);
}
