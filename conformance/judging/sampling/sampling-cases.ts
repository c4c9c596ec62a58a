/** Sampling policies and traces for the real collector: drawn from a seed, so that every run asks the same. */
import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import {
  AttributePattern, SamplingCondition, SamplingPolicyProps, SamplingRule, SpanKind, SpanPattern, SpanStatus, TracedSpan, TracedSpans,
} from '../../../lib/policy';
import { combined, list, some } from '../drawing';

const SEED = 20_261_127;

const SERVICES = ['shop', 'bank', 'chat'];
const TEXTS = ['a', 'b', 'ab', 'a\nb', 'a"b\\c', 'é😀', '503', '/healthz'];
const TEXT_KEYS = ['team', 'http.route', 'url.path', 'code'];
const NUMBERS = [-1, 0, 1, 200, 404, 500, 503, 599, 600, 0.5];
const NUMBER_KEYS = ['code', 'http.response.status_code', 'http.status_code'];
const ENVIRONMENTS = ['production', 'staging'];
const PATTERNS = ['a', 'a.*', '.', '[0-9]+', 'a\nb', 'a"b\\\\c', '(?i)A', 'é.', '', '.*'];
const MILLISECONDS = [1, 5, 10, 999, 1000, 1001, 2500];

/** Conditions in OTTL beside what they are of a span. */
const OTTL: readonly (readonly [condition: string, isSo: (span: TracedSpan) => boolean])[] = [
  [
    'span.attributes["team"] == "a" or resource.attributes["team"] == "a"',
    ({ attributes, resourceAttributes }) => attributes?.team === 'a' || resourceAttributes?.team === 'a',
  ],
  [
    'span.kind == SPAN_KIND_SERVER and span.status.code != STATUS_CODE_OK',
    ({ kind, status }) => kind === SpanKind.SERVER && status !== SpanStatus.OK,
  ],
  ['not IsRootSpan() and Len(span.name) > 1', ({ root, name = '' }) => !root && name.length > 1],
];

const duration = fc.constantFrom(...MILLISECONDS).map((milliseconds) => Duration.millis(milliseconds));
const texts = (...keys: string[]) => fc.dictionary(fc.constantFrom(...keys), fc.constantFrom(...TEXTS), { maxKeys: 2 })
  .map((attributes) => ({ ...attributes }));

const span: fc.Arbitrary<TracedSpan> = fc.record({
  service: some(fc.constantFrom(...SERVICES)),
  name: fc.constantFrom('', 'x', 'GET /'),
  root: fc.boolean(),
  kind: fc.constantFrom(...Object.values(SpanKind)),
  status: fc.oneof({ weight: 4, arbitrary: fc.constant(SpanStatus.UNSET) }, fc.constantFrom(...Object.values(SpanStatus))),
  start: fc.constantFrom(0, 1, 500).map((milliseconds) => Duration.millis(milliseconds)),
  duration,
  attributes: texts('team', 'http.route', 'url.path'),
  numbers: fc.dictionary(fc.constantFrom(...NUMBER_KEYS), fc.constantFrom(...NUMBERS), { maxKeys: 2 }).map((attributes) => ({ ...attributes })),
  resourceAttributes: fc.tuple(texts('team', 'code'), some(fc.constantFrom(...ENVIRONMENTS)), fc.constantFrom('deployment.environment', 'deployment.environment.name'))
    .map(([attributes, environment, key]) => ({ ...attributes, ...environment === undefined ? {} : { [key]: environment } })),
});

const traceId = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 16, maxLength: 16 })
  .map((bytes) => Buffer.from(bytes).toString('hex')).filter((id) => !/^0+$/.test(id));

const trace: fc.Arbitrary<TracedSpans> = fc.record({ traceId, spans: fc.array(span, { minLength: 1, maxLength: 4 }) })
  .map(({ spans, ...others }) => ({ ...others, spans, ottl: Object.fromEntries(OTTL.map(([condition, isSo]) => [condition, spans.some(isSo)])) }));

