/** Log policies and records for the real collector: drawn from a seed, so that every run asks the same. */
import * as fc from 'fast-check';
import { LogCondition, LoggedRecord, LogRule, LogSecret, LogSeverity } from '../../../lib/policy';
import { combined, list, some } from '../drawing';

const SEED = 20_261_127;

const NAMESPACES = ['payments', 'platform', 'shop'];
const TEXTS = ['a', 'ab', 'a\nb', 'a"b\\c', 'é😀', '$1', '/healthz', 'Bearer abcdefgh', 'x'.repeat(70), 'é'.repeat(40)];
const KEYS = ['team', 'url.path', 'a"b\\c'];
const PATTERNS = ['a', '^a.b$', '(?s)a.b', '[0-9]+', 'a"b\\\\c', '(?i)BEARER', 'é.', '.*', '\\$1', '\\bGET\\b', 'level=(?:debug|warn)', '\\bat com\\.example\\.'];
const PLACES = ['2026-11-27T10:00:00Z', '2026-11-27T09:59:59.999999999Z', '2026-11-27T11:00:00.000000001+01:00', '2030-01-01T00:00:00-05:30'];
const SECRETS = [
  LogSecret.API_KEY, LogSecret.BASIC_AUTH, LogSecret.BEARER_TOKEN, LogSecret.CARD_NUMBER, LogSecret.EMAIL, LogSecret.JSON_WEB_TOKEN,
  LogSecret.PASSWORD, LogSecret.PRIVATE_KEY, LogSecret.URL_CREDENTIALS,
  LogSecret.pattern('digits', '[0-9]{4,}'), LogSecret.pattern('dollar', '\\$[1{]'), LogSecret.pattern('letter', 'é|a$'),
];
const SEVERITIES = Object.values(LogSeverity);

const texts = fc.dictionary(fc.constantFrom(...KEYS), fc.constantFrom(...TEXTS), { maxKeys: 3 }).map((attributes) => ({ ...attributes }));

const record: fc.Arbitrary<LoggedRecord> = fc.record({
  body: fc.oneof(fc.constantFrom(...TEXTS), fc.array(fc.constantFrom(...TEXTS), { maxLength: 6 }).map((parts) => parts.join(' '))),
  severityNumber: fc.integer({ min: 0, max: 24 }),
  time: some(fc.constantFrom(...PLACES)),
  attributes: texts,
  resourceAttributes: fc.tuple(texts, some(fc.constantFrom(...NAMESPACES)))
    .map(([attributes, namespace]) => ({ ...attributes, ...namespace === undefined ? {} : { 'k8s.namespace.name': namespace } })),
});

const asked: fc.Arbitrary<LogCondition> = fc.oneof(
  fc.constantFrom(...PATTERNS).map((pattern) => LogCondition.body(pattern)),
  fc.constant(LogCondition.healthCheck()),
  fc.constant(LogCondition.always()),
  list(fc.constantFrom(...NAMESPACES)).map((namespaces) => LogCondition.namespace(namespaces)),
  fc.constantFrom(...SEVERITIES.slice(1, 5)).map((severity) => LogCondition.severityBelow(severity)),
  fc.tuple(fc.constantFrom(...KEYS), list(fc.constantFrom(...TEXTS))).map(([key, values]) => LogCondition.attribute(key, values)),
  fc.tuple(fc.constantFrom(...KEYS), list(fc.constantFrom(...TEXTS))).map(([key, values]) => LogCondition.resourceAttribute(key, values)),
  fc.tuple(fc.constantFrom(...KEYS), fc.constantFrom(...PATTERNS)).map(([key, pattern]) => LogCondition.attributeMatches(key, pattern)),
  fc.tuple(fc.constantFrom('k8s.namespace.name', ...KEYS), fc.constantFrom(...PATTERNS)).map(([key, pattern]) => LogCondition.resourceAttributeMatches(key, pattern)),
);
const condition = combined(asked, LogCondition);

const dropping = fc.record({
  when: condition,
  evenErrors: fc.boolean(),
  except: some(list(fc.record({ when: condition, until: fc.constantFrom(...PLACES) }), 1)),
});

const rule: fc.Arbitrary<(name: string) => LogRule> = fc.oneof(
  dropping.map((options) => (name: string) => LogRule.drop(name, options)),
  fc.tuple(dropping, fc.constantFrom(...SEVERITIES.slice(1))).map(([options, severity]) => (name: string) => LogRule.dropBelow(name, { ...options, severity })),
  fc.tuple(dropping, fc.constantFrom(0.1, 10, 33.3, 50, 99.9)).map(([options, percent]) => (name: string) => LogRule.keepShare(name, { ...options, percent })),
  fc.tuple(some(condition), fc.constantFrom(64, 65, 66, 67, 100, undefined)).map(([when, bytes]) => (name: string) => LogRule.truncate(name, { when, bytes })),
  fc.tuple(some(condition), list(fc.constantFrom(...KEYS))).map(([when, attributes]) => (name: string) => LogRule.deleteAttributes(name, { when, attributes })),
  fc.tuple(some(condition), list(fc.constantFrom(...SECRETS))).map(([when, secrets]) => (name: string) => LogRule.redact(name, { when, secrets })),
  fc.tuple(condition, fc.constantFrom('audit', 'a.b-c_1')).map(([when, logClass]) => (name: string) => LogRule.classify(name, { when, logClass })),
);

export function logPolicies(count: number): LogRule[][] {
  const policy = fc.array(rule, { minLength: 1, maxLength: 4 }).map((rules) => rules.map((one, index) => one(`rule-${index}`)));
  return fc.sample(policy, { seed: SEED, numRuns: count });
}

export function loggedRecords(count: number): LoggedRecord[] {
  return fc.sample(record, { seed: SEED, numRuns: count });
}
