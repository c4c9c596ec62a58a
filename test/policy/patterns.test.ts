import { requirePattern } from '../../lib/policy/patterns';
import { problemOf } from '../collector/documents';

/* Each of them was given to the collector. */
describe('a pattern', () => {
  test.each([
    'abc', '^a.*b$', '(?i)password|token', '(?P<service>[a-z]+)', '(?<service>[a-z]+)', '(?i:a)b', '(?:a|b){3}', 'a{2,5}', '\\d+\\.\\w', '\\\\1', '\\Q(?=\\E', '\\pL',
    '[[:alpha:]]', '\\x{10FFFF}', '\\Aa\\z',
  ])('may be %s', (pattern) => {
    expect(requirePattern('Filter', 'pattern', pattern)).toBe(pattern);
  });

  test.each([
    ['(?=a)', 'invalid or unsupported Perl syntax: `(?=` at character 1'],
    ['a(?!b)', 'invalid or unsupported Perl syntax: `(?!` at character 2'],
    ['(?<=a)b', 'invalid named capture: `(?<=a)b`'],
    ['(?<!a)b', 'invalid named capture: `(?<!a)b`'],
    ['(a)\\1', 'invalid escape sequence: `\\1` at character 4'],
    ['a\\y', 'invalid escape sequence: `\\y` at character 2'],
    ['(a', 'missing closing ): `(a`'],
    ['a)', 'unexpected ): `a)`'],
    ['*a', 'missing argument to repetition operator: `*` at character 1'],
    ['[b-a]', 'invalid character class range: `b-a` at character 2'],
    ['a{2,1}', 'invalid repeat count: `{2,1}` at character 2'],
    ['a{1001}', 'invalid repeat count: `{1001}` at character 2'],
    ['a{1,1001}', 'invalid repeat count: `{1,1001}` at character 2'],
  ])('fails at %s: %s', (pattern, fault) => {
    expect(problemOf(() => requirePattern('Filter', 'pattern', pattern))).toEqual({
      path: 'Filter',
      what: `pattern '${pattern}' is no RE2 expression: ${fault}`,
      why: 'collectors, Prometheus and Thanos read RE2, which has no lookaround and no backreference: they do not start with it',
      fix: 'pattern: an expression of https://github.com/google/re2/wiki/Syntax',
    });
  });
});
