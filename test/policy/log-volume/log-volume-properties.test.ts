import * as fc from 'fast-check';
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
