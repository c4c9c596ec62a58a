import { fitToThisMachine } from '../../conformance/cluster/patches';
import { AnsweredSeries, compareWith, comparisonText, isEach } from '../../conformance/cluster/thanos/answers';
import { EVALUATION_INTERVAL, thanosProgram } from '../../conformance/cluster/thanos/program';
import { areSimultaneous } from '../../conformance/cluster/thanos/ruler';
import { daysBefore, endOf, samplesIn, Span, timesOf, valuesOf } from '../../conformance/cluster/thanos/samples';

const HOUR_MS = 3_600_000;
const SPAN: Span = { from: 1_000_000_000, first: 5, count: 3 };

/** An answer with everything that was written, after a change. */
function answer(change: (series: AnsweredSeries[]) => AnsweredSeries[] = (all) => all): AnsweredSeries[] {
  return change(valuesOf(SPAN).map((values, series) => ({
    metric: { series: String(series) }, values: values.map((value, n) => [timesOf(SPAN)[n]! / 1000, String(value)] as const),
  })));
}

describe('the days of which samples are written', () => {
  const now = Date.UTC(2026, 10, 26, 18);
  const { quiet, whileKilled, whileRolledOut, both } = daysBefore(now);

  test('are over, and a block of the compactor', () => {
    expect(both.from % (48 * HOUR_MS)).toBe(0);
    expect(endOf(both) - both.from).toBe(48 * HOUR_MS);
    expect(endOf(both)).toBeLessThanOrEqual(now);
  });

  test('are written in parts that follow each other', () => {
    expect([quiet.from, whileKilled.from, whileRolledOut.from]).toEqual([both.from, endOf(quiet), endOf(whileKilled)]);
    expect(endOf(whileRolledOut)).toBe(endOf(both));
    expect([...valuesOf(quiet)[1]!, ...valuesOf(whileKilled)[1]!, ...valuesOf(whileRolledOut)[1]!]).toEqual(valuesOf(both)[1]);
  });

  test('have 200,000 samples', () => {
    expect(samplesIn(both)).toBeGreaterThan(200_000);
  });
});

describe('an answer', () => {
  test('has each sample once', () => {
    expect(isEach(1, compareWith(SPAN, answer()))).toBe(true);
    expect(isEach(2, compareWith(SPAN, answer()))).toBe(false);
  });

  test('has each sample as often as there are copies', () => {
    const twice = compareWith(SPAN, answer((all) => [...all, ...all]));

    expect(isEach(2, twice)).toBe(true);
    expect(isEach(1, twice)).toBe(false);
  });

  test('with a hole is told from one that is whole', () => {
    const holed = compareWith(SPAN, answer(([first, ...others]) => [{ ...first!, values: first!.values.slice(1) }, ...others]));

    expect(isEach(1, holed)).toBe(false);
    expect(holed.copies[0]).toBe(1);
    expect(comparisonText(holed)).toBe(`1 samples 0 times, ${samplesIn(SPAN) - 1} samples 1 times`);
  });

  test('with nothing lacks everything', () => {
    expect(compareWith(SPAN, [])).toEqual({ copies: [samplesIn(SPAN)], foreign: 0 });
    expect(isEach(1, compareWith(SPAN, []))).toBe(false);
  });

  test.each<[string, (series: AnsweredSeries) => AnsweredSeries]>([
    ['another value', ({ metric, values: [[time], ...others] }) => ({ metric, values: [[time, '0'], ...others] })],
    ['another time', ({ metric, values: [[time, value], ...others] }) => ({ metric, values: [[time + 1, value], ...others] })],
    ['another series', ({ values }) => ({ metric: { series: '1000000' }, values })],
  ])('with %s has what nobody has written', (_, change) => {
    const comparison = compareWith(SPAN, answer(([first, ...others]) => [change(first!), ...others]));

    expect(comparison.foreign).toBeGreaterThan(0);
    expect(isEach(1, comparison)).toBe(false);
  });
});

describe('two rulers', () => {
  test.each<[string, number[][], boolean]>([
    ['evaluate at the same times', [[4.652, 14.652], [4.652, 14.652]], true],
    ['may each leave out one', [[4.652, 14.652, 34.652], [4.652, 24.652, 34.652]], true],
    ['evaluate at other times', [[4.652, 14.652], [5.652, 15.652]], false],
    ['of which one changes its times', [[4.652, 14.652], [4.652, 15.652]], false],
    ['are never there together', [[4.652], [14.652]], false],
    ['of which one is not there', [[4.652]], false],
    ['of which none is there', [], false],
  ])('%s', (_, times, wanted) => {
    expect(areSimultaneous(times, EVALUATION_INTERVAL)).toBe(wanted);
  });
});

describe('on a small machine', () => {
  const { manifests, changes } = fitToThisMachine(thanosProgram().manifests);
  const replicas = (name: string) => manifests.find(({ kind, metadata }) => kind === 'StatefulSet' && metadata.name === name) as unknown as { spec: { replicas: number } };

  test('no member of a hashring is left out', () => {
    expect(replicas('thanos-receive-ingestor').spec.replicas).toBe(3);
    expect(changes.filter((change) => change.includes('replicas'))).toEqual([]);
  });

  test('whoever is not named by name has two replicas at most', () => {
    const more = thanosProgram().manifests.map((manifest) => manifest.metadata.name === 'thanos-store' && manifest.kind === 'StatefulSet'
      ? { ...manifest, spec: { ...(manifest as unknown as { spec: object }).spec, replicas: 3 } } : manifest);

    expect(fitToThisMachine(more).changes).toContain('StatefulSet thanos/thanos-store: replicas 3 -> 2');
  });
});
