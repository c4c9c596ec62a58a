import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { SamplingCondition, SamplingOutcome, SamplingPolicy, SamplingRule, SpanStatus, TracedSpan, TracedSpans } from '../../../lib';
import { clauseBound, clausesOf } from '../../../lib/policy/sampling/clauses';
import { headKeeps, tailKeeps } from '../../../lib/policy/sampling/trace-id-hash';
import { traceHolds } from '../../../lib/policy/sampling/trace-meaning';

const SERVICES = ['a', 'b', 'c'];
const span: fc.Arbitrary<TracedSpan> = fc.record({
  service: fc.constantFrom(...SERVICES),
  status: fc.constantFrom(...Object.values(SpanStatus)),
  duration: fc.constantFrom(1, 2000).map((milliseconds) => Duration.millis(milliseconds)),
});
const traceId = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((id) => Buffer.from(id).toString('hex')).filter((id) => !/^0+$/.test(id));
const trace: fc.Arbitrary<TracedSpans> = fc.record({ traceId, spans: fc.array(span, { minLength: 1, maxLength: 3 }) });
const condition: fc.Arbitrary<SamplingCondition> = fc.letrec<{ one: SamplingCondition }>((tie) => ({
  one: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(SamplingCondition.error(), SamplingCondition.slowerThan(Duration.seconds(1)), SamplingCondition.always()),
    fc.constantFrom(...SERVICES).map((service) => SamplingCondition.service([service])),
    fc.array(tie('one'), { minLength: 1, maxLength: 3 }).map((all) => SamplingCondition.allOf(all)),
    fc.array(tie('one'), { minLength: 1, maxLength: 3 }).map((all) => SamplingCondition.anyOf(all)),
    tie('one').map((one) => SamplingCondition.not(one)),
  ),
})).one;

test('a condition holds when one of its clauses does, and its opposite when none does', () => {
  fc.assert(fc.property(condition, trace, ({ _tree: tree }, given) => {
    const byClauses = (negated: boolean) => clausesOf(tree, negated).some((clause) => clause.every(({ test: of, negated: not }) => traceHolds({ kind: 'test', test: of }, given) !== not));

    expect(byClauses(false)).toBe(traceHolds(tree, given));
    expect(byClauses(true)).toBe(!traceHolds(tree, given));
  }));
});

test('there are no more clauses than were counted before they were made', () => {
  fc.assert(fc.property(condition, fc.boolean(), ({ _tree: tree }, negated) => {
    expect(clausesOf(tree, negated).length).toBeLessThanOrEqual(clauseBound(tree, negated));
  }));
});

test('the first rule that is about a trace decides', () => {
  const rules: SamplingRule[] = [
    { name: 'first', when: SamplingCondition.service(['a']), percent: 10 },
    { name: 'second', when: SamplingCondition.error() },
    { name: 'third', when: SamplingCondition.slowerThan(Duration.seconds(1)), percent: 50 },
  ];
  const policy = new SamplingPolicy({ rules, otherwise: 1 });

  fc.assert(fc.property(trace, (given) => {
    const expected = rules.find(({ when }) => traceHolds(when._tree, given))?.name ?? 'otherwise';

    expect(policy.decide(given).rule).toBe(expected);
    expect(policy.decide({ ...given, spans: [...given.spans].reverse() })).toEqual(policy.decide(given));
  }));
});

test('what passes a percentage passes every higher one', () => {
  fc.assert(fc.property(traceId, fc.double({ min: 0.001, max: 100, noNaN: true }), fc.double({ min: 0.001, max: 100, noNaN: true }), (id, one, other) => {
    const [low, high] = [Math.min(one, other), Math.max(one, other)];

    expect(tailKeeps(id, low) && !tailKeeps(id, high)).toBe(false);
    expect(headKeeps(id, low, 3) && !headKeeps(id, high, 3)).toBe(false);
  }));
});

test('all of them pass 100 percent', () => {
  fc.assert(fc.property(traceId, (id) => {
    expect([tailKeeps(id, 100), headKeeps(id, 100, 0)]).toEqual([true, true]);
  }));
});

test('a rule keeps its percentage of many traces, and another salt or seed keeps others', () => {
  const ids = fc.sample(traceId, { seed: 3, numRuns: 2000 });
  const near = (share: number, of: number) => Math.abs(ids.length * share - of) < 5 * Math.sqrt(ids.length * share * (1 - share));
  const kept = (keeps: (id: string) => boolean) => ids.filter(keeps);

  expect(near(0.2, kept((id) => tailKeeps(id, 20)).length)).toBe(true);
  expect(near(0.2, kept((id) => headKeeps(id, 20, 0)).length)).toBe(true);
  expect(near(0.04, kept((id) => tailKeeps(id, 20) && tailKeeps(id, 20, 'tier-2')).length)).toBe(true);
  expect(near(0.04, kept((id) => headKeeps(id, 20, 0) && headKeeps(id, 20, 1)).length)).toBe(true);
});

describe('before the rules', () => {
  const policy = new SamplingPolicy({ head: { percent: 33.3, hashSeed: 7 } });

  test('a head passes what a collector with its seed would', () => {
    expect(policy.passesHead('4bf92f3577b34da6a3ce929d0e0e4736')).toBe(headKeeps('4bf92f3577b34da6a3ce929d0e0e4736', 33.3, 7));
    expect(new SamplingPolicy().passesHead('4bf92f3577b34da6a3ce929d0e0e4736')).toBe(true);
    expect(() => policy.passesHead('x')).toThrow("traceId is 'x'");
  });

  test('SDKs read it as a fraction', () => {
    expect(policy.sdkEnvironment()).toEqual([{ name: 'OTEL_TRACES_SAMPLER', value: 'parentbased_traceidratio' }, { name: 'OTEL_TRACES_SAMPLER_ARG', value: '0.333' }]);
    expect(new SamplingPolicy().sdkEnvironment()).toEqual([{ name: 'OTEL_TRACES_SAMPLER', value: 'parentbased_always_on' }]);
  });

  test('the outcome of a trace does not depend on it: it is what the rules say of what is left', () => {
    expect(policy.decide({ traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spans: [{ duration: Duration.millis(1) }] }).outcome).toBe(SamplingOutcome.KEPT);
  });
});
