/** Runs the judges: never more at once than the machine has processors, and nothing outlives this process. */
import { ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

export interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
  /** for programs that mostly wait: they take no processor from the others */
  readonly idle?: boolean;
}

/** A number of places; who finds none waits for the first that becomes free. */
export class Places {
  private readonly waiting: Array<() => void> = [];

  constructor(private free: number) {}

  public async with<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) {
      this.free -= 1;
    } else {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) {
        this.free += 1;
      } else {
        next();
      }
    }
  }
}

const PROCESSORS = new Places(availableParallelism());

const remnants: Array<() => void> = [];
process.on('exit', () => remnants.reverse().forEach((remove) => remove()));

/** Has something removed when this process ends, however it ends: the last first, so that programs are gone before their folders. */
export function removeAtExit(remove: () => void): void {
  remnants.push(remove);
}

let scratch: string | undefined;
removeAtExit(() => {
  if (scratch !== undefined) {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
});

const running = new Set<ChildProcess>();
removeAtExit(() => running.forEach(({ pid }) => {
  try {
    // the whole group: a killed terraform would leave its providers behind
    process.kill(-(pid as number), 'SIGKILL');
  } catch {
    // it ended by itself in this moment
  }
}));

function execute(program: string, args: readonly string[], options: RunOptions): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: options.cwd, env: options.env ?? process.env, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
    running.add(child);
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      running.delete(child);
      resolve({ code: code ?? 128, stdout: Buffer.concat(stdout).toString('utf8'), stderr: Buffer.concat(stderr).toString('utf8') });
    });
    // a program that ends before it has read its input is judged by its exit code, not by the broken pipe
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}

export async function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Result> {
  return options.idle ? execute(program, args, options) : PROCESSORS.with(() => execute(program, args, options));
}

/** For programs of the machine that a judge needs and that this project does not install. */
export function isInstalled(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

/** A fresh folder that is gone when this process ends, however it ends. */
export function temporaryFolder(name: string): string {
  scratch ??= mkdtempSync(join(tmpdir(), 'conformance-'));
  return mkdtempSync(join(scratch, `${name}-`));
}
