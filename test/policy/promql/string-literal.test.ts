import * as fc from 'fast-check';
import { readString } from '../../../lib/policy/promql/string-literal';

test.each([
  ['"a"', 'a'],
  ["'a\"'", 'a"'],
  ['"a\\"b"', 'a"b'],
  ['"a\\\\.b"', 'a\\.b'],
  ['"\\n\\t\\a"', '\n\t\x07'],
  ['"\\x41\\u00e9\\U0001F600\\101"', 'Aé😀A'],
  ['`a\\.b"`', 'a\\.b"'],
  ['"\\U00110000"', '\uFFFD'],
])('%s stands for %j', (written, text) => {
  expect(readString(written)).toBe(text);
});

test('what is written with quotes is read as it was', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    expect(readString(`"${text.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n')}"`)).toBe(text);
  }));
});
