/** Small programs of Go in folders of conformance/, by which engines written in Go are asked. */
import { basename, join } from 'node:path';
import { isInstalled, run, temporaryFolder } from './processes';

export interface GoProgram {
  /** The folder in conformance/. */
  readonly folder: string;
  /** Whose modules it needs, for whoever reads that they cannot be had. */
  readonly needs: string;
}

/** How programs of Go are built: as their go.sum says, without what differs between machines. */
export const GO_ENVIRONMENT = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly -buildvcs=false' };

const BUILD = ['build', '-trimpath', '-ldflags', '-s -w'];

/** The arguments of go that build the program of a folder. */
export function buildArguments(program: string): string[] {
  return [...BUILD, '-o', program, '.'];
}

/** Tests the program of a folder and builds it; both are instant when nothing changed. */
export async function testAndBuild(cwd: string, program: string): Promise<string> {
  for (const args of [['test', './...'], buildArguments(program)]) {
    const { code, stdout, stderr } = await run('go', args, { cwd, env: GO_ENVIRONMENT });
    if (code !== 0) {
      throw new Error(`go ${args.join(' ')} in ${basename(cwd)} failed: ${stdout}${stderr}`);
    }
  }
  return program;
}

/** Why the program cannot be built on this machine. The first time, this loads its modules. */
export async function whatIsMissing({ folder, needs }: GoProgram): Promise<string | undefined> {
  if (!isInstalled('go')) {
    return 'go is not installed';
  }
  const { code, stderr } = await run('go', ['list', '-deps', '.'], { cwd: sourcesOf(folder), env: GO_ENVIRONMENT });
  return code === 0 ? undefined : `${needs} cannot be had: ${stderr.trim().split('\n').at(-1)}`;
}

/** Builds the program for this run; instant when nothing changed. */
export async function buildProgram({ folder }: GoProgram): Promise<string> {
  const program = join(temporaryFolder(folder), folder);
  const { code, stdout, stderr } = await run('go', buildArguments(program), { cwd: sourcesOf(folder), env: GO_ENVIRONMENT });
  if (code !== 0) {
    throw new Error(`go build of conformance/${folder} failed: ${stdout}${stderr}`);
  }
  return program;
}

function sourcesOf(folder: string): string {
  return join(__dirname, '..', folder);
}
