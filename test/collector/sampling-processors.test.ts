import { Duration } from 'cdk8s';
import { rendered } from './documents';
import { SamplingCondition, SamplingPolicy, SamplingProcessors, SamplingStrategy } from '../../lib';

const { error, not, service, slowerThan, spanCount } = SamplingCondition;
const classic = SamplingPolicy.errorsSlowAnd({ slowerThan: Duration.seconds(1), percent: 10, dropHealthChecks: false });

describe('the rules of a policy in a collector', () => {
  test('the classic', () => {
    expect(rendered(SamplingProcessors.tail(classic, { decisionWait: Duration.seconds(10), numTraces: 7 }))).toMatchObject({
      decision_wait: '10s',
      num_traces: 7,
      policies: [
        { name: 'errors', type: 'status_code', status_code: { status_codes: ['ERROR'] } },
        { name: 'slow', type: 'latency', latency: { threshold_ms: 1000 } },
        { name: 'otherwise', type: 'probabilistic', probabilistic: { sampling_percentage: 10 } },
      ],
    });
  });

  test('what is asked comes first, then the percentage, then the budget', () => {
    const policy = new SamplingPolicy({ rules: [{ name: 'chat', when: service(['chat']), percent: 20, spansPerSecond: 90 }], otherwise: 0, hashSalt: 'tier-2' });

    expect(rendered(SamplingProcessors.tail(policy, { samplers: 3 }))).toMatchObject({
      policies: [{
        name: 'chat',
        type: 'and',
        and: {
          and_sub_policy: [
            { name: 'chat/1', type: 'string_attribute', string_attribute: { key: 'service.name', values: ['chat'] } },
            { name: 'chat/2', type: 'probabilistic', probabilistic: { sampling_percentage: 20, hash_salt: 'tier-2' } },
            { name: 'chat/3', type: 'rate_limiting', rate_limiting: { spans_per_second: 30, burst_capacity: 1000 } },
          ],
        },
      }],
    });
  });

  test('what a trace is not, and what is dropped', () => {
    const policy = new SamplingPolicy({ rules: [{ name: 'large', when: spanCount({ atLeast: 9, atMost: 99 }), percent: 0 }, { name: 'fine', when: not(error()) }], otherwise: 0 });

    expect(rendered(SamplingProcessors.tail(policy))).toMatchObject({
      policies: [
        { name: 'large', type: 'drop', drop: { drop_sub_policy: [{ type: 'span_count', span_count: { min_spans: 9, max_spans: 99 } }] } },
        { name: 'fine', type: 'not', not: { not_sub_policy: { type: 'status_code' } } },
      ],
    });
  });

  test('all, when nothing is asked', () => {
    expect(rendered(SamplingProcessors.tail(new SamplingPolicy()))).toMatchObject({ policies: [{ name: 'otherwise', type: 'always_sample' }] });
  });

  test.each([0, 1.5])('%s samplers fail', (samplers) => {
    expect(() => SamplingProcessors.tail(classic, { samplers })).toThrow(`samplers is ${samplers}`);
  });

  test('a budget of less than a span for each sampler fails', () => {
    const policy = new SamplingPolicy({ rules: [{ name: 'chat', when: service(['chat']), spansPerSecond: 2 }] });

    expect(() => SamplingProcessors.tail(policy, { samplers: 3 })).toThrow("the rule 'chat' keeps 2 spans in a second, of which each of 3 samplers has less than one");
  });

  test('a rule about what takes longer than the decision waits fails', () => {
    const policy = new SamplingPolicy({ rules: [{ name: 'slow', when: slowerThan(Duration.seconds(30)) }], otherwise: 1 });

    expect(() => SamplingProcessors.tail(policy)).toThrow("the rule 'slow' asks for traces slower than 30000 ms, and decisionWait is 30000 ms");
    expect(() => SamplingProcessors.tail(policy, { decisionWait: Duration.seconds(40) })).not.toThrow();
  });

  test('what a trace is not cannot be known while its spans come in', () => {
    const policy = new SamplingPolicy({ rules: [{ name: 'chat', when: service(['chat']), percent: 1 }], otherwise: 10 });

    expect(() => SamplingProcessors.tail(policy, { samplingStrategy: SamplingStrategy.SPAN_INGEST })).toThrow("the rule 'otherwise' asks for what a trace is not");
    expect(() => SamplingProcessors.tail(classic, { samplingStrategy: SamplingStrategy.SPAN_INGEST })).not.toThrow();
  });
});

describe('the head of a policy in a collector', () => {
  test('by a hash with a seed', () => {
    const policy = new SamplingPolicy({ head: { percent: 20, hashSeed: 7 } });

    expect(rendered(SamplingProcessors.head(policy))).toMatchObject({ sampling_percentage: 20, mode: 'hash_seed', hash_seed: 7 });
  });

  test('there is none without one', () => {
    expect(() => SamplingProcessors.head(classic)).toThrow('the policy has no head');
  });
});
