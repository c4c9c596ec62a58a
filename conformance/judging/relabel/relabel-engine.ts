/** The relabel engine of Prometheus, behind a small program of Go (conformance/relabel). */
import { join } from 'node:path';
import { isInstalled, run, temporaryFolder } from '../processes';
import { Answer } from './relabel-answers';
import { RelabelCase } from './relabel-cases';
import { Relabeling } from '../../../lib/policy';
import { ProblemsError } from '../../../lib/validation';

const GO = { cwd: join(__dirname, '..', '..', 'relabel'), env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly -buildvcs=false' } };

/** Why the real engine cannot be built on this machine. */
export async function whatIsMissing(): Promise<string | undefined> {
  if (!isInstalled('go')) {
    return 'go is not installed';
  }
  // the first time, this loads the modules
  const { code, stderr } = await run('go', ['list', '-deps', '.'], GO);
  return code === 0 ? undefined : `the modules of Prometheus cannot be had: ${stderr.trim().split('\n').at(-1)}`;
}

/** The program in relabel/, built for this run; instant when nothing changed. */
export async function buildEngine(): Promise<string> {
  const program = join(temporaryFolder('relabel'), 'relabel');
  const { code, stdout, stderr } = await run('go', ['build', '-trimpath', '-ldflags', '-s -w', '-o', program, '.'], GO);
  if (code !== 0) {
    throw new Error(`go build of conformance/relabel failed: ${stdout}${stderr}`);
  }
  return program;
}

export async function askPrometheus(engine: string, cases: readonly RelabelCase[]): Promise<Answer[]> {
  const { code, stdout, stderr } = await run(engine, [], { input: cases.map(question).join('\n') });
  if (code !== 0) {
    throw new Error(`the relabel engine of Prometheus failed: ${stderr}`);
  }
  return stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as Answer);
}

function question(asked: RelabelCase): string {
  const { scrape, labels, legacy } = asked;
  const rules = asked.rewritten ? rewritten(asked.rules) : asked.rules;
  return JSON.stringify({
    rules: rules === undefined ? undefined : yaml(rules), scrape: scrape === undefined ? undefined : yaml(scrape), labels, legacy,
  });
}

/** Rules as the library writes them; those that it refuses as they are. */
function rewritten(rules: unknown): unknown {
  try {
    return Relabeling.fromPrometheus(rules).toPrometheus();
  } catch (error) {
    if (error instanceof ProblemsError) {
      return rules;
    }
    throw error;
  }
}

/** JSON is YAML when all that YAML takes for a line break, or does not print, is escaped. */
export function yaml(document: unknown): string {
  return JSON.stringify(document).replace(/[^\x20-\x7e]/gu, (character) => `\\U${character.codePointAt(0)!.toString(16).padStart(8, '0')}`);
}
