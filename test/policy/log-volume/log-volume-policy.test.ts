import { LogCondition, LoggedRecord, LogRule, LogRuleEffect, LogSecret, LogSeverity, LogVolumePolicy } from '../../../lib';

const {
  allOf, always, anyOf, attribute, attributeMatches, body, healthCheck, namespace, not, requestPath, resourceAttribute, resourceAttributeMatches, severityBelow,
} = LogCondition;
const applied = (rules: LogRule[], record: Partial<LoggedRecord>) => new LogVolumePolicy({ rules }).apply({ body: '', ...record });
const isAsked = (when: LogCondition, record: Partial<LoggedRecord>) => !applied([LogRule.drop('asked', { when, evenErrors: true })], record).kept;

describe('what is asked', () => {
  test.each<[string, LogCondition, Partial<LoggedRecord>, Partial<LoggedRecord>]>([
    ['a part of the body', body('time.*out'), { body: 'a time is out' }, { body: 'time\nout' }],
    ['a health check in a line', healthCheck(), { body: '"GET /healthz HTTP/1.1" 200' }, { body: '"GET /healthzz HTTP/1.1" 200' }],
    ['a health check that went well', healthCheck(), { body: '"HEAD /ping?full HTTP/2.0" 204 0' }, { body: '"GET /healthz HTTP/1.1" 503 2' }],
    ['a health check by who asks', healthCheck(), { body: '{"status":200,"agent":"kube-probe/1.34"}' }, { body: '{"status":500,"agent":"kube-probe/1.34"}' }],
    ['a request with more behind its path', requestPath(['/a']), { body: '"POST /a?b=c HTTP/2.0" 200' }, { body: 'GET /a' }],
    ['a request in an attribute', healthCheck(), { attributes: { 'http.target': '/ready' } }, { resourceAttributes: { 'url.path': '/ready' } }],
    ['a dot in a path is a dot', requestPath(['/a.b']), { body: '"GET /a.b HTTP/1.1"' }, { body: '"GET /aXb HTTP/1.1"' }],
    ['a namespace', namespace(['a', 'b']), { resourceAttributes: { 'k8s.namespace.name': 'b' } }, { attributes: { 'k8s.namespace.name': 'b' } }],
    ['a severity', severityBelow(LogSeverity.INFO), { severityNumber: 8 }, { severityNumber: 9 }],
    ['a severity that is known', severityBelow(LogSeverity.ERROR), { severityNumber: 1 }, { severityNumber: 0 }],
    ['an attribute', attribute('a', ['b']), { attributes: { a: 'b' } }, { attributes: { a: 'bb' } }],
    ['the whole of an attribute', attributeMatches('a', 'b.c'), { attributes: { a: 'b\nc' } }, { attributes: { a: 'ab-c' } }],
    ['an attribute of the resource', resourceAttribute('a', ['b']), { resourceAttributes: { a: 'b' } }, {}],
    ['the whole of an attribute of the resource', resourceAttributeMatches('a', 'b+'), { resourceAttributes: { a: 'bb' } }, { resourceAttributes: { a: 'bbc' } }],
    ['all', allOf([body('a'), body('b')]), { body: 'ba' }, { body: 'b' }],
    ['any', anyOf([body('a'), body('b')]), { body: 'b' }, { body: 'c' }],
    ['not', not(body('a')), { body: 'b' }, { body: 'a' }],
  ])('%s', (_, when, about, notAbout) => {
    expect(isAsked(when, about)).toBe(true);
    expect(isAsked(when, notAbout)).toBe(false);
  });
});

describe('records that go', () => {
  const all = { when: always() };

  test('ERROR and FATAL stay, unless the rule says that they go', () => {
    expect(applied([LogRule.drop('all', all)], { severityNumber: 17 }).kept).toBe(true);
    expect(applied([LogRule.drop('all', all)], { severityNumber: 16 })).toMatchObject({ kept: false, droppedBy: 'all' });
    expect(applied([LogRule.drop('all', { ...all, evenErrors: true })], { severityNumber: 24 }).kept).toBe(false);
    expect(applied([LogRule.keepShare('few', { ...all, percent: 0.001 })], { severityNumber: 17 }).kept).toBe(true);
    expect(applied([LogRule.dropBelow('few', { severity: LogSeverity.FATAL, evenErrors: true })], { severityNumber: 17 }).kept).toBe(false);
  });

  test('what has no severity is not below any', () => {
    expect(applied([LogRule.dropBelow('debug', { severity: LogSeverity.ERROR })], {}).kept).toBe(true);
  });

  test('a namespace may have a severity of its own', () => {
    const rule = LogRule.dropBelow('shop', { severity: LogSeverity.WARN, when: namespace(['shop']) });
    expect(applied([rule], { severityNumber: 9, resourceAttributes: { 'k8s.namespace.name': 'shop' } }).kept).toBe(false);
    expect(applied([rule], { severityNumber: 9 }).kept).toBe(true);
  });

  test.each<[string | undefined, boolean]>([
    ['2026-11-30T23:59:59.999999999Z', true], ['2026-12-01T00:00:00Z', false], ['2026-12-01T00:30:00+01:00', true], [undefined, true],
  ])('what is excepted until December stays when it was written at %s: %s', (time, kept) => {
    const rule = LogRule.drop('all', { ...all, except: [{ when: body('checkout'), until: '2026-12-01T00:00:00Z' }] });
    expect(applied([rule], { body: 'checkout', time }).kept).toBe(kept);
    expect(applied([rule], { body: 'cart', time }).kept).toBe(false);
  });

  test('of many records a share stays, and rules choose for themselves', () => {
    const records = Array.from({ length: 4000 }, (_, index) => ({ body: `line ${index}` }));
    const kept = (name: string) => records.filter((record) => applied([LogRule.keepShare(name, { ...all, percent: 10 })], record).kept);
    expect(kept('a').length).toBeGreaterThan(320);
    expect(kept('a').length).toBeLessThan(480);
    expect(kept('a')).not.toEqual(kept('b'));
  });
});

