import { spawn } from 'node:child_process';
import { Outcome, outcomeOf, runAll, someAtOnce } from '../../conformance/cluster/beside-each-other';

describe('examples beside each other', () => {
  test('are so many at a time, and their results in their order', async () => {
    let [running, most] = [0, 0];
    const results = await someAtOnce([30, 1, 20, 1, 5], 2, async (milliseconds) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      running -= 1;
      return `after ${milliseconds}`;
    });

    expect(results).toEqual(['after 30', 'after 1', 'after 20', 'after 1', 'after 5']);
    expect(most).toBe(2);
  });

  const run = async (program: string) => {
    const said: string[] = [];
    const outcome = await outcomeOf('loki', spawn('sh', ['-c', program], { stdio: ['ignore', 'pipe', 'pipe'] }), (line) => said.push(line));
    return { outcome, said };
  };

  test('say what they do under their names, and their counts are added up', async () => {
    expect(await run('echo "ok    lines"; echo "a warning" >&2; echo "FAIL  tenants: 2 of 3"; echo "5 passed, 1 failed"; exit 1')).toEqual({
      outcome: { passed: 5, failed: 1, failures: ['loki | FAIL  tenants: 2 of 3'] },
      said: expect.arrayContaining(['loki | ok    lines', 'loki | a warning', 'loki | FAIL  tenants: 2 of 3']) as string[],
    });
  });

  test.each([
    ['ends before it counts', 'echo "ok    lines"', { passed: 0, failed: 1 }, 'loki | FAIL  it ended with 0, and has counted nothing'],
    ['is killed', 'kill -9 $$', { passed: 0, failed: 1 }, 'loki | FAIL  it ended with null, and has counted nothing'],
    ['fails after all has passed', 'echo "5 passed, 0 failed"; exit 3', { passed: 5, failed: 1 }, 'loki | FAIL  it ended with 3'],
  ])('one that %s has failed', async (_, program, outcome, said) => {
    expect(await run(program)).toMatchObject({ outcome, said: expect.arrayContaining([said]) as string[] });
  });

  /** @param fails how often each fails before it passes */
  const runThem = async (fails: Readonly<Record<string, number>>, atOnce: number) => {
    const [ran, said, running]: [string[], string[], Set<string>] = [[], [], new Set()];
    const total = await runAll({ examples: ['platform', 'thanos', 'loki', 'traces'], alone: ['platform'], atOnce }, async (example) => {
      running.add(example);
      ran.push([...running].sort().join(' beside '));
      await new Promise((resolve) => setTimeout(resolve, 5));
      running.delete(example);
      const failed = ran.filter((each) => each.includes(example)).length <= (fails[example] ?? 0);
      return { passed: 10, failed: failed ? 1 : 0, failures: failed ? [`${example} | FAIL  lines`] : [] } satisfies Outcome;
    }, (line) => said.push(line));
    return { ran, said, total };
  };

  test('wait for those that must be alone', async () => {
    expect(await runThem({}, 2)).toEqual({
      ran: ['platform', 'thanos', 'loki beside thanos', expect.stringContaining('traces')], said: [], total: { passed: 40, failed: 0, failures: [] },
    });
  });

  test('that fail are judged alone, and what failed is said again at the end', async () => {
    const { ran, said, total } = await runThem({ loki: 2 }, 2);

    expect(ran.at(-1)).toBe('loki');
    expect(total).toEqual({ passed: 40, failed: 0, failures: [] });
    expect(said).toEqual(['loki: 1 failed beside another example; once more, alone', 'judged again, alone: loki | FAIL  lines']);
  });

  test.each([
    ['fails alone too', { loki: 9 }, 2, 'loki'],
    ['was alone because it must be', { platform: 1 }, 2, 'platform'],
    ['was alone because each is', { loki: 1 }, 1, 'loki'],
  ])('one that %s has failed', async (_, fails, atOnce, name) => {
    const { said, total } = await runThem(fails, atOnce);

    expect(total).toEqual({ passed: 40, failed: 1, failures: [`${name} | FAIL  lines`] });
    expect(said.at(-1)).toBe(`${name} | FAIL  lines`);
  });
});
