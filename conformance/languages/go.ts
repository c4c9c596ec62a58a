/** Go: the package and its peers are modules beside the program's; the runtime of jsii comes from the module proxy. */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached, fingerprint } from './cache';
import { Language, Runner } from './language';
import { environment, jsiiVersion, libraryKey, librarySources, peerSources } from './sources';
import { PEERS } from '../judging/locked';
import { isInstalled, run, temporaryFolder } from '../judging/processes';
import { demand, Obstacle, provide } from '../judging/steps';

const RUNTIME = 'github.com/aws/jsii-runtime-go';

function moduleName(folder: string): string {
  return /^module (\S+)$/m.exec(readFileSync(join(folder, 'go.mod'), 'utf8'))?.[1] ?? '';
}

/** Puts the only module of a folder beside the program, and tells its name. */
function addModule(parent: string, target: string): { readonly name: string; readonly path: string } {
  const [folder] = readdirSync(parent);
  cpSync(join(parent, folder ?? ''), join(target, folder ?? ''), { recursive: true });
  return { name: moduleName(join(target, folder ?? '')), path: `../modules/${folder}` };
}

async function build(folder: string): Promise<void> {
  const [library, peers] = [await librarySources(), await peerSources()];
  const [target, program] = [join(folder, 'modules'), join(folder, 'program')];
  mkdirSync(program);
  const ours = addModule(join(library, 'go'), target);
  const modules = [ours, ...PEERS.map((name) => addModule(join(peers, name, 'go'), target))];
  writeFileSync(join(program, 'go.mod'), [
    'module program', '', 'go 1.25', '', `require ${RUNTIME} v${jsiiVersion()}`, ...modules.map(({ name, path }) => `replace ${name} => ${path}`), '',
  ].join('\n'));
  // a program that uses everything, so that everything is required
  writeFileSync(join(program, 'imports.go'), ['package program', ...[RUNTIME, ...modules.map(({ name }) => name)].map((name) => `import _ "${name}"`), ''].join('\n'));
  await provide('go', ['mod', 'tidy'], { cwd: program });
  await provide('go', ['build', RUNTIME, ...modules.slice(1).map(({ name }) => name)], { cwd: program });
  await demand('go', ['vet', `${ours.name}/...`], { cwd: program });
}

async function prepare(): Promise<Runner> {
  if (!isInstalled('go')) {
    throw new Obstacle('this machine lacks go');
  }
  const folder = join(await cached('go', fingerprint([libraryKey()]), build), 'program');
  return async (program, outdir) => {
    const binary = join(temporaryFolder('go'), 'program');
    const compiled = await run('go', ['build', '-o', binary, program], { cwd: folder });
    return compiled.code === 0 ? run(binary, [], { cwd: outdir, env: environment(outdir) }) : compiled;
  };
}

export const GO: Language = { name: 'go', extension: '.go', prepare };
