/** Programs that serve until they are told to end. */
import { ChildProcess, spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { removeAtExit } from './processes';
import { tail } from './steps';

const serving = new Set<ChildProcess>();
removeAtExit(() => serving.forEach((child) => child.kill('SIGKILL')));

/** Whether a server answers, and that all is well. */
export function answers(url: string): Promise<boolean> {
  return fetch(url).then(({ ok }) => ok, () => false);
}

export class Daemon {
  private readonly child: ChildProcess;
  private readonly ended: Promise<void>;
  private output = '';

  public constructor(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    // the kernel ends it with us even when we are killed and can no longer do it ourselves
    this.child = spawn('setpriv', ['--pdeathsig', 'KILL', program, ...args], { env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    serving.add(this.child);
    this.ended = new Promise((resolve) => this.child.once('close', () => {
      serving.delete(this.child);
      resolve();
    }));
    this.child.on('error', ({ message }) => { this.output += message; });
    [this.child.stdout, this.child.stderr].forEach((stream) => stream?.on('data', (chunk: Buffer) => { this.output += chunk.toString('utf8'); }));
  }

  /** Its process, as long as it runs. */
  public get pid(): number {
    return this.child.pid ?? 0;
  }

  /** What it has said so far. */
  public get said(): string {
    return this.output;
  }

  /** Asks again until the answer is yes. Ends at once when the program has ended by itself. */
  public async until(what: string, isSo: () => Promise<boolean> | boolean, seconds = 45): Promise<void> {
    for (const end = Date.now() + seconds * 1000; Date.now() < end && this.child.exitCode === null; await pause(200)) {
      if (await isSo()) {
        return;
      }
    }
    if (this.child.exitCode !== null) {
      // its last words may come after its end is known
      await this.ended;
    }
    throw new Error(`${what}: no, ${this.child.exitCode === null ? `for ${seconds} s` : 'and it ended'}: ${tail(this.output)}`);
  }

  /** Tells it to end and waits until it has. */
  public async end(): Promise<void> {
    this.child.kill('SIGTERM');
    const patience = setTimeout(() => this.child.kill('SIGKILL'), 30_000);
    await this.ended;
    clearTimeout(patience);
  }

  /** Ends it at once, also when it is deaf. */
  public async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}
