import * as fc from 'fast-check';
import { RE2JS } from 're2js';
import { startOf } from '../../../../lib/collector/components/receivers/file-log-patterns';

describe('an expression for a line', () => {
  test.each([
    ['^\\S', '(?:\\S)'],
    ['^(?:a|b)', '(?:(?:a|b))'],
    ['^[|^]', '(?:[|^])'],
    ['^\\^\\|', '(?:\\^\\|)'],
    ['Exception', '[^\\n]*?(?:Exception)'],
    ['a|b', '[^\\n]*?(?:a|b)'],
    ['[^a]$', '[^\\n]*?(?:[^a]$)'],
  ])('%s begins where the line does, as %s', (pattern, start) => {
    expect(startOf(pattern)).toBe(start);
  });

  test.each(['^a|b', '^a|^b', '(^a)', 'a^', '(?i)^a'])('%s cannot be said so', (pattern) => {
    expect(startOf(pattern)).toBeUndefined();
  });

  test('finds in a file what it finds in a line', () => {
    const pattern = fc.constantFrom('^a', 'b$', '^(?:a|b)', 'ab', '^[^a]', 'a|b', '^.b');
    const line = fc.stringMatching(/^[abc]{1,6}$/);
    fc.assert(fc.property(pattern, line, (expression, text) => {
      const inLine = RE2JS.compile(expression).matcher(text).find();
      const inFile = RE2JS.compile(`(?m)^header ${startOf(expression)}`).matcher(`ab\nheader ${text}\nab\n`).find();
      expect(inFile).toBe(inLine);
    }));
  });
});
