/** A child of `npm run mutate`, in which mutants wake: runs files of tests, one after the other, and says what came of each. */
import { setImmediate } from 'timers/promises';
import { Worker } from 'worker_threads';
import { forgetModules, loadInstead } from './sources';
import { failureOf } from './test-file';
import type { Preparation, Trial, Verdict } from './trial';

/** What instrumented code reads and writes; its name is the instrumenter's. */
interface Instruments {
  activeMutant?: string;
  hitCount?: number;
  hitLimit?: number;
  mutantCoverage?: { static: Record<string, number>; perTest: Record<string, Record<string, number>> };
}
const instruments: Instruments = {};
Object.assign(globalThis, { __stryker__: instruments });

process.on('message', (message: Preparation | Trial) => {
  if ('sources' in message) {
    loadInstead(message.sources);
    watchOver(message.memory);
  } else {
    void run(message).then((verdict) => process.send!(verdict));
  }
});

async function run({ testFile, mutant, hitLimit }: Trial): Promise<Verdict> {
  forgetModules();
  const coverage = { static: {}, perTest: {} };
  Object.assign(instruments, { activeMutant: mutant, hitCount: 0, hitLimit, mutantCoverage: coverage });
  const failure = await failureOf(testFile);
  // a promise that nobody waits for ends the process now, and not in the trial of the next mutant
  await setImmediate();
  return { failure, hits: coverage.static };
}

/**
 * Beyond the heap too, which node limits itself: a mutant may allocate tables of numbers without end. It may keep its thread for ever as well, so
 * that nobody there hears that the parent is gone.
 */
function watchOver(megabytes: number): void {
  const ends = `process.memoryUsage.rss() > ${megabytes * 2 ** 20} || process.ppid !== ${process.ppid}`;
  new Worker(`setInterval(() => (${ends}) && process.kill(process.pid, 'SIGKILL'), 50)`, { eval: true, execArgv: [] }).unref();
}
