/** Examples beside each other: most of an example is waiting. Each has a process of its own, so that none waits for what another one computes. */
import { ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const SUMMARY = /^(\d+) passed, (\d+) failed$/;
const FAILURE = /^FAIL /;

/** What came of an example. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** what did not hold, as it was said */
  readonly failures: readonly string[];
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
  let counted: Pick<Outcome, 'passed' | 'failed'> | undefined;
  const failures: string[] = [];
  const tell = (line: string) => {
    say(line);
    failures.push(line);
  };
  const read = (stream: NodeJS.ReadableStream) => new Promise<void>((resolve) => createInterface({ input: stream }).on('line', (line) => {
    const [, passed, failed] = SUMMARY.exec(line) ?? [];
    if (passed !== undefined) {
      counted = { passed: Number(passed), failed: Number(failed) };
    } else {
      (FAILURE.test(line) ? tell : say)(`${name} | ${line}`);
    }
  }).on('close', resolve));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [code] = await Promise.all([ended, read(child.stdout!), read(child.stderr!)]);
  if (counted === undefined || (code !== 0 && counted.failed === 0)) {
    tell(`${name} | FAIL  it ended with ${code}${counted === undefined ? ', and has counted nothing' : ''}`);
    return { passed: counted?.passed ?? 0, failed: 1, failures };
  }
  return { ...counted, failures };
}

/** How examples are to be run. */
export interface Order {
  readonly examples: readonly string[];
  /** which of them nothing may run beside */
  readonly alone: readonly string[];
  readonly atOnce: number;
}

/**
 * Runs those that must be alone, then the others. One that fails beside another is judged by itself: what two clusters do to each other on two cores
 * says nothing about a platform. What failed is said again at the end, where it is found.
 */
export async function runAll({ examples, alone, atOnce }: Order, run: (example: string) => Promise<Outcome>, say: (line: string) => void): Promise<Outcome> {
  const isAlone = (example: string) => alone.includes(example);
  const paired = examples.filter((example) => !isAlone(example));
  const outcomes = await someAtOnce(examples.filter(isAlone), 1, run);
  const excused: string[] = [];
  for (const [index, outcome] of (await someAtOnce(paired, atOnce, run)).entries()) {
    const example = paired[index]!;
    if (outcome.failed > 0 && Math.min(atOnce, paired.length) > 1) {
      say(`${example}: ${outcome.failed} failed beside another example; once more, alone`);
      excused.push(...outcome.failures);
      outcomes.push(await run(example));
    } else {
      outcomes.push(outcome);
    }
  }
  excused.forEach((line) => say(`judged again, alone: ${line}`));
  const failures = outcomes.flatMap((outcome) => outcome.failures);
  failures.forEach((line) => say(line));
  const sum = (property: 'passed' | 'failed') => outcomes.reduce((total, outcome) => total + outcome[property], 0);
  return { passed: sum('passed'), failed: sum('failed'), failures };
}

/** This program again, for one example. It ends with this one, and cleans up. */
export function runExampleApart(example: string, args: readonly string[]): Promise<Outcome> {
  const child = spawn(process.execPath, [...process.execArgv, process.argv[1]!, '--example', example, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  process.once('exit', () => child.kill('SIGTERM'));
  return outcomeOf(example, child, (line) => console.log(line));
}
