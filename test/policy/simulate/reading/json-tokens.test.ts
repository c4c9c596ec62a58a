import * as fc from 'fast-check';
import { JsonTokens } from '../../../../lib/policy/simulate/reading/json-tokens';
import { readInPieces, refusal } from '../dumps';

function tokensOf(json: string | Buffer, size?: number): string[] {
  const tokens: string[] = [];
  readInPieces(new JsonTokens('dump', {
    mark: (mark) => void tokens.push(mark),
    text: (bytes, start, end) => void tokens.push(`"${Buffer.from(bytes.subarray(start, end)).toString()}"`),
    literal: (word) => void tokens.push(word),
  }), json, size);
  return tokens;
}
const refused = (json: string | Buffer, size?: number) => refusal(() => tokensOf(json, size));

describe('JSON is cut', () => {
  test('into marks, texts and words, without blanks', () => {
    expect(tokensOf(' {\t"a":\r\n[true,"b" ,false,null]}\n')).toEqual(['{', '"a"', ':', '[', 'true', ',', '"b"', ',', 'false', ',', 'null', ']', '}']);
  });

  test.each(['0', '-0', '7', '10', '-1.5', '0.25', '1e5', '1E+5', '12.5e-10'])('with the number %s', (number) => expect(tokensOf(`${number} `)).toEqual([number]));

  test('with texts as they are meant', () => {
    expect(tokensOf(String.raw`"","\"","\\","\u00e4","\ud83d\ude00","a\nb"`).filter((token) => token !== ',')).toEqual(['""', '"""', '"\\"', '"ä"', '"😀"', '"a\nb"']);
  });

  test('into the same tokens wherever its pieces end', () => {
    const json = '{"ä\\"\\\\":[1.5e3,true],\n"b":"\\u00e4😀\\n"}';
    fc.assert(fc.property(fc.integer({ min: 1, max: 60 }), (size) => expect(tokensOf(json, size)).toEqual(tokensOf(json))));
  });
});

describe('JSON is refused', () => {
  test.each(['01', '1.', '.5', '+1', '-', '1e', '1e+', 'True', 'nul', 'nulll', 'xnull', 'NaN'])('for the word %s', (word) => {
    expect(refused(`[${word}]`)).toBe(`dump:1:2: there is '${word}', which is no JSON`);
  });

  test.each<[string, string | Buffer, string]>([
    ['for a byte that begins nothing', '{ä}', "dump:1:2: there is 'Ã', which is no JSON"],
    ['for a control character in a text', '["a\u001f"]', 'dump:1:4: there is a byte 31 in a text'],
    ['for a new line in a text', '{\n"a\n"}', 'dump:2:3: there is a byte 10 in a text'],
    ['for a byte that is no UTF-8 after an escape', Buffer.from('["\\"\xFF"]', 'latin1'), 'dump:1:2: a text is no UTF-8'],
    ['for an escaped byte that is no UTF-8', Buffer.from('["\\\xFF"]', 'latin1'), 'dump:1:2: a text is no UTF-8'],
    ['for an escape that is none', '["\\x"]', 'dump:1:2: "\\\\x" is no JSON'],
    ['when a text has no end', '["a', 'dump:1:2: the answer is cut off: "a'],
    ['when a text ends with half an escape', '["a\\', 'dump:1:2: the answer is cut off: "a\\\\'],
    ['when a word has no end', '[tru', 'dump:1:2: the answer is cut off: tru'],
  ])('%s', (_what, json, where) => {
    expect(refused(json)).toBe(where);
    expect(refused(json, 1)).toBe(where);
  });

  test('for a text of more than a megabyte, and for none that is as long', () => {
    const text = (length: number) => `["${'a'.repeat(length - 1)}`;
    expect(refused(text(1024 * 1024))).toContain('the answer is cut off');
    expect(refused(text(1024 * 1024 + 1))).toBe('dump:1:2: a text is longer than 1048576 bytes');
  });

  test('at the line and the byte where it stands, wherever pieces end', () => {
    const json = '{\n  "a": 1,\n  "ä": x }';
    fc.assert(fc.property(fc.integer({ min: 1, max: 40 }), (size) => expect(refused(json, size)).toBe("dump:3:9: there is 'x', which is no JSON")));
  });
});