describe('records that change', () => {
  test('are cut where a letter ends', () => {
    const text = `${'x'.repeat(63)}é`;
    expect(applied([LogRule.truncate('cut', { bytes: 64 })], { body: text, attributes: { a: text, b: 'short' } }))
      .toEqual({ kept: true, changedBy: ['cut'], record: { body: 'x'.repeat(63), attributes: { a: 'x'.repeat(63), b: 'short' } } });
    expect(applied([LogRule.truncate('cut')], { body: 'x'.repeat(4096) })).toMatchObject({ changedBy: [] });
    expect(applied([LogRule.truncate('cut')], { body: 'x'.repeat(4097) }).record.body).toHaveLength(4096);
  });

  test('lose attributes', () => {
    expect(applied([LogRule.deleteAttributes('less', { attributes: ['a'] })], { attributes: { a: '1', b: '2' } }).record.attributes).toEqual({ b: '2' });
  });

  test('have the class that the last rule says', () => {
    const rules = [LogRule.classify('all', { when: always(), logClass: 'frequent' }), LogRule.classify('audit', { when: body('audit'), logClass: 'compliance' })];
    expect(applied(rules, { body: 'audit' }).record.attributes).toEqual({ 'log.class': 'compliance' });
    expect(applied(rules, {}).record.attributes).toEqual({ 'log.class': 'frequent' });
    expect(applied(rules, { body: 'audit' }).logClass).toBe('compliance');
    const tiers = new LogVolumePolicy({ rules: [LogRule.classify('all', { when: body('a'), logClass: 'a' })], classAttribute: 'tier' });
    expect(tiers.apply({ body: 'a' })).toMatchObject({ logClass: 'a', record: { attributes: { tier: 'a' } } });
    expect(tiers.apply({ body: 'b' }).logClass).toBeUndefined();
  });

  test('have the class that they say themselves until a rule says another', () => {
    const rules = [LogRule.classify('audit', { when: body('audit'), logClass: 'compliance' })];
    const attributes = { 'log.class': 'mine' };
    expect(applied(rules, { attributes }).logClass).toBe('mine');
    expect(applied(rules, { body: 'audit', attributes }).logClass).toBe('compliance');
    expect(applied([LogRule.deleteAttributes('claims', { attributes: ['log.class'] }), ...rules], { attributes }).logClass).toBeUndefined();
    expect(applied([LogRule.drop('all', { when: always() })], { attributes }).logClass).toBeUndefined();
  });

  test('are what later rules see', () => {
    const rules = [LogRule.redact('black', { secrets: [LogSecret.EMAIL] }), LogRule.drop('mail', { when: body('@') })];
    expect(applied(rules, { body: 'a@example.org' })).toMatchObject({ kept: true, record: { body: '[redacted email]' } });
  });
});

describe('of a secret nothing is left', () => {
  const all = [
    LogSecret.PASSWORD, LogSecret.BEARER_TOKEN, LogSecret.BASIC_AUTH, LogSecret.API_KEY, LogSecret.URL_CREDENTIALS, LogSecret.JSON_WEB_TOKEN,
    LogSecret.PRIVATE_KEY, LogSecret.CARD_NUMBER,
  ];

  test.each([
    'token: Bearer X1Y2Z3X1Y2Z3', '{\\"password\\":\\"X1Y2Z3\\"}', '"password":"a\\"X1Y2Z3"', "secret='a\\'X1Y2Z3'", 'STRIPE_API_KEY=X1Y2Z3X1Y2Z3', 'redis://:X1Y2Z3@cache', 'DB_PASSWORD: X1Y2Z3',
    '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nX1Y2Z3\n-----END RSA PRIVATE KEY-----', '-----BEGIN PRIVATE KEY-----\nX1Y2Z3',
  ])('in %j, in whatever order they are named', (text) => {
    for (const secrets of [all, [...all].reverse()]) {
      expect(applied([LogRule.redact('black', { secrets })], { body: text }).record.body).not.toContain('X1Y2Z3');
    }
  });

  test('and what stands behind a private key stays', () => {
    const text = 'a -----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY----- b';

    expect(applied([LogRule.redact('black', { secrets: [LogSecret.PRIVATE_KEY] })], { body: text }).record.body).toBe('a [redacted private-key] b');
  });
});

