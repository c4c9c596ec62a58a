/** Runs the tests of a file in this process, with as much of jest as the tests here use; loading jest for every mutant takes ten times as long. */
import { expect } from 'expect';
import { bind } from 'jest-each';

type Work = () => unknown;

/** What a `describe` holds. */
interface Block {
  readonly name: string;
  readonly outer?: Block;
  readonly before: Work[];
  readonly after: Work[];
}

interface Test {
  readonly name: string;
  readonly block: Block;
  readonly body: Work;
}

/** The first failure, or nothing if every test passes. */
export async function failureOf(file: string): Promise<string | undefined> {
  const { tests, ending } = gather();
  try {
    // of this module, which forgets what it loaded (sources.ts); a `require` made for the purpose would not
    module.require(file);
    for (const test of tests) {
      await run(test);
    }
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await inOrder(ending);
  }
}

/** Has `describe` and its like collect into lists of their own. */
function gather(): { readonly tests: readonly Test[]; readonly ending: readonly Work[] } {
  const tests: Test[] = [];
  const ending: Work[] = [];
  let block: Block = { name: '', before: [], after: [] };
  const describe = (name: string, body: Work) => {
    const outer = block;
    block = { name, outer, before: [], after: [] };
    body();
    block = outer;
  };
  const test = (name: string, body: Work) => void tests.push({ name, block, body });
  const withEach = { describe: Object.assign(describe, { each: bind(describe, false) }), test: Object.assign(test, { each: bind(test, false) }) };
  Object.assign(globalThis, {
    ...withEach,
    it: withEach.test,
    expect,
    beforeEach: (work: Work) => void block.before.push(work),
    afterEach: (work: Work) => void block.after.push(work),
    beforeAll: (work: Work) => void block.before.push(once(work)),
    afterAll: (work: Work) => void ending.push(work),
  });
  return { tests, ending };
}

async function run({ name, block, body }: Test): Promise<void> {
  const blocks: Block[] = [];
  for (let at: Block | undefined = block; at !== undefined; at = at.outer) {
    blocks.push(at);
  }
  try {
    await inOrder([...blocks].reverse().flatMap(({ before }) => before));
    await body();
  } catch (error) {
    throw new Error(`${[...blocks.map((each) => each.name).reverse(), name].filter(Boolean).join(' > ')}: ${error instanceof Error ? error.message : error}`);
  } finally {
    await inOrder(blocks.flatMap(({ after }) => after));
  }
}

async function inOrder(works: readonly Work[]): Promise<void> {
  for (const work of works) {
    await work();
  }
}

function once(work: Work): Work {
  let done: unknown;
  let begun = false;
  return () => {
    if (!begun) {
      begun = true;
      done = work();
    }
    return done;
  };
}
