import { goQuoted } from '../../../lib/policy/relabel/go-quoted';

/* Each of them was given to Go. */
test.each([
  ['', '""'],
  ['a b', '"a b"'],
  ['a"b\\c', '"a\\"b\\\\c"'],
  ['\x07\b\f\n\r\t\v', '"\\a\\b\\f\\n\\r\\t\\v"'],
  ['\x00\x1f\x7f', '"\\x00\\x1f\\x7f"'],
  ['é日😀\u0301', '"é日😀\u0301"'],
  ['\u0080\u00a0\u00ad\u2028\ufeff', '"\\u0080\\u00a0\\u00ad\\u2028\\ufeff"'],
  ['\u{e0001}', '"\\U000e0001"'],
  ['\ud83d', '"\\ufffd"'],
])('Go quotes %j as %s', (text, quoted) => {
  expect(goQuoted(text)).toBe(quoted);
});
