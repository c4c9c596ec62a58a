import { Size } from 'cdk8s';
import { resolveBudget } from '../../lib/workload/container-budget';

const DEFAULTS = { cpu: 0.5, cpuLimit: 2, memory: Size.gibibytes(1) };

describe('the budget of a container', () => {
  test('is what is usual, unless the program says more', () => {
    expect(resolveBudget('a', {}, DEFAULTS)).toMatchObject({ cpu: 0.5, cpuLimit: 2 });
    expect(resolveBudget('a', { memoryLimit: Size.gibibytes(3) }, DEFAULTS).memory.toGibibytes()).toBe(3);
  });

  test('has a limit of at least what is set aside', () => {
    expect(resolveBudget('a', { cpu: 4 }, DEFAULTS)).toMatchObject({ cpu: 4, cpuLimit: 4 });
  });

  test.each([
    [{ cpu: 0 }, 'cpu 0 with cpuLimit 2'],
    [{ cpu: NaN }, 'cpu NaN with cpuLimit NaN'],
    [{ cpuLimit: Infinity }, 'cpu 0.5 with cpuLimit Infinity'],
    [{ cpu: 2, cpuLimit: 1 }, 'cpu 2 with cpuLimit 1'],
    [{ memoryLimit: Size.mebibytes(0) }, 'memoryLimit is 0 MiB'],
    [{ ephemeralStorage: Size.mebibytes(0) }, 'ephemeralStorage is 0 MiB'],
  ])('fails on %j', (options, what) => {
    expect(() => resolveBudget('observability/cache', options, DEFAULTS)).toThrow(`observability/cache: ${what}\n`);
  });

  test('fails on all that is wrong with it at once', () => {
    expect(() => resolveBudget('cache', { cpu: -1, memoryLimit: Size.mebibytes(0) }, DEFAULTS)).toThrow(/^Observability problems \(2\)/);
  });
});