const attributePattern: fc.Arbitrary<AttributePattern> = fc.oneof(
  fc.record({ key: fc.constantFrom(...TEXT_KEYS), values: list(fc.constantFrom(...TEXTS)) }),
  fc.record({ key: fc.constantFrom(...TEXT_KEYS), pattern: fc.constantFrom(...PATTERNS) }),
  fc.record({ key: fc.constantFrom(...NUMBER_KEYS, 'team'), atLeast: fc.constantFrom(-1, 0, 404) }),
  fc.record({ key: fc.constantFrom(...NUMBER_KEYS), atMost: fc.constantFrom(0, 500) }),
  fc.record({ key: fc.constantFrom(...TEXT_KEYS, ...NUMBER_KEYS) }),
);

const spanPattern: fc.Arbitrary<SpanPattern> = fc.record({
  services: some(list(fc.constantFrom(...SERVICES))),
  names: some(list(fc.constantFrom('x', 'GET /'))),
  root: some(fc.boolean()),
  kind: some(fc.constantFrom(...Object.values(SpanKind))),
  status: some(fc.constantFrom(...Object.values(SpanStatus))),
  slowerThan: some(duration),
  attributes: some(list(attributePattern)),
  resourceAttributes: some(list(attributePattern, 1)),
}, { requiredKeys: [] });

const asked: fc.Arbitrary<SamplingCondition> = fc.oneof(
  fc.constant(SamplingCondition.error()),
  list(fc.constantFrom(...Object.values(SpanStatus))).map((statuses) => SamplingCondition.status(statuses)),
  duration.map((threshold) => SamplingCondition.slowerThan(threshold)),
  fc.record({ atLeast: fc.constantFrom(1, 2, 3), atMost: some(fc.constantFrom(3, 4)) }).map((bounds) => SamplingCondition.spanCount(bounds)),
  list(fc.constantFrom(...SERVICES)).map((services) => SamplingCondition.service(services)),
  fc.tuple(fc.constantFrom(...TEXT_KEYS), list(fc.constantFrom(...TEXTS))).map(([key, values]) => SamplingCondition.attribute(key, values)),
  list(fc.constantFrom(...ENVIRONMENTS)).map((environments) => SamplingCondition.environment(environments)),
  fc.constant(SamplingCondition.httpStatus(500)),
  fc.constant(SamplingCondition.healthCheck()),
  fc.constant(SamplingCondition.route(['a'])),
  spanPattern.map((pattern) => SamplingCondition.span(pattern)),
  fc.constantFrom(...OTTL).map(([condition]) => SamplingCondition.ottl(condition)),
);
const condition = combined(asked, SamplingCondition);

const percent = fc.constantFrom(0, 0.1, 5, 10, 33.3, 50, 99.9, 100, 100);
/** More than there are: a rule with a budget is compiled otherwise, and loses nothing. */
const PLENTY = 1_000_000;

const rule = fc.record({ when: condition, percent, spansPerSecond: fc.constantFrom(undefined, undefined, undefined, PLENTY) })
  .map(({ spansPerSecond, ...others }) => ({ ...others, spansPerSecond: others.percent === 0 ? undefined : spansPerSecond }));
const rules: fc.Arbitrary<SamplingRule[]> = fc.array(rule, { minLength: 1, maxLength: 4 })
  .map((all) => all.map((one, index) => ({ name: `rule-${index}`, ...one })));

const policy: fc.Arbitrary<SamplingPolicyProps> = fc.record({
  rules,
  otherwise: fc.constantFrom(0, 1, 10, 50, 100),
  hashSalt: some(fc.constantFrom('tier-1', 'é')),
  floor: fc.constantFrom(undefined, undefined, undefined, { services: ['shop'], spansPerSecond: PLENTY }),
});

export function samplingPolicies(count: number): SamplingPolicyProps[] {
  return fc.sample(policy, { seed: SEED, numRuns: count });
}

export function sampledTraces(count: number): TracedSpans[] {
  return fc.sample(trace, { seed: SEED, numRuns: count });
}

/** The same in another order, always the same other. */
export function shuffled<T>(things: readonly T[]): T[] {
  return fc.sample(fc.shuffledSubarray([...things], { minLength: things.length }), { seed: SEED, numRuns: 1 })[0]!;
}
