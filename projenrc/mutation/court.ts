import { fork, type ChildProcess } from 'child_process';
import * as path from 'path';
import type { Preparation, Trial, Verdict } from './trial';

const HEAP = 1024;
const MEMORY = 2048;
/** For code as it was written, which ends, however busy the machine is. */
export const UNHURRIED = 600_000;

/** Holds trials in a child, and goes on with another one when a mutant takes it down. */
export class Court {
  private judge?: ChildProcess;

  constructor(private readonly sources: Preparation['sources']) {}

  /** A child that dies, or says nothing for so many milliseconds, is a failure like that of a test. */
  public async try(trial: Trial, patience: number): Promise<Verdict> {
    if (this.judge?.connected) {
      return this.hold(this.judge, trial, patience);
    }
    const judge = this.judge = this.summon();
    if (trial.mutant !== undefined) {
      // what a child does once, compiling above all, takes longer than many a trial, and is not the mutant's doing
      const { failure } = await this.hold(judge, { testFile: trial.testFile }, UNHURRIED);
      if (!judge.connected) {
        throw new Error(`${trial.testFile} takes the process down without a mutant: ${failure}`);
      }
    }
    return this.hold(judge, trial, patience);
  }

  private hold(judge: ChildProcess, trial: Trial, patience: number): Promise<Verdict> {
    return new Promise((resolve) => {
      const conclude = (verdict: Verdict) => {
        clearTimeout(timer);
        judge.removeAllListeners();
        resolve(verdict);
      };
      const giveUp = (failure: string) => {
        this.dismiss();
        conclude({ failure, hits: {} });
      };
      const timer = setTimeout(() => giveUp(`no end within ${patience} ms`), patience);
      judge.once('message', (verdict: Verdict) => conclude(verdict));
      judge.once('error', (error) => giveUp(error.message));
      judge.once('exit', (code, signal) => giveUp(`the process ended with ${signal ?? code}`));
      judge.send(trial);
    });
  }

  public dismiss(): void {
    this.judge?.removeAllListeners();
    this.judge?.kill('SIGKILL');
    this.judge = undefined;
  }

  private summon(): ChildProcess {
    const judge = fork(path.join(__dirname, 'judge.ts'), {
      // those of this process have node read TypeScript
      execArgv: [...process.execArgv, `--max-old-space-size=${HEAP}`],
      // what tests print, and what node prints of a heap that is full
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    judge.send({ sources: this.sources, memory: MEMORY } satisfies Preparation);
    return judge;
  }
}
