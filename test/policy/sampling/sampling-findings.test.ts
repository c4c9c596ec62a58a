import { Duration } from 'cdk8s';
import { SamplingCondition, SamplingPolicy, SamplingPolicyProps } from '../../../lib';

const { allOf, anyOf, always, attribute, error, not, ottl, service, slowerThan, span, spanCount, status } = SamplingCondition;
const rule = (name: string, when: SamplingCondition, percent?: number) => ({ name, when, percent });
const asking = (when: SamplingCondition): SamplingPolicyProps => ({ rules: [{ name: 'asked', when }] });

describe('what cannot be read fails', () => {
  test.each<[string, SamplingPolicyProps, string]>([
    ['no rules', { rules: [] }, 'rules is empty'],
    ['a share of more than all', { otherwise: 101 }, 'otherwise is 101 percent'],
    ['a share of less than nothing', { rules: [rule('a', error(), -1)] }, "rules[0] 'a' is -1 percent"],
    ['a share that is no number', { otherwise: NaN }, 'otherwise is NaN percent'],
    ['two rules of one name', { rules: [rule('a', error()), rule('a', service(['b']))] }, "two rules have the name 'a'"],
    ['a name that is taken', { rules: [rule('otherwise', error())] }, "rules[0] 'otherwise' has the name 'otherwise'"],
    ['a name with a space', { rules: [rule('my rule', error())] }, "has the name 'my rule'"],
    ['a budget of nothing', { rules: [{ ...rule('a', error()), spansPerSecond: 0 }] }, "rules[0] 'a': spansPerSecond is 0"],
    ['a budget of what is dropped', { rules: [{ ...rule('a', error(), 0), spansPerSecond: 5 }] }, 'percent 0 and spansPerSecond 5'],
    ['a floor below zero', { floor: { services: ['a'], spansPerSecond: -1 } }, 'floor.spansPerSecond is -1'],
    ['a floor of no service', { floor: { services: [], spansPerSecond: 1 } }, 'floor.services has no values'],
    ['a largest trace of nothing', { largestTrace: 0 }, 'largestTrace is 0'],
    ['an empty salt', { hashSalt: '' }, 'hashSalt is empty'],
    ['a head that keeps nothing', { head: { percent: 0 } }, 'head.percent is 0'],
    ['a seed of more than 32 bits', { head: { percent: 10, hashSeed: 2 ** 32 } }, 'head.hashSeed is 4294967296'],
    ['a latency of nothing', asking(slowerThan(Duration.millis(0))), 'asks for traces slower than 0 ms'],
    ['a part of a millisecond', asking(slowerThan(Duration.millis(1.5))), 'asks for traces slower than 1.5 ms'],
    ['all of nothing', asking(allOf([])), 'has allOf without conditions'],
    ['any of nothing', asking(not(anyOf([]))), 'has anyOf without conditions'],
    ['no status', asking(status([])), 'asks for no status'],
    ['no number of spans', asking(spanCount({})), 'asks for a number of spans without bounds'],
    ['half a span', asking(spanCount({ atLeast: 0.5 })), 'asks for 0.5 spans'],
    ['bounds that cross', asking(spanCount({ atLeast: 3, atMost: 2 })), 'at least 3 spans and at most 2'],
    ['no service', asking(service([])), "'service.name' has no values"],
    ['an empty text', asking(attribute('a', [''])), "'a' has an empty text"],
    ['no key', asking(attribute('', ['x'])), 'asks for an attribute without a name'],
    ['nothing of a span', asking(span({})), 'asks nothing of a span'],
    ['nothing of a span, in an empty list', asking(span({ attributes: [] })), 'asks nothing of a span'],
    ['a name that is empty', asking(span({ names: [''] })), '.names has an empty text'],
    ['spans slower than nothing', asking(span({ slowerThan: Duration.millis(0) })), 'asks for spans slower than 0 ms'],
    ['a text and a number at once', asking(span({ attributes: [{ key: 'a', values: ['x'], atLeast: 1 }] })), "has values and bounds for 'a'"],
    ['half a bound', asking(span({ attributes: [{ key: 'a', atLeast: 0.5 }] })), "has the bound 0.5 for 'a'"],
    ['bounds of a number that cross', asking(span({ attributes: [{ key: 'a', atLeast: 2, atMost: 1 }] })), "asks 'a' for at least 2 and at most 1"],
    ['an expression that is none', asking(span({ attributes: [{ key: 'a', pattern: '(' }] })), "pattern of 'a' '(' is no RE2 expression"],
  ])('%s', (_, props, what) => {
    expect(() => new SamplingPolicy(props)).toThrow(what);
  });

  test('all of it at once', () => {
    expect(() => new SamplingPolicy({ rules: [rule('a', allOf([]), 200)], otherwise: -1 })).toThrow('Observability problems (3)');
  });
});

