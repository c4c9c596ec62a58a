import * as fs from 'fs';
import { Court, UNHURRIED } from './court';
import { mutate, type Mutant } from './mutants';
import { mirrorOf, sourcesOf, testsOf } from './room';

export interface Judged {
  readonly mutant: Mutant;
  /** `unseen`: no test runs the line. */
  readonly fate: 'killed' | 'survived' | 'unseen';
}

export interface JudgedRoom {
  readonly judged: readonly Judged[];
  readonly tests: readonly string[];
  /** Files of tests that cannot judge, with the reason. */
  readonly leftOut: ReadonlyMap<string, string>;
}

/** A file of tests that passes on the code as it was written. */
interface Witness {
  readonly testFile: string;
  readonly milliseconds: number;
  readonly hits: Readonly<Record<string, number>>;
}

/** A file whose mutant is without end comes by it for ever; one that is slower for it, a few times as often. */
const HITS_OF_ENDLESS_LOOPS = 100;
const PATIENCE = 20_000;

/** Every n-th mutant, judged by the tests of the room; each is told at once, because a large room takes an hour. */
export async function judgeRoom(room: string, every: number, tell: (judged: Judged) => void): Promise<JudgedRoom> {
  const { mutants, sources } = await mutate(sourcesOf(room));
  if (mutants.length === 0) {
    throw new Error(`lib/${room}: nothing there that could be changed; a room is a folder of lib/ or a file without its ending, like policy/relabel`);
  }
  const court = new Court(sources);
  try {
    const { witnesses, leftOut } = await hear(testsOf(room), court);
    const judged: Judged[] = [];
    for (const mutant of mutants.filter((_, index) => index % every === 0)) {
      judged.push({ mutant, fate: await fateOf(mutant, witnesses, court) });
      tell(judged.at(-1)!);
    }
    return { judged, tests: witnesses.map(({ testFile }) => testFile), leftOut };
  } finally {
    court.dismiss();
  }
}

async function hear(testFiles: readonly string[], court: Court): Promise<{ witnesses: Witness[]; leftOut: Map<string, string> }> {
  const witnesses: Witness[] = [];
  const leftOut = new Map<string, string>();
  for (const testFile of testFiles) {
    if (/\bjest\.\w+\(/.test(fs.readFileSync(testFile, 'utf8'))) {
      leftOut.set(testFile, 'needs jest itself');
      continue;
    }
    const begun = Date.now();
    const { failure, hits } = await court.try({ testFile }, UNHURRIED);
    if (failure === undefined) {
      witnesses.push({ testFile, milliseconds: Date.now() - begun, hits });
    } else {
      leftOut.set(testFile, `fails without a mutant: ${failure}`);
    }
  }
  return { witnesses, leftOut };
}

async function fateOf({ id, file }: Mutant, witnesses: readonly Witness[], court: Court): Promise<Judged['fate']> {
  const mirror = mirrorOf(file);
  const seeing = witnesses
    .filter(({ hits }) => hits[id] > 0)
    // the mirror is the most likely to see it
    .sort((a, b) => Number(b.testFile === mirror) - Number(a.testFile === mirror) || a.milliseconds - b.milliseconds);
  for (const { testFile, milliseconds, hits } of seeing) {
    const { failure } = await court.try({ testFile, mutant: id, hitLimit: HITS_OF_ENDLESS_LOOPS * hits[id] }, PATIENCE + 10 * milliseconds);
    if (failure !== undefined) {
      return 'killed';
    }
  }
  return seeing.length > 0 ? 'survived' : 'unseen';
}
