import { Duration } from 'cdk8s';
import { SamplingCondition, SamplingOutcome, SamplingPolicy, SamplingRule, SpanStatus, TracedSpan, TracedSpans } from '../../../lib';

const trace = (...spans: Partial<TracedSpan>[]): TracedSpans => ({
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spans: spans.map((span) => ({ duration: Duration.millis(20), ...span })),
});
const policyOf = (rules: SamplingRule[], otherwise = 0) => new SamplingPolicy({ rules, otherwise });

describe('what a policy decides', () => {
  const policy = SamplingPolicy.errorsSlowAnd({ slowerThan: Duration.seconds(1), percent: 10 });

  test.each<[string, TracedSpans, string, SamplingOutcome]>([
    ['an error anywhere is kept', trace({}, { status: SpanStatus.ERROR }), 'errors', SamplingOutcome.KEPT],
    ['a slow trace is kept', trace({ duration: Duration.millis(1001) }), 'slow', SamplingOutcome.KEPT],
    ['one that takes exactly as long is not slow', trace({ duration: Duration.millis(1000) }), 'otherwise', SamplingOutcome.NOT_KEPT],
    ['a trace is as long as from its first beginning to its last end', trace({ duration: Duration.millis(700) }, { start: Duration.millis(600), duration: Duration.millis(500) }), 'slow', SamplingOutcome.KEPT],
    ['a health check is dropped', trace({ root: true, attributes: { 'url.path': '/healthz' }, status: SpanStatus.ERROR }), 'health-checks', SamplingOutcome.NOT_KEPT],
    ['a request that passes one is not', trace({ root: true, status: SpanStatus.ERROR }, { attributes: { 'url.path': '/healthz' } }), 'errors', SamplingOutcome.KEPT],
  ])('%s', (_, given, rule, outcome) => {
    expect(policy.decide(given)).toMatchObject({ rule, outcome });
  });

  test('the first rule that is about a trace decides, whatever later ones say', () => {
    const first = policyOf([
      { name: 'chat', when: SamplingCondition.service(['chat']), percent: 0.001 },
      { name: 'errors', when: SamplingCondition.error() },
    ]);

    expect(first.decide(trace({ service: 'chat', status: SpanStatus.ERROR }))).toEqual({ rule: 'chat', percent: 0.001, outcome: SamplingOutcome.NOT_KEPT });
    expect(first.decide(trace({ service: 'shop', status: SpanStatus.ERROR }))).toEqual({ rule: 'errors', percent: 100, outcome: SamplingOutcome.KEPT });
  });

  test('a policy of nothing keeps everything', () => {
    expect(new SamplingPolicy().decide(trace({}))).toEqual({ rule: 'otherwise', percent: 100, outcome: SamplingOutcome.KEPT });
  });

  test('a floor keeps within its budget what rules do not keep, and nothing that they drop', () => {
    const floored = new SamplingPolicy({
      rules: [{ name: 'noise', when: SamplingCondition.route(['/noise']), percent: 0 }],
      otherwise: 0,
      floor: { services: ['shop'], spansPerSecond: 10 },
    });

    expect(floored.decide(trace({ service: 'shop' }))).toMatchObject({ rule: 'otherwise', outcome: SamplingOutcome.WITHIN_BUDGET, budget: 'floor' });
    expect(floored.decide(trace({ service: 'chat' }))).toMatchObject({ rule: 'otherwise', outcome: SamplingOutcome.NOT_KEPT });
    expect(floored.decide(trace({ service: 'shop', attributes: { 'http.route': '/noise' } }))).toMatchObject({ rule: 'noise', outcome: SamplingOutcome.NOT_KEPT });
  });

  test('a rule with a budget keeps within it', () => {
    const limited = policyOf([{ name: 'all', when: SamplingCondition.service(['shop']), spansPerSecond: 100 }]);

    expect(limited.decide(trace({ service: 'shop' }))).toEqual({ rule: 'all', percent: 100, outcome: SamplingOutcome.WITHIN_BUDGET, budget: 'all' });
  });

  test('what a condition in OTTL is of a trace, only the trace can say', () => {
    const asking = policyOf([{ name: 'redis', when: SamplingCondition.ottl('span.attributes["db.system"] == "redis"') }]);

    expect(asking.decide({ ...trace({}), ottl: { 'span.attributes["db.system"] == "redis"': true } })).toMatchObject({ rule: 'redis' });
    expect(() => asking.decide(trace({}))).toThrow("the decision depends on 'span.attributes[\"db.system\"] == \"redis\"', and the trace does not say what it is");
  });

  test.each(['', '4BF92F3577B34DA6A3CE929D0E0E4736', '0'.repeat(32), 'abc'])("'%s' is no id of a trace", (traceId) => {
    expect(() => new SamplingPolicy().decide({ ...trace({}), traceId })).toThrow(`traceId is '${traceId}'`);
  });

  test('a trace without spans is none', () => {
    expect(() => new SamplingPolicy().decide(trace())).toThrow('has no spans');
  });
});

