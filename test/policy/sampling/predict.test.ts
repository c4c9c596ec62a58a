import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { LatencyPoint, SampledTraffic, SamplingCondition, SamplingOutcome, SamplingPolicy, SpanStatus } from '../../../lib';

const LATENCY: LatencyPoint[] = [
  { percent: 50, within: Duration.millis(100) }, { percent: 98, within: Duration.seconds(1) }, { percent: 100, within: Duration.seconds(3) },
];
const shop: SampledTraffic = { service: 'shop', tracesPerSecond: 1000, spansPerTrace: 10, errorPercent: 1, latency: LATENCY };
const bank: SampledTraffic = { service: 'bank', tracesPerSecond: 10, spansPerTrace: 4 };
const classic = SamplingPolicy.errorsSlowAnd({ slowerThan: Duration.seconds(1), percent: 10 });
const { error, healthCheck, service, span } = SamplingCondition;

describe('what is left of traffic', () => {
  test('errors and slow traces whole, a share of all others', () => {
    const prediction = classic.predict({ traffic: [shop] });

    const rounded = (rate: number) => Number(rate.toFixed(6));

    expect(prediction.rules.map(({ rule, tracesPerSecond, keptTracesPerSecond }) => [rule, rounded(tracesPerSecond), rounded(keptTracesPerSecond)])).toEqual([
      ['health-checks', 0, 0], ['errors', 10, 10], ['slow', 19.8, 19.8], ['otherwise', 970.2, 97.02],
    ]);
    expect(prediction.spansPerSecond).toBeCloseTo(10_000);
    expect(prediction.keptSpansPerSecond).toBeCloseTo(1268.2);
    expect(prediction.keptBytesPerMonth).toBeCloseTo(1268.2 * 1000 * 2_592_000, -3);
  });

  test('it is as the policy decides, trace by trace', () => {
    const [traces, slow] = [4_000, 80];
    const bytes = fc.sample(fc.uint8Array({ minLength: 16, maxLength: 16 }), { seed: 7, numRuns: traces });
    const kept = bytes.filter((id, index) => classic.decide({
      traceId: Buffer.from(id).toString('hex'),
      spans: [{ duration: Duration.millis(index < slow ? 2000 : 10), status: index % 100 === 0 ? SpanStatus.ERROR : SpanStatus.UNSET }],
    }).outcome === SamplingOutcome.KEPT).length;
    const predicted = classic.predict({ traffic: [shop] }).keptTracesPerSecond / 1000 * traces;

    expect(Math.abs(kept - predicted)).toBeLessThan(5 * Math.sqrt(traces * 0.1 * 0.9));
  });

  test('without latency none is slow', () => {
    expect(classic.predict({ traffic: [bank] }).rules[2]).toEqual({ rule: 'slow', tracesPerSecond: 0, keptTracesPerSecond: 0 });
  });

  test('the slowness of spans counts too', () => {
    const policy = new SamplingPolicy({ rules: [{ name: 'slow', when: span({ services: ['shop'], slowerThan: Duration.millis(100) }) }], otherwise: 0 });

    expect(policy.predict({ traffic: [shop] }).keptTracesPerSecond).toBeCloseTo(500);
  });

  test('what is dropped is unseen, and a service that is kept whole is counted without error', () => {
    const policy = new SamplingPolicy({ rules: [{ name: 'health', when: healthCheck(), percent: 0 }, { name: 'bank', when: service(['bank']) }], otherwise: 1 });
    const prediction = policy.predict({ traffic: [{ ...bank, attributes: { 'url.path': '/healthz' }, tracesPerSecond: 30 }, bank, shop] });

    expect(prediction.services).toMatchObject([{ service: 'bank', unseenPercent: 75, countErrorPercent: 0 }, { service: 'shop', unseenPercent: 0 }]);
  });

  test('a head takes its part of everything', () => {
    const policy = new SamplingPolicy({ rules: [{ name: 'errors', when: error() }], otherwise: 50, head: { percent: 20, rulesSeeTheRest: true } });

    expect(policy.predict({ traffic: [shop] }).keptTracesPerSecond).toBeCloseTo(1000 * 0.2 * (0.01 + 0.99 * 0.5));
  });

  test('a budget ends what a rule keeps', () => {
    const policy = new SamplingPolicy({ rules: [{ name: 'shop', when: service(['shop']), spansPerSecond: 500 }], otherwise: 0 });

    expect(policy.predict({ traffic: [shop, bank] }).keptSpansPerSecond).toBeCloseTo(500);
    expect(policy.predict({ traffic: [{ ...shop, tracesPerSecond: 5 }] }).keptSpansPerSecond).toBeCloseTo(50);
  });

  test('a floor brings back what rules do not keep', () => {
    const policy = new SamplingPolicy({ otherwise: 0, floor: { services: ['bank'], spansPerSecond: 20 } });

    expect(policy.predict({ traffic: [shop, bank] })).toMatchObject({ keptTracesPerSecond: 5, keptSpansPerSecond: 20 });
  });
});