describe('secrets', () => {
  test.each<[LogSecret, string[], string[]]>([
    [LogSecret.BEARER_TOKEN, ['Authorization: Bearer eyJhbGci.eyJz-_~+/==', 'bearer 0123456789'], ['the bearer of this', 'Bearer', 'forbearer abcdefghi']],
    [LogSecret.BASIC_AUTH, ['Authorization: Basic dXNlcjpwYXNz', 'basic YWxpY2U6c2VjcmV0=='], ['the basic idea', 'Basic', 'basics of this']],
    [
      LogSecret.PASSWORD,
      [
        '/login?password=hunter2', '"password": "a b"', "client_secret: 'tiger'", 'TOKEN=abc', '"refresh_token":"x"', 'pwd = 1', 'POSTGRES_PASSWORD=x', '"accessToken":"x"', 'id_token: x',
        'aws_secret_access_key=x', '"clientSecret" : "x"',
      ],
      ['passwords: none', 'tokens=12', 'secretary: Kim', 'password is wrong', '"token":'],
    ],
    [LogSecret.URL_CREDENTIALS, ['postgres://app:s3cret@', 'https://bob:pw@', 'redis://:pw@cache'], ['http://db:5432/x', 'https://example.org/@team', 'mailto:x@y.io']],
    [LogSecret.JSON_WEB_TOKEN, ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2ln', `eyJ${'a'.repeat(9)}.eyJ${'b'.repeat(9)}.`], ['eyJ', 'eyJhbGciOiJIUzI1NiJ9.abcdefghijkl.c2ln']],
    [
      LogSecret.PRIVATE_KEY,
      ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----', '-----BEGIN PRIVATE KEY-----x-----END PRIVATE KEY-----'],
      ['-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----'],
    ],
    [LogSecret.API_KEY, ['xoxb-1234567890-abcdef', `AIza${'x'.repeat(35)}`, 'sk_live_abcdefghijklmnop'], ['xox-1', 'AIza', 'sk_live_', 'risk_live_abcdefghijklmnop']],
    [LogSecret.API_KEY, ['api_key=0123456789', '"apiKey": "abcdefgh"', 'X-API-Key: abcdefgh', 'AKIAIOSFODNN7EXAMPLE', `ghp_${'a'.repeat(36)}`, `sk-${'a'.repeat(20)}`], ['api key', 'api_key=', 'AKIA', 'task-force-one-two-three-four', 'risk-aaaaaaaaaaaaaaaaaaaaaaa']],
    [LogSecret.CARD_NUMBER, ['4111111111111111', '5555-5555-5555-4444', '6011 1111 1111 1117', '378282246310005', '3782 822463 10005'], ['1234567890123456', '41111111111111111', '1790000000000000000', '4111-1111']],
    [LogSecret.EMAIL, ['a.b+c@mail.example.co.uk', 'mailto:x@y.io'], ['root@localhost', '@example.org', 'a@b', 'image@sha256:0123']],
    [LogSecret.pattern('iban', 'DE[0-9]{20}'), ['DE89370400440532013000'], ['DE89']],
  ])('%j', (secret, positives, negatives) => {
    const blackened = (text: string) => applied([LogRule.redact('black', { secrets: [secret] })], { body: text, attributes: { text } });
    positives.forEach((text) => {
      const { record } = blackened(text);
      expect(record.body).toContain(`[redacted ${secret.name}]`);
      expect(record.attributes).toEqual({ text: record.body });
      expect(blackened(record.body).changedBy).toEqual([]);
    });
    negatives.forEach((text) => expect(blackened(text).changedBy).toEqual([]));
  });
});

test('what is left is counted by rule and by namespace', () => {
  const policy = new LogVolumePolicy({ rules: [LogRule.dropBelow('debug', { severity: LogSeverity.INFO }), LogRule.truncate('cut', { bytes: 64 })] });
  const of = (name: string) => ({ resourceAttributes: { 'k8s.namespace.name': name } });

  const rules: LogRuleEffect[] = [{ rule: 'debug', droppedLines: 1, droppedBytes: 7, changedLines: 0 }, { rule: 'cut', droppedLines: 0, droppedBytes: 0, changedLines: 1 }];
  expect(policy.predict([
    { body: 'four', severityNumber: 5, attributes: { a: 'é' }, ...of('shop') }, { body: 'x'.repeat(100), ...of('shop') }, { body: 'y' },
  ])).toEqual({
    lines: 3,
    bytes: 108,
    keptLines: 2,
    keptBytes: 65,
    rules,
    namespaces: [{ namespace: 'shop', lines: 2, bytes: 107, keptLines: 1, keptBytes: 64 }, { namespace: '', lines: 1, bytes: 1, keptLines: 1, keptBytes: 1 }],
    classes: [{ logClass: '', keptLines: 2, keptBytes: 65 }],
  });
});
