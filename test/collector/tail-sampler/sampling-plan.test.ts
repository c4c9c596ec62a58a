import { Duration, Size } from 'cdk8s';
import { heldBytes, MEMORY_AT_REST, TraceLoad } from '../../../lib/collector/tail-sampler/load-invariants';
import { samplingPlan, SamplingRequest } from '../../../lib/collector/tail-sampler/sampling-plan';
import { bytesOf } from '../../../lib/kubernetes/quantities';

const load: TraceLoad = { tracesPerSecond: 2_000, spansPerTrace: 10, bytesPerSpan: 1_000 };

function planned(request: Partial<SamplingRequest> = {}) {
  return samplingPlan({ load, decisionWait: Duration.seconds(30), cpu: 1, refusedFromPercent: 60, ...request });
}

describe('how many samplers there are', () => {
  test.each([
    ['three at least: while one is away, the margin of the others holds its share', { load: { ...load, tracesPerSecond: 1 } }, 3],
    ['as many as have 8,000 spans a second for each core', { load: { ...load, tracesPerSecond: 8_000 } }, 10],
    ['fewer, when each has more cores', { load: { ...load, tracesPerSecond: 8_000 }, cpu: 2 }, 5],
    ['as many as the program says', { replicas: 7 }, 7],
  ])('%s', (_, request, replicas) => {
    expect(planned(request).replicas).toBe(replicas);
  });

  test('more, when traces are held so long that none fits into 8 GiB', () => {
    const { replicas, memoryLimit } = planned({ decisionWait: Duration.minutes(10) });

    expect(replicas).toBeGreaterThan(3);
    expect(bytesOf(memoryLimit)).toBeLessThanOrEqual(bytesOf(Size.gibibytes(8)));
  });

  test('more, when each has little memory', () => {
    expect(planned({ memoryLimit: Size.gibibytes(1) }).replicas).toBeGreaterThan(planned().replicas);
  });

  test('no more than the load needs, when not even an empty one fits: that is a problem, not a number', () => {
    expect(planned({ memoryLimit: Size.mebibytes(64) }).replicas).toBe(3);
  });
});

describe('what each of them holds', () => {
  test('is its share of the traces of the wait, and half as much again', () => {
    expect(planned({ replicas: 3 }).numTraces).toBe(30_000);
    expect(planned({ replicas: 6 }).numTraces).toBe(15_000);
    expect(planned({ replicas: 3, decisionWait: Duration.seconds(10) }).numTraces).toBe(10_000);
  });

  test('is a thousand traces, however few there are', () => {
    expect(planned({ load: { ...load, tracesPerSecond: 0.5 } }).numTraces).toBe(1_000);
  });

  test('is what the program says', () => {
    expect(planned({ numTraces: 77_000 }).numTraces).toBe(77_000);
  });

  test('is remembered ten times over', () => {
    expect(planned({ replicas: 3 }).cacheSize).toBe(300_000);
  });
});

describe('the memory of each', () => {
  test('has room for all of it below what the limiter refuses, in steps of 256 MiB', () => {
    const { memoryLimit, numTraces, cacheSize } = planned();
    const needed = MEMORY_AT_REST + heldBytes(load, numTraces, cacheSize * 2);

    expect(bytesOf(memoryLimit) * 0.6).toBeGreaterThanOrEqual(needed);
    expect((bytesOf(memoryLimit) - 256 * 1024 ** 2) * 0.6).toBeLessThan(needed);
    expect(memoryLimit.toMebibytes() % 256).toBe(0);
  });

  test('is 512 MiB at least', () => {
    expect(planned({ load: { ...load, tracesPerSecond: 1 } }).memoryLimit.toMebibytes()).toBe(512);
  });

  test('is what the program says', () => {
    expect(planned({ memoryLimit: Size.gibibytes(6) }).memoryLimit.toGibibytes()).toBe(6);
  });
});
