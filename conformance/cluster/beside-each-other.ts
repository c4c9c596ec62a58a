/** Examples beside each other: most of an example is waiting. Each has a process of its own, so that none waits for what another one computes. */
import { ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const SUMMARY = /^(\d+) passed, (\d+) failed$/;

/** What came of an example. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
}

/** Does something with each, so many at a time, first come first served. */
export async function someAtOnce<T, R>(all: readonly T[], atOnce: number, work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const waiting = [...all.entries()];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, one] = next;
      results[index] = await work(one);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

/** What a run of this program says, line by line, each with its name, but for the line that counts. @returns what it counted; a run that counts nothing has failed */
export async function outcomeOf(name: string, child: ChildProcess, say: (line: string) => void): Promise<Outcome> {
  let outcome: Outcome | undefined;
  const read = (stream: NodeJS.ReadableStream) => new Promise<void>((resolve) => createInterface({ input: stream }).on('line', (line) => {
    const [, passed, failed] = SUMMARY.exec(line) ?? [];
    if (passed === undefined) {
      say(`${name} | ${line}`);
    } else {
      outcome = { passed: Number(passed), failed: Number(failed) };
    }
  }).on('close', resolve));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [code] = await Promise.all([ended, read(child.stdout!), read(child.stderr!)]);
  if (outcome === undefined || (code !== 0 && outcome.failed === 0)) {
    say(`FAIL  ${name}: it ended with ${code}${outcome === undefined ? ', and has counted nothing' : ''}`);
    return { passed: outcome?.passed ?? 0, failed: 1 };
  }
  return outcome;
}

/** This program again, for one example. It ends with this one, and cleans up. */
export function runExampleApart(example: string, args: readonly string[]): Promise<Outcome> {
  const child = spawn(process.execPath, [...process.execArgv, process.argv[1]!, '--example', example, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  process.once('exit', () => child.kill('SIGTERM'));
  return outcomeOf(example, child, (line) => console.log(line));
}