describe('the shape of a condition in OTTL', () => {
  test.each([
    ['', 'is empty'], [' ', 'is empty'], ['(span.name == "a"', 'lacks a closing )'], ['span.attributes["a" == "b"', 'lacks a closing ]'],
    ['span.name == "a")', 'has ) at character 17, which closes nothing'], ['span.name == "a', 'has a text without its closing "'],
    ["span.name == 'a'", "has ' at character 14, and texts of OTTL stand between \""], ['span.name = "a"', 'has =, where OTTL has =='],
    ['span.name == "a" && true', 'has &&, where OTTL has and'], ['true || false', 'has ||, where OTTL has or'],
  ])("'%s' fails", (condition, fault) => {
    expect(() => new SamplingPolicy(asking(ottl(condition)))).toThrow(`has a condition in OTTL that ${fault}`);
  });

  test.each(['span.name == "it\'s (a) \\" [b"', 'IsMatch(span.name, "a=b") and span.kind != SPAN_KIND_CLIENT', 'span.attributes["a"] >= 5 or not (true)'])("'%s' is fine", (condition) => {
    expect(() => new SamplingPolicy(asking(ottl(condition)))).not.toThrow();
  });
});

describe('what cannot be meant fails', () => {
  test.each<[string, SamplingPolicyProps, string]>([
    ['a rule after one about everything', { rules: [rule('all', always(), 10), rule('errors', error())] }, "no trace comes to the rule 'errors': 'all' is before it"],
    ['the same condition again', { rules: [rule('a', error(), 10), rule('b', error())] }, "no trace comes to the rule 'b': 'a' is before it"],
    ['more of the same condition', { rules: [rule('a', error(), 10), rule('b', allOf([error(), service(['shop'])]))] }, "no trace comes to the rule 'b'"],
    ['what two rules are about together', { rules: [rule('a', error(), 10), rule('b', service(['shop']), 5), rule('c', anyOf([error(), service(['shop'])]))] }, "'a', 'b' are before it"],
    ['a condition and its opposite', { rules: [rule('a', allOf([error(), not(error())]))] }, "the rule 'a' is about no trace"],
    ['nothing is kept', { rules: [rule('a', error(), 0)], otherwise: 0 }, 'the policy keeps nothing'],
    ['a head before a rule that keeps all', { rules: [rule('errors', error())], otherwise: 10, head: { percent: 20 } }, "head keeps 20 percent, and 'errors' keeps everything"],
    ['a budget for a condition of two ways', { rules: [{ ...rule('a', anyOf([error(), slowerThan(Duration.seconds(1))])), spansPerSecond: 9 }] }, "the rule 'a' has spansPerSecond, and 2 policies ask its condition"],
  ])('%s', (_, props, what) => {
    expect(() => new SamplingPolicy(props)).toThrow(what);
  });

  test('more policies than a sampler can ask', () => {
    const pair = (index: number) => allOf([service([`a${index}`]), service([`b${index}`]), service([`c${index}`])]);
    const rules = [0, 1, 2, 3, 4].map((index) => rule(`low-${index}`, pair(index), 1 + index));

    expect(() => new SamplingPolicy({ rules, otherwise: 50 })).toThrow(/the rules need up to \d+ policies of the collector/);
  });
});

describe('what only looks like a mistake is fine', () => {
  test.each<[string, SamplingPolicyProps]>([
    ['a narrow rule before a wide one', { rules: [rule('a', allOf([error(), service(['shop'])]), 10), rule('b', error())] }],
    ['a part of a rule that is covered', { rules: [rule('a', error(), 10), rule('b', anyOf([error(), service(['shop'])]))] }],
    ['a rule about everything at the end', { rules: [rule('errors', error()), rule('all', always(), 10)] }],
    ['nothing but a floor', { otherwise: 0, floor: { services: ['a'], spansPerSecond: 1 } }],
    ['a head that is meant', { rules: [rule('errors', error())], head: { percent: 20, rulesSeeTheRest: true } }],
    ['a head before shares', { rules: [rule('errors', error(), 50)], otherwise: 10, head: { percent: 20 } }],
    ['any of patterns with a budget: one policy asks them', { rules: [{ ...rule('a', anyOf([span({ names: ['x'] }), span({ names: ['y'] })])), spansPerSecond: 9 }] }],
  ])('%s', (_, props) => {
    expect(() => new SamplingPolicy(props)).not.toThrow();
  });
});
