import * as path from 'path';
import type { Judged, JudgedRoom } from './judge-room';
import { ROOT } from './sources';

const WIDTH = 160;

/** Who could not judge, then figures by file, then the score. */
export function report(room: string, { judged, tests, leftOut }: JudgedRoom, seconds: number): string {
  const killed = judged.filter(({ fate }) => fate === 'killed').length;
  const unseen = judged.filter(({ fate }) => fate === 'unseen').length;
  return [
    ...[...leftOut].map(([testFile, reason]) => `left out: ${within(testFile)}: ${oneLine(reason)}`),
    ...figures(judged),
    `${room}: ${(100 * killed / judged.length).toFixed(1)} % (${killed} of ${judged.length} mutants killed by ${tests.length} files of tests, `
      + `${unseen} without a test that runs them; ${seconds} s)`,
    '',
  ].join('\n');
}

/** A mutant that came through; of those that did not there is nothing to say. */
export function survivor({ mutant: { file, line, mutator, was, becomes }, fate }: Judged): string {
  return fate === 'killed' ? '' : [
    `${within(file)}:${line} ${mutator}${fate === 'unseen' ? ' (no test runs it)' : ''}`,
    `    - ${oneLine(was)}`,
    `    + ${oneLine(becomes)}`,
    '',
  ].join('\n');
}

function figures(judged: readonly Judged[]): string[] {
  const byFile = new Map<string, Judged[]>();
  for (const each of judged) {
    byFile.set(each.mutant.file, [...byFile.get(each.mutant.file) ?? [], each]);
  }
  return [...byFile].map(([file, all]) => `${within(file)}: ${all.filter(({ fate }) => fate === 'killed').length} of ${all.length}`);
}

function within(file: string): string {
  return path.relative(ROOT, file);
}

function oneLine(text: string): string {
  const words = text.replace(/\s+/g, ' ').trim();
  return words.length > WIDTH ? `${words.slice(0, WIDTH)} …` : words;
}
