import {
  QueryLanguage, RedactionHash, RedactionProcessor, RedactionProcessorProps, RedactionSummary,
} from '../../../../lib/collector/components/processors/redaction-processor';
import { SecretValue } from '../../../../lib/wiring';
import { problemOf, rendered, TESTED } from '../../documents';

const hmacKey = SecretValue.fromSecret('redaction', 'key');

describe('the redaction processor', () => {
  test('keeps all attributes, masks what matches, and is silent about it', () => {
    const processor = new RedactionProcessor({ blockedValues: ['4[0-9]{12}$'] });

    expect(rendered(processor)).toEqual({ allow_all_keys: true, blocked_values: ['4[0-9]{12}$$'], summary: 'silent' });
    expect(processor._needs()).toEqual({ variables: [] });
  });

  test('keeps some attributes, or none', () => {
    expect(rendered(new RedactionProcessor({ allowedKeys: ['http.route'] }))).toMatchObject({ allow_all_keys: false, allowed_keys: ['http.route'] });
    expect(rendered(new RedactionProcessor({ allowedKeys: [] }))).toMatchObject({ allow_all_keys: false, allowed_keys: [] });
  });

  test('does everything as it is told', () => {
    const processor = new RedactionProcessor({
      name: 'payments',
      allowedKeys: ['a'],
      ignoredKeys: ['b'],
      ignoredKeyPatterns: ['^safe_'],
      blockedKeyPatterns: ['(?i)password'],
      blockedValues: ['x'],
      allowedValues: ['y'],
      hashFunction: RedactionHash.HMAC_SHA512,
      hmacKey,
      redactAllTypes: true,
      summary: RedactionSummary.DEBUG,
      queryLanguages: [QueryLanguage.SQL, QueryLanguage.ELASTICSEARCH],
      queryAttributes: ['db.query.text'],
      urlAttributes: ['url.full'],
    });

    expect(rendered(processor)).toEqual({
      allow_all_keys: false,
      allowed_keys: ['a'],
      ignored_keys: ['b'],
      ignored_key_patterns: ['^safe_'],
      blocked_key_patterns: ['(?i)password'],
      blocked_values: ['x'],
      allowed_values: ['y'],
      hash_function: 'hmac-sha512',
      hmac_key: '${env:REDACTION_KEY}',
      redact_all_types: true,
      summary: 'debug',
      db_sanitizer: { sql: { enabled: true, attributes: ['db.query.text'] }, es: { enabled: true, attributes: ['db.query.text'] } },
      url_sanitizer: { enabled: true, attributes: ['url.full'] },
    });
    expect(processor._needs()).toEqual({ variables: [{ name: 'REDACTION_KEY', secretName: 'redaction', secretKey: 'key' }] });
    expect(processor._id(TESTED)).toBe('redaction/payments');
  });

  test('cleans queries in bodies', () => {
    expect(rendered(new RedactionProcessor({ queryLanguages: [QueryLanguage.REDIS] }))).toMatchObject({ db_sanitizer: { redis: { enabled: true } } });
  });

  test.each<[RedactionProcessorProps, string]>([
    [{}, 'nothing is redacted'],
    [{ ignoredKeys: ['a'] }, 'nothing is redacted'],
    [{ allowedKeys: ['a', 'a'] }, "allowedKeys has 'a' twice"],
    [{ allowedKeys: ['a'], ignoredKeys: [] }, 'ignoredKeys is empty'],
    [{ queryLanguages: [] }, 'queryLanguages is empty'],
    [{ allowedKeys: ['a'], queryAttributes: ['db.query.text'] }, 'queryAttributes db.query.text without queryLanguages'],
    [{ urlAttributes: [''] }, 'urlAttributes has an empty text in it'],
    [{ blockedValues: ['('] }, "blockedValues '(' is no RE2 expression: missing closing ): `(`"],
    [{ blockedKeyPatterns: ['(?=a)'] }, "blockedKeyPatterns '(?=a)' is no RE2 expression: invalid or unsupported Perl syntax: `(?=` at character 1"],
    [{ allowedKeys: [], ignoredKeyPatterns: ['['] }, "ignoredKeyPatterns '[' is no RE2 expression: missing closing ]: `[`"],
    [{ blockedValues: ['a'], allowedValues: ['*'] }, "allowedValues '*' is no RE2 expression: missing argument to repetition operator: `*`"],
    [{ allowedKeys: [], hashFunction: RedactionHash.HMAC_SHA256 }, 'hashFunction hmac-sha256 without hmacKey'],
    [{ allowedKeys: [], hashFunction: RedactionHash.MD5, hmacKey }, 'hmacKey with hashFunction md5'],
    [{ allowedKeys: [], hmacKey }, 'hmacKey with no hashFunction'],
  ])('fails: %#', (props, what) => {
    expect(problemOf(() => new RedactionProcessor(props))).toMatchObject({ path: 'RedactionProcessor', what });
  });
});
