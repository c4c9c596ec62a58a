/** What prometheus-operator makes of monitors: its own code, behind a small program of Go (conformance/operator). */
import { join } from 'node:path';
import { isInstalled, run, temporaryFolder } from '../processes';

const GO = { cwd: join(__dirname, '..', '..', 'operator'), env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly -buildvcs=false' } };

/** What the operator says to the objects of a program. */
export interface OperatorAnswer {
  /** How many monitors the Prometheus takes, those that are rejected among them. */
  readonly selected: number;
  readonly rejected: readonly string[];
  /** The configuration of the Prometheus. */
  readonly config: string;
}

/** Why the program cannot be built on this machine. */
export async function whatIsMissing(): Promise<string | undefined> {
  if (!isInstalled('go')) {
    return 'go is not installed';
  }
  const { code, stderr } = await run('go', ['list', '-deps', '.'], GO);
  return code === 0 ? undefined : `the modules of prometheus-operator cannot be had: ${stderr.trim().split('\n').at(-1)}`;
}

/** The program in operator/, built for this run; instant when nothing changed. */
export async function buildOperator(): Promise<string> {
  const program = join(temporaryFolder('operator'), 'operator');
  const { code, stdout, stderr } = await run('go', ['build', '-trimpath', '-ldflags', '-s -w', '-o', program, '.'], GO);
  if (code !== 0) {
    throw new Error(`go build of conformance/operator failed: ${stdout}${stderr}`);
  }
  return program;
}

export async function askOperator(program: string, manifests: readonly object[]): Promise<OperatorAnswer> {
  const { code, stdout, stderr } = await run(program, [], { input: JSON.stringify(manifests) });
  if (code !== 0) {
    throw new Error(`the operator gave up: ${stderr}`);
  }
  return JSON.parse(stdout) as OperatorAnswer;
}
