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

/** Said of judges that come from the distribution of the machine: at the version that it has, and not everywhere. */
const OF_THE_DISTRIBUTION = 'distribution';

/** The absolute path of a judge that a machine may lack; undefined when this one does. Its version is what was got. */
export function judgeOfDistribution(name: string): { readonly path: string; readonly version: string } | undefined {
  const version = judgeVersions(join(judgesFolder(), 'versions.txt')).get(name);
  return version === undefined || absent(name, judgeVersions(), judgesFolder()) ? undefined : { path: judge(name), version };
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

function absent(name: string, wanted: ReadonlyMap<string, string>, folder: string): boolean {
  const installed = judgeVersions(join(folder, 'versions.txt')).get(name);
  const isRight = wanted.get(name) === OF_THE_DISTRIBUTION ? installed !== undefined : installed === wanted.get(name);
  return !isRight || !existsSync(join(folder, name));
}

/** Judges that are absent from a folder, or there at another version. */
export function missingJudges(wanted: ReadonlyMap<string, string> = judgeVersions(), folder: string = judgesFolder()): string[] {
  return [...wanted.keys()].filter((name) => absent(name, wanted, folder));
}

function run(program: string, args: readonly string[]): void {
  const { status, error } = spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (error !== undefined || status !== 0) {
    throw new Error(`${program} ${args.join(' ')} failed: ${error?.message ?? `exit code ${status}`}`);
  }
}

/** Prebuilt programs save most of an hour; they are a convenience, so whatever they lack is built from the recipes. */
function install(): void {
  mkdirSync(judgesFolder(), { recursive: true });
  const installer = process.env.JUDGES_INSTALLER ?? resolve(__dirname, '..', '..', 'shared', 'judges', 'install.sh');
  const isPrebuilt = (name: string) => judgeVersions().get(name) !== OF_THE_DISTRIBUTION;
  if (missingJudges().some(isPrebuilt) && existsSync(installer)) {
    run(installer, [judgesFolder()]);
  }
  const missing = missingJudges();
  if (missing.length > 0) {
    run(join(RECIPES, 'build.sh'), [judgesFolder(), ...missing]);
  }
}

if (require.main === module) {
  install();
  const lacking = missingJudges();
  console.log(`${judgeVersions().size - lacking.length} judges in ${judgesFolder()}${lacking.length === 0 ? '' : `; this machine cannot have ${lacking.join(', ')}`}`);
}
