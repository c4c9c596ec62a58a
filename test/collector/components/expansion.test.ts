import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { env, Expansion, secretVariables, toDocument, toVerbatimDocument } from '../../../lib/collector/components/expansion';
import { FileSource, SecretValue } from '../../../lib/wiring';

const secret = SecretValue.fromSecret('vendor', 'api-key', { prefix: 'Bearer ' });

/** Values as components have them: text, numbers, nothing, lists and maps, with keys that may hold dollars too. */
const values = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, fc.string({ unit: fc.constantFrom('$', '{', '}', 'a', ':') }), fc.integer(), fc.boolean(), tie('list'), tie('map')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  map: fc.dictionary(fc.string({ unit: fc.constantFrom('$', 'a', 'b') }), fc.oneof(tie('value'), fc.constant(undefined)), { maxKeys: 4 }),
})).value;

/** What the collector makes of text: `$$` is one dollar sign. */
function asCollectorReads(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_key, part: unknown) => (typeof part === 'string' ? part.replace(/\$\$/g, '$') : part)) as unknown;
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

function hasUndefined(value: unknown): boolean {
  return value === undefined || (typeof value === 'object' && value !== null && Object.values(value).some(hasUndefined));
}

describe('a document', () => {
  test.each([
    ['text', 'plain', 'plain'],
    ['text with dollars', '$5 or ${env:HOME}', '$$5 or $${env:HOME}'],
    ['an expansion', new Expansion('${env:POD_IP}:4317'), '${env:POD_IP}:4317'],
    ['a secret', SecretValue.fromSecret('vendor', 'api-key'), '${env:VENDOR_API_KEY}'],
    ['a secret with a prefix', secret, 'Bearer ${env:VENDOR_API_KEY}'],
    ['a secret with a dollar before it', SecretValue.fromSecret('vendor', 'key', { prefix: '$' }), '$$${env:VENDOR_KEY}'],
    ['a secret in a variable of its own', SecretValue.fromSecret('vendor', 'key', { variable: 'OTHER' }), '${env:OTHER}'],
    ['a file', FileSource.fromSecret('client', 'tls.crt'), '/etc/observability/secret/client/tls.crt'],
    ['a duration', Duration.minutes(2), '120s'],
    ['a number', 0.5, 0.5],
    ['a truth value', false, false],
    ['nothing on purpose', null, null],
    ['a list', ['$', Duration.millis(5)], ['$$', '5ms']],
    ['a map', { given: '$', left_out: undefined, nested: { left_out: undefined } }, { given: '$$', nested: {} }],
  ])('has %s as the collector reads it', (_title, value, document) => {
    expect(toDocument(value)).toStrictEqual(document);
  });

  test('leaves nothing undefined', () => {
    fc.assert(fc.property(values, (value) => {
      expect(hasUndefined(toDocument(value))).toBe(false);
    }));
  });

  test('is to the collector what it was to the program: exactly the literal dollars are doubled', () => {
    fc.assert(fc.property(values, (value) => {
      const document = toDocument(value);
      expect(asCollectorReads(document)).toEqual(JSON.parse(JSON.stringify(value)));
      strings(document).forEach((text) => expect(text.replace(/\$\$/g, '')).not.toContain('$'));
    }));
  });
});

describe('a verbatim document', () => {
  test('has text as it is: it is the collector\'s own language already', () => {
    expect(toVerbatimDocument({ replacement: '$$1', host: '${env:POD_IP}', list: ['$'] })).toEqual({
      replacement: '$$1', host: '${env:POD_IP}', list: ['$'],
    });
  });

  test('has secrets as references, wherever they are', () => {
    expect(toVerbatimDocument({ auth: [{ header: secret, literal: '$' }] })).toEqual({
      auth: [{ header: 'Bearer ${env:VENDOR_API_KEY}', literal: '$' }],
    });
  });

  test('has files and durations as the collector reads them', () => {
    expect(toVerbatimDocument({ file: FileSource.fromSecret('client', 'tls.crt'), every: Duration.seconds(30), left_out: undefined })).toStrictEqual({
      file: '/etc/observability/secret/client/tls.crt', every: '30s',
    });
  });

  test('of plain data is that data', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      expect(JSON.stringify(toVerbatimDocument(value))).toBe(JSON.stringify(value));
    }));
  });
});

describe('a variable with text around it', () => {
  test('is a reference between literals', () => {
    expect(env('POD_IP').text).toBe('${env:POD_IP}');
    expect(env('POD_IP', 'http://$', ':4317$').text).toBe('http://$$${env:POD_IP}:4317$$');
  });
});

describe('the secrets of a configuration', () => {
  test('are found wherever they are, in order', () => {
    const other = SecretValue.fromSecret('other', 'key');

    expect(secretVariables({ headers: { authorization: secret }, list: [[{ password: other }]], literal: 'x', nothing: null })).toEqual([
      { name: 'VENDOR_API_KEY', secretName: 'vendor', secretKey: 'api-key' },
      { name: 'OTHER_KEY', secretName: 'other', secretKey: 'key' },
    ]);
  });

  test('are none where there is no configuration', () => {
    expect(secretVariables(undefined)).toEqual([]);
    expect(secretVariables({ file: FileSource.fromSecret('client', 'tls.crt') })).toEqual([]);
  });
});
