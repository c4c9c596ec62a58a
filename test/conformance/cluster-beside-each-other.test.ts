import { spawn } from 'node:child_process';
import { outcomeOf, someAtOnce } from '../../conformance/cluster/beside-each-other';

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
    expect(await run('echo "ok    lines"; echo "a warning" >&2; echo "5 passed, 1 failed"; exit 1')).toEqual({
      outcome: { passed: 5, failed: 1 }, said: expect.arrayContaining(['loki | ok    lines', 'loki | a warning']) as string[],
    });
  });

  test.each([
    ['ends before it counts', 'echo "ok    lines"', { passed: 0, failed: 1 }, 'FAIL  loki: it ended with 0, and has counted nothing'],
    ['is killed', 'kill -9 $$', { passed: 0, failed: 1 }, 'FAIL  loki: it ended with null, and has counted nothing'],
    ['fails after all has passed', 'echo "5 passed, 0 failed"; exit 3', { passed: 5, failed: 1 }, 'FAIL  loki: it ended with 3'],
  ])('one that %s has failed', async (_, program, outcome, said) => {
    expect(await run(program)).toMatchObject({ outcome, said: expect.arrayContaining([said]) as string[] });
  });
});
