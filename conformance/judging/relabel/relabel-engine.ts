/** The relabel engine of Prometheus, behind a small program of Go (conformance/relabel). */
import { Answer } from './relabel-answers';
import { RelabelCase } from './relabel-cases';
import { Relabeling } from '../../../lib/policy';
import { GoProgram } from '../go-program';
import { run } from '../processes';
import { unlessProblem } from '../words-of-library';

/** What is in relabel/. */
export const RELABEL_ENGINE: GoProgram = { folder: 'relabel', needs: 'the modules of Prometheus' };

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
  return unlessProblem(() => Relabeling.fromPrometheus(rules).toPrometheus()) ?? rules;
}

/** JSON is YAML when all that YAML takes for a line break, or does not print, is escaped. */
export function yaml(document: unknown): string {
  return JSON.stringify(document).replace(/[^\x20-\x7e]/gu, (character) => `\\U${character.codePointAt(0)!.toString(16).padStart(8, '0')}`);
}
