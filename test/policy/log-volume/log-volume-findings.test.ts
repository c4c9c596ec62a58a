import { LogCondition, LogRule, LogSecret, LogSeverity, LogVolumePolicy } from '../../../lib';

const { allOf, always, anyOf, attribute, attributeMatches, body, namespace, not, requestPath, resourceAttribute, severityBelow } = LogCondition;
const drop = (when: LogCondition, name = 'a') => LogRule.drop(name, { when });
const errorsToo = LogRule.drop('all', { when: always(), evenErrors: true });
const redact = LogRule.redact('black', { secrets: [LogSecret.EMAIL] });
const until = (instant: string) => LogRule.drop('a', { when: always(), except: [{ when: body('b'), until: instant }] });

describe('what cannot be read or meant fails', () => {
  test.each<[string, LogRule[], string]>([
    ['no rules', [], 'rules is empty'],
    ['a name with a space', [drop(body('a'), 'my rule')], "rules[0] 'my rule' has the name 'my rule'"],
    ['two rules of one name', [drop(body('a')), drop(body('b'))], "two rules have the name 'a'"],
    ['all of nothing', [drop(allOf([]))], "rules[0] 'a' has allOf or anyOf without conditions"],
    ['any of nothing', [drop(not(anyOf([])))], 'has allOf or anyOf without conditions'],
    ['an expression of another engine', [drop(body('(?=a)'))], "the pattern of body '(?=a)' is no RE2 expression"],
    ['an expression on an attribute', [drop(attributeMatches('a', 'b('))], "the pattern of 'a' 'b(' is no RE2 expression"],
    ['below the lowest', [drop(severityBelow(LogSeverity.TRACE))], 'asks for what is below TRACE'],
    ['no namespace', [drop(namespace([]))], "the values of 'k8s.namespace.name' are []"],
    ['no path', [drop(requestPath([]))], "the values of 'url.path' are []"],
    ['an empty text', [drop(resourceAttribute('b', ['']))], "the values of 'b' are [\"\"]"],
    ['an attribute without a name', [drop(attribute('', ['b']))], 'asks for an attribute without a name'],
    ['a share of nothing', [LogRule.keepShare('a', { when: always(), percent: 0 })], 'keeps 0 percent'],
    ['a share of less than a record of a day', [LogRule.keepShare('a', { when: always(), percent: 1e-9 })], 'keeps 1e-9 percent'],
    ['a share of all', [LogRule.keepShare('a', { when: always(), percent: 100 })], 'keeps 100 percent'],
    ['a share that is no number', [LogRule.keepShare('a', { when: always(), percent: NaN })], 'keeps NaN percent'],
    ['a day without a time', [until('2026-12-01')], "except[0].until is '2026-12-01'"],
    ['a day that is not there', [until('2026-02-30T00:00:00Z')], "except[0].until is '2026-02-30T00:00:00Z'"],
    ['an hour that is not there', [until('2026-02-20T25:00:00Z')], "except[0].until is '2026-02-20T25:00:00Z'"],
    ['a time zone that is not there', [until('2026-02-20T10:00:00+99:00')], 'except[0].until is'],
    ['later than can be counted', [until('2300-01-01T00:00:00Z')], 'except[0].until is'],
    ['an exception that cannot be read', [LogRule.drop('a', { when: always(), except: [{ when: body('b('), until: '2026-12-01T00:00:00Z' }] })], "except[0]: the pattern of body 'b('"],
    ['ERROR, without saying so', [LogRule.dropBelow('a', { severity: LogSeverity.FATAL })], 'is about what is below FATAL, without evenErrors'],
    ['a cut that leaves nothing', [LogRule.truncate('a', { bytes: 63 })], 'cuts after 63 bytes'],
    ['half a byte', [LogRule.truncate('a', { bytes: 100.5 })], 'cuts after 100.5 bytes'],
    ['no attributes', [LogRule.deleteAttributes('a', { attributes: [] })], "rules[0] 'a': attributes are []"],
    ['no secrets', [LogRule.redact('a', { secrets: [] })], "rules[0] 'a' has no secrets"],
    ['a secret that cannot be read', [LogRule.redact('a', { secrets: [LogSecret.pattern('b', '[z-a]')] })], "the pattern of the secret 'b' '[z-a]' is no RE2 expression"],
    ['a secret at every edge of a word', [LogRule.redact('a', { secrets: [LogSecret.pattern('b', '\\b')] })], "the secret 'b' matches nothing at all: '\\b'"],
    ['a secret that is everywhere', [LogRule.redact('a', { secrets: [LogSecret.pattern('b', '[0-9]*')] })], "the secret 'b' matches nothing at all: '[0-9]*'"],
    ['a secret with a dollar in its name', [LogRule.redact('a', { secrets: [LogSecret.pattern('$1', 'c')] })], "a secret with the name '$1'"],
    ['an empty class', [LogRule.classify('a', { when: always(), logClass: '' })], "rules[0] 'a' says the class ''"],
    ['a class that cannot be the name of a pipeline', [LogRule.classify('a', { when: always(), logClass: 'very important' })], "rules[0] 'a' says the class 'very important'"],
    ['a rule after everything is gone', [errorsToo, redact], "no record comes to the rule 'black': 'all' is before it"],
    ['a rule after all but errors are gone', [drop(always()), drop(body('b'), 'b')], "no record comes to the rule 'b': 'a' is before it"],
    ['secrets that were cut', [LogRule.truncate('cut'), redact], "the rule 'black' looks for secrets after 'cut' has cut records"],
  ])('%s', (_, rules, what) => {
    expect(() => new LogVolumePolicy({ rules })).toThrow(what);
  });

  test.each<[string, unknown, string]>([
    ['severity of more than there are', { body: '', severityNumber: 25 }, 'severityNumber 25'],
    ['severity of half a step', { body: '', severityNumber: 0.5 }, 'severityNumber 0.5'],
    ['time that is none', { body: '', time: 'now' }, "the time 'now'"],
  ])('a record with a %s', (_, record, what) => {
    const policy = new LogVolumePolicy({ rules: [redact] });
    expect(() => policy.apply(record as Parameters<typeof policy.apply>[0])).toThrow(what);
    expect(() => policy.predict([record as Parameters<typeof policy.apply>[0]])).toThrow(what);
  });

  test('a class without a name', () => expect(() => new LogVolumePolicy({ rules: [redact], classAttribute: '' })).toThrow('classAttribute is empty'));

  test('no records', () => expect(() => new LogVolumePolicy({ rules: [redact] }).predict([])).toThrow('there are no records'));
});

describe('what only looks like a mistake is fine', () => {
  test.each<[string, LogRule[]]>([
    ['what changes errors after all others are gone', [drop(always()), redact]],
    ['a rule after a share of all', [LogRule.keepShare('a', { when: always(), percent: 10 }), drop(body('b'), 'b')]],
    ['a rule after all but what is excepted', [until('2026-12-01T00:00:00Z'), drop(body('b'), 'b')]],
    ['everything below ERROR', [LogRule.dropBelow('a', { severity: LogSeverity.ERROR })]],
    ['ERROR, when the rule says so', [LogRule.dropBelow('a', { severity: LogSeverity.FATAL, evenErrors: true })]],
    ['secrets before the cut', [redact, LogRule.truncate('cut', { bytes: 64 })]],
    ['a leap day', [until('2028-02-29T00:00:00.123456789-05:30')]],
  ])('%s', (_, rules) => {
    expect(() => new LogVolumePolicy({ rules })).not.toThrow();
  });
});