describe('what a condition means', () => {
  const about = (when: SamplingCondition, ...spans: Partial<TracedSpan>[]) => policyOf([{ name: 'asked', when }]).decide(trace(...spans)).rule === 'asked';
  const { allOf, anyOf, not, error, service } = SamplingCondition;

  test('all of two conditions may hold at different spans, a pattern holds at one', () => {
    const spans = [{ service: 'shop' }, { service: 'bank', status: SpanStatus.ERROR }];

    expect(about(allOf([service(['shop']), error()]), ...spans)).toBe(true);
    expect(about(SamplingCondition.span({ services: ['shop'], status: SpanStatus.ERROR }), ...spans)).toBe(false);
    expect(about(SamplingCondition.span({ services: ['bank'], status: SpanStatus.ERROR }), ...spans)).toBe(true);
  });

  test('what does not hold, holds at no span', () => {
    expect(about(not(service(['shop'])), { service: 'shop' }, { service: 'bank' })).toBe(false);
    expect(about(not(anyOf([error(), service(['shop'])])), { service: 'bank' })).toBe(true);
  });

  test.each<[string, SamplingCondition, Partial<TracedSpan>, boolean]>([
    ['an attribute of a span', SamplingCondition.attribute('team', ['a']), { attributes: { team: 'a' } }, true],
    ['an attribute of a resource', SamplingCondition.attribute('team', ['a']), { resourceAttributes: { team: 'a' } }, true],
    ['another text', SamplingCondition.attribute('team', ['a']), { attributes: { team: 'ab' } }, false],
    ['an environment by its name of before', SamplingCondition.environment(['production']), { resourceAttributes: { 'deployment.environment': 'production' } }, true],
    ['a status of HTTP', SamplingCondition.httpStatus(500), { numbers: { 'http.response.status_code': 503 } }, true],
    ['a status by its name of before', SamplingCondition.httpStatus(400, 499), { numbers: { 'http.status_code': 404 } }, true],
    ['a status that is a text', SamplingCondition.httpStatus(500), { attributes: { 'http.response.status_code': '503' } }, false],
    ['an expression matches the whole text', SamplingCondition.span({ attributes: [{ key: 'path', pattern: '/api/.*' }] }), { attributes: { path: '/v1/api/x' } }, false],
    ['an expression of a number', SamplingCondition.span({ attributes: [{ key: 'code', pattern: '5..' }] }), { numbers: { code: 500 } }, false],
    ['an attribute that is there', SamplingCondition.span({ attributes: [{ key: 'code' }] }), { numbers: { code: 500 } }, true],
    ['a slow span', SamplingCondition.span({ slowerThan: Duration.millis(10) }), { duration: Duration.millis(11) }, true],
    ['a root', SamplingCondition.span({ root: false }), { root: true }, false],
    ['few spans', SamplingCondition.spanCount({ atMost: 2 }), {}, true],
    ['many spans', SamplingCondition.spanCount({ atLeast: 2 }), {}, false],
  ])('%s', (_, when, span, holds) => {
    expect(about(when, span)).toBe(holds);
  });
});
