/** Python: the package is built into a wheel and installed from it, into a virtual environment with the peers at their locked versions. */
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cached, fingerprint } from './cache';
import { Language, Runner } from './language';
import { environment, jsiiVersion, libraryKey, librarySources } from './sources';
import { lockedVersion, PEERS } from '../judging/locked';
import { isInstalled, run, temporaryFolder } from '../judging/processes';
import { demand, Obstacle, provide } from '../judging/steps';

const PIP = ['-m', 'pip', '--quiet', '--disable-pip-version-check'];

/** What must be there before our wheel can be built and installed without a network. */
function requirements(sources: string): string[] {
  const [, builders] = /^requires = (\[.*\])$/m.exec(readFileSync(join(sources, 'pyproject.toml'), 'utf8')) ?? [];
  return [...JSON.parse(builders ?? '[]') as string[], `jsii==${jsiiVersion()}`, 'publication', ...PEERS.map((name) => `${name}==${lockedVersion(name)}`)];
}

async function install(environmentFolder: string): Promise<void> {
  // the build leaves files in the sources
  const sources = join(temporaryFolder('python'), 'sources');
  cpSync(join(await librarySources(), 'python'), sources, { recursive: true });
  await provide('python3', ['-m', 'venv', environmentFolder]);
  const python = join(environmentFolder, 'bin', 'python');
  await provide(python, [...PIP, 'install', ...requirements(sources)]);
  const wheels = join(dirname(sources), 'wheels');
  await demand(python, [...PIP, 'wheel', '--no-deps', '--no-build-isolation', '--wheel-dir', wheels, sources]);
  const [wheel] = readdirSync(wheels);
  // without an index: what the wheel asks for must be satisfied by the locked versions
  await demand(python, [...PIP, 'install', '--no-index', join(wheels, wheel ?? '')]);
}

async function prepare(): Promise<Runner> {
  if (!isInstalled('python3')) {
    throw new Obstacle('this machine lacks python3');
  }
  const { stdout: version } = await provide('python3', ['--version']);
  const folder = await cached('python', fingerprint([version, libraryKey()]), install);
  return (program, outdir) => run(join(folder, 'bin', 'python'), [program], { cwd: outdir, env: environment(outdir) });
}

export const PYTHON: Language = { name: 'python', extension: '.py', prepare };
