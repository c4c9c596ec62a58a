import { Duration } from 'cdk8s';
import { SamplingCondition, SamplingPolicy, SamplingPolicyProps } from '../../../../lib';
import { tailPolicies, TailPolicy } from '../../../../lib/policy/sampling/compilers/tail-policies';

const { allOf, anyOf, error, not, service, slowerThan, span } = SamplingCondition;
const compiled = (props: SamplingPolicyProps, samplers = 1) => tailPolicies(new SamplingPolicy(props)._plan, samplers);
const asked = ({ asks }: TailPolicy) => asks.map(({ test, negated }) => `${negated ? 'not ' : ''}${test.kind}`);
const shown = (props: SamplingPolicyProps) => Object.fromEntries(compiled(props).document.map((policy) => [policy.name, [...policy.drops ? ['drop'] : [], ...asked(policy), policy.percent]]));

describe('first match wins, although the collector asks every policy', () => {
  test('a rule that keeps everything needs no guard behind it', () => {
    expect(shown({ rules: [{ name: 'errors', when: error() }, { name: 'slow', when: slowerThan(Duration.seconds(1)) }], otherwise: 10 }))
      .toEqual({ errors: ['status', 100], slow: ['latency', 100], otherwise: [10] });
  });

  test('a lower share is guarded against a higher one behind it', () => {
    expect(shown({ rules: [{ name: 'chat', when: service(['chat']), percent: 1 }, { name: 'errors', when: error() }], otherwise: 1 }))
      .toEqual({ chat: ['attribute', 1], errors: ['status', 'not attribute', 100], otherwise: [1] });
  });

  test('a higher share needs no guard: one hash decides for both', () => {
    expect(shown({ rules: [{ name: 'shop', when: service(['shop']), percent: 50 }], otherwise: 10 })).toEqual({ shop: ['attribute', 50], otherwise: [10] });
  });

  test('what is dropped first is dropped, and needs no guard', () => {
    expect(shown({ rules: [{ name: 'chat', when: service(['chat']), percent: 0 }, { name: 'errors', when: error() }], otherwise: 0 }))
      .toEqual({ chat: ['drop', 'attribute', 100], errors: ['status', 100] });
  });

  test('what is dropped later is guarded: the collector drops before it keeps', () => {
    expect(shown({ rules: [{ name: 'errors', when: error() }, { name: 'chat', when: service(['chat']), percent: 0 }], otherwise: 10 }))
      .toEqual({ errors: ['status', 100], chat: ['drop', 'attribute', 'not status', 100], otherwise: [10] });
  });

  test('a budget is spent by what the rule is about, and nothing else', () => {
    expect(shown({ rules: [{ name: 'errors', when: error() }, { name: 'shop', when: service(['shop']), spansPerSecond: 10 }], otherwise: 10 }))
      .toEqual({ errors: ['status', 100], shop: ['attribute', 'not status', 100], otherwise: ['not attribute', 10] });
  });
});

describe('conditions become policies', () => {
  test('any of two are two policies; any of what is asked of spans is one', () => {
    expect(shown({ rules: [{ name: 'a', when: anyOf([error(), span({ names: ['x'] }), span({ names: ['y'] })]) }], otherwise: 0 }))
      .toEqual({ 'a': ['status', 100], 'a#2': ['ottl', 100] });
  });

  test('not all of two is not the one or not the other', () => {
    expect(shown({ rules: [{ name: 'a', when: not(allOf([error(), service(['shop'])])) }], otherwise: 0 })).toEqual({ 'a': ['not status', 100], 'a#2': ['not attribute', 100] });
  });

  test('what a rule that keeps everything covers is not asked again', () => {
    expect(shown({ rules: [{ name: 'slow', when: slowerThan(Duration.seconds(1)), percent: 5 }, { name: 'errors', when: error() }, { name: 'all', when: anyOf([error(), service(['a'])]), percent: 50 }], otherwise: 0 }))
      .toEqual({ slow: ['latency', 5], errors: ['status', 'not latency', 100], all: ['attribute', 'not latency', 50] });
  });

  test('what one span must be is one condition in OTTL', () => {
    const pattern = span({
      services: ['a', 'b'], root: true, slowerThan: Duration.millis(5), attributes: [{ key: 'x"y', pattern: 'a\\d' }, { key: 'n', atLeast: 1, atMost: 2 }], resourceAttributes: [{ key: 'env' }],
    });

    expect(compiled({ rules: [{ name: 'a', when: pattern }] }).document[0]!.asks[0]!.test).toEqual({
      kind: 'ottl',
      conditions: [[
        '(resource.attributes["service.name"] == "a" or resource.attributes["service.name"] == "b")', 'IsRootSpan()', 'span.end_time_unix_nano - span.start_time_unix_nano > 5000000',
        'IsString(span.attributes["x\\"y"])', 'IsMatch(span.attributes["x\\"y"], "^(?s:a\\\\d)$")', 'span.attributes["n"] >= 1', 'span.attributes["n"] <= 2', 'resource.attributes["env"] != nil',
      ].join(' and ')],
    });
  });
});

describe('samplers divide what is kept in a second', () => {
  const props: SamplingPolicyProps = { rules: [{ name: 'shop', when: service(['shop']), spansPerSecond: 10 }], floor: { services: ['chat'], spansPerSecond: 10 } };

  test('limits are rounded down, floors up, and the largest trace passes both', () => {
    expect(compiled(props, 3).document.map(({ name, budget }) => [name, budget])).toEqual([
      ['shop', { spansPerSecond: 3, burst: 1000 }], ['otherwise', undefined], ['floor#chat', { spansPerSecond: 4, burst: 1000 }],
    ]);
  });

  test('less than a span for each fails', () => {
    expect(compiled(props, 11).findings).toMatchObject([{ what: "the rule 'shop' keeps 10 spans in a second, of which each of 11 samplers has less than one" }]);
    expect(compiled(props, 10).findings).toEqual([]);
  });
});
