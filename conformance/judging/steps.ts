/** Steps on the way to a verdict: those that tell something of the package, and those that tell something of the machine. */
import { Result, run, RunOptions } from './processes';

/** Why this machine cannot judge. */
export class Obstacle extends Error {}

/** Runs a step that depends on nothing but this machine and what it can download. */
export async function provide(program: string, args: readonly string[], options: RunOptions = {}): Promise<Result> {
  return succeed(program, args, options, (message) => new Obstacle(message));
}

/** Runs a step that must succeed when the package is right. */
export async function demand(program: string, args: readonly string[], options: RunOptions = {}): Promise<Result> {
  return succeed(program, args, options, (message) => new Error(message));
}

async function succeed(program: string, args: readonly string[], options: RunOptions, error: (message: string) => Error): Promise<Result> {
  const result = await run(program, args, options).catch(({ message }: Error) => {
    throw new Obstacle(message);
  });
  if (result.code !== 0) {
    throw error(`${program.split('/').at(-1)} ${args.slice(0, 3).join(' ')}: ${tail(`${result.stdout}${result.stderr}`)}`);
  }
  return result;
}

/** Programs say at the end why they gave up. */
export function tail(text: string): string {
  return text.trim().split('\n').slice(-6).join(' ').replace(/\s+/g, ' ');
}