describe('the error of a count', () => {
  test('of a tenth it is the square root of nine traces for every one that comes', () => {
    const { countErrorPercent } = new SamplingPolicy({ otherwise: 10 }).predict({ traffic: [{ ...bank, tracesPerSecond: 1 }], window: Duration.seconds(900) });

    expect(countErrorPercent).toBeCloseTo(100 * Math.sqrt(900 * 9) / 900);
  });

  test('it is what counts of samples spread by', () => {
    const policy = new SamplingPolicy({ otherwise: 10 });
    const [counts, size] = [40, 200];
    const ids = fc.sample(fc.uint8Array({ minLength: 16, maxLength: 16 }), { seed: 11, numRuns: counts * size }).map((id) => Buffer.from(id).toString('hex'));
    const estimates = Array.from({ length: counts }, (_, count) => 10 * ids.slice(count * size, (count + 1) * size)
      .filter((traceId) => policy.decide({ traceId, spans: [{ duration: Duration.millis(1) }] }).outcome === SamplingOutcome.KEPT).length);
    const spread = Math.sqrt(estimates.reduce((total, one) => total + (one - size) ** 2, 0) / counts) / size * 100;
    const predicted = policy.predict({ traffic: [{ ...bank, tracesPerSecond: 1 }], window: Duration.seconds(size) }).countErrorPercent!;

    expect(spread / predicted).toBeGreaterThan(0.7);
    expect(spread / predicted).toBeLessThan(1.4);
  });

  test('there is none of what is never kept', () => {
    expect(classic.predict({ traffic: [{ ...bank, attributes: { 'url.path': '/healthz' } }] })).toMatchObject({ unseenPercent: 100, countErrorPercent: undefined });
  });
});

describe('traffic that cannot come fails', () => {
  test.each<[string, Partial<SampledTraffic>, string]>([
    ['less than nothing', { tracesPerSecond: -1 }, "traffic of 'shop': tracesPerSecond is -1"],
    ['traces without spans', { spansPerTrace: 0 }, "traffic of 'shop': spansPerTrace is 0"],
    ['more errors than traces', { errorPercent: 101 }, "traffic of 'shop': errorPercent is 101"],
    ['a latency of no points', { latency: [] }, 'latency has no points'],
    ['points that fall', { latency: [...LATENCY].reverse() }, 'latency has 98 percent within 1000 ms'],
    ['slower traces than anybody knows', { latency: [{ percent: 99, within: Duration.millis(900) }] }, 'latency ends at 900 ms, and a rule asks for traces slower than 1000 ms'],
  ])('%s', (_, traffic, what) => {
    expect(() => classic.predict({ traffic: [{ ...shop, ...traffic }] })).toThrow(what);
  });

  test('no traffic, no bytes, no time', () => {
    expect(() => classic.predict({ traffic: [], bytesPerSpan: 0, window: Duration.millis(0) })).toThrow('Observability problems (3)');
  });
});
