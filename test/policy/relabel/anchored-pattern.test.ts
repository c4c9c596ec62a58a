import { AnchoredPattern } from '../../../lib/policy/relabel/anchored-pattern';

const found = (pattern: string, text: string) => new AnchoredPattern(pattern).match(text)?.numbered;

/* What RE2 finds, and other engines do not: each was given to Prometheus, as thousands of others are by `npm run conformance`. */
describe('an anchored expression', () => {
  test.each<[string, string, string[] | undefined]>([
    ['a|ab', 'ab', ['ab']],
    ['(a|ab)(b?)', 'ab', ['ab', 'a', 'b']],
    ['(a*)*', 'b', undefined],
    ['(|a)+', 'aa', ['aa', 'a']],
    ['(a*)+', 'aa', ['aa', 'aa']],
    ['.', '😀', ['😀']],
    ['.', '\n', ['\n']],
    ['(?-s:.)', '\n', undefined],
    ['a$', 'a\n', undefined],
    ['(?i)k', '\u212a', ['\u212a']],
    ['(?i)ß', 'ẞ', ['ẞ']],
    ['\\w+', 'é', undefined],
    ['\\pL+', 'é日', ['é日']],
    ['[[:alpha:]]', 'z', ['z']],
    ['\\Qa.b\\E', 'a.b', ['a.b']],
    ['(?U:a+)(a*)', 'aa', ['aa', 'a']],
    ['(x)?(y)', 'y', ['y', '', 'y']],
  ])('%s finds in %j: %j', (pattern, text, groups) => {
    expect(found(pattern, text)).toEqual(groups);
  });

  test('knows groups by name', () => {
    expect([...new AnchoredPattern('(?P<n>.)(?<m>.)').match('ab')!.named]).toEqual([['n', 'a'], ['m', 'b']]);
  });

  test.each([
    ['x*)|(?:', 'abc', '-abc-'],
    ['x)|(b*?)|(?:x', 'ab', '-a-b-'],
    ['x)|(a)|(?:x', 'aba', '-b-'],
    ['x)|(a*)|(?:x', 'baac', '-b-c-'],
    ['x)|(?:b*)|(?:x', '😀b', '-😀-'],
    ['.*', 'abc', '-'],
    ['x', 'abc', 'abc'],
  ])('that breaks out of its anchors, as %s, is replaced wherever it matches: %s', (pattern, text, replaced) => {
    expect(new AnchoredPattern(pattern).replaceAll(text, () => '-')).toBe(replaced);
  });

  /* The one difference to Go that is known: RE2 allows a name once, Go twice. The library does not, so that nothing is written that only one of them reads. */
  test('has no name for two groups', () => {
    expect(() => new AnchoredPattern('(?P<n>a)|(?P<n>b)')).toThrow('duplicate capture group name: `n`');
  });
});
