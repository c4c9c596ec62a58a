import * as fc from 'fast-check';
import { RE2JS } from 're2js';
import { LogCondition, LoggedRecord, LogRule, LogSecret, LogSeverity, LogVolumePolicy } from '../../../lib';

const text = fc.array(fc.constantFrom('a', 'é', '😀', '\n', 'a@example.org', '$1', ' '), { maxLength: 60 }).map((parts) => parts.join(''));
const record: fc.Arbitrary<LoggedRecord> = fc.record({
  body: text, severityNumber: fc.integer({ min: 0, max: 24 }), attributes: fc.dictionary(fc.constantFrom('a', 'b'), text).map((all) => ({ ...all })),
});
const condition = fc.oneof(
  fc.constantFrom('a', 'é', '^$').map((pattern) => LogCondition.body(pattern)),
  fc.constantFrom(...Object.values(LogSeverity).slice(1, 5)).map((severity) => LogCondition.severityBelow(severity)),
  fc.constantFrom('a', 'é').map((value) => LogCondition.not(LogCondition.attribute('a', [value]))),
);
const changes = fc.tuple(condition, fc.constantFrom(64, 66)).map(([when, bytes]) => [
  LogRule.redact('black', { secrets: [LogSecret.EMAIL] }), LogRule.truncate('cut', { bytes }), LogRule.classify('class', { when: LogCondition.always(), logClass: 'x' }),
  LogRule.drop('drop', { when }),
]);

test('no rule drops ERROR that does not say so', () => {
  fc.assert(fc.property(condition, record, fc.integer({ min: 17, max: 24 }), (when, given, severityNumber) => {
    const rules = [LogRule.drop('a', { when }), LogRule.keepShare('b', { when, percent: 1 })];
    expect(new LogVolumePolicy({ rules }).apply({ ...given, severityNumber }).kept).toBe(true);
  }));
});

test('a record that no rule is about stays what it is', () => {
  fc.assert(fc.property(condition, record, (when, given) => {
    const never = LogCondition.allOf([when, LogCondition.not(when)]);
    const rules = [LogRule.drop('a', { when: never, evenErrors: true }), LogRule.truncate('b', { when: never, bytes: 64 }), LogRule.deleteAttributes('c', { when: never, attributes: ['a'] })];
    expect(new LogVolumePolicy({ rules }).apply(given)).toEqual({ kept: true, changedBy: [], record: given });
  }));
});

test('what changes records finds nothing to change in what it has left', () => {
  fc.assert(fc.property(changes, record, (rules, given) => {
    const policy = new LogVolumePolicy({ rules: rules.slice(0, 3) });
    const { record: left } = policy.apply(given);
    expect(policy.apply(left)).toMatchObject({ kept: true, changedBy: [], record: left });
  }));
});

test('the same record always has the same fate', () => {
  fc.assert(fc.property(changes, record, (rules, given) => {
    expect(new LogVolumePolicy({ rules }).apply(given)).toEqual(new LogVolumePolicy({ rules }).apply(structuredClone(given)));
  }));
});

describe('a secret that is known by its marks', () => {
  const secrets = [
    LogSecret.BEARER_TOKEN, LogSecret.BASIC_AUTH, LogSecret.PASSWORD, LogSecret.URL_CREDENTIALS, LogSecret.JSON_WEB_TOKEN, LogSecret.PRIVATE_KEY,
    LogSecret.API_KEY, LogSecret.EMAIL,
  ];
  const beginning = fc.constantFrom(
    'bearer ', 'basic ', 'password', 'db_passwd', 'pwd', 'client_secret', 'accessToken', 'secret_access_key', 'redis://:', 'postgres://app:', '-----BEGIN RSA PRIVATE KEY-----',
    'apikey', 'api_key', 'api-key', 'AKIA', 'ASIA', 'ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'xoxb-', 'AIza', 'sk_live_', 'rk_test_', 'sk-', 'eyJ', 'a',
  );
  const between = fc.constantFrom('', '=', ': ', '":"', '@');
  const value = fc.constantFrom('dXNlcjpwYXNz', 'A1B2C3D4E5F6G7H8', 'a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s9', 'hbGciOiJI.eyJzdWIiOiIx.', 'pw@cache', 'example.com', '\nMIIE');
  /** Letters that other letters stand for when case does not matter are among them. */
  const disguised = fc.tuple(beginning, between, value, fc.constantFrom('as it is', 'upper', 'long s', 'Kelvin')).map(([start, separator, end, disguise]) => {
    switch (disguise) {
      case 'upper': return `${start.toUpperCase()}${separator}${end}`;
      case 'long s': return `${start.replace(/s/g, 'ſ')}${separator}${end}`;
      case 'Kelvin': return `${start.replace(/k/g, '\u212a')}${separator}${end}`;
      default: return `${start}${separator}${end}`;
    }
  });
  // one secret or two: a line that has the marks of others as well tells less of each
  const lines = fc.sample(fc.array(disguised, { minLength: 1, maxLength: 2 }).map((parts) => parts.join(' ')), { seed: 11, numRuns: 30_000 });

  test.each(secrets.map((secret) => [secret.name, secret] as const))('%s has one of them wherever it is found', (_, secret) => {
    const expression = RE2JS.compile(secret.expression);
    const found = lines.filter((line) => expression.test(line));
    const marks = secret._marks!;

    expect(found.length).toBeGreaterThan(10);
    expect(found.filter((line) => !marks.some((mark) => line.toLowerCase().includes(mark)))).toEqual([]);
  });
});
