import * as fc from 'fast-check';
import { RE2JS } from 're2js';
import { anchored } from '../../../lib/policy/patterns';
import { beginningOf, plainPattern } from '../../../lib/policy/relabel/plain-pattern';

describe('a plain expression', () => {
  test.each([
    ['', ['']],
    ['up', ['up']],
    ['up|down', ['up', 'down']],
    ['go_.*|up', ['go_', 'go_x\ny', 'up']],
    ['a\\.b|c\\|d', undefined],
    ['a\\.b', ['a.b']],
    ['a\\.*', undefined],
    ['a\\\\.*', ['a\\', 'a\\b']],
    ['.*', ['', 'a']],
    ['(.+)', ['a']],
    ['.*|a', ['', 'a', 'x']],
    ['(a)', undefined],
    ['a.b', undefined],
    ['a|b)|(c', undefined],
  ])('%s: %j', (pattern, matching) => {
    const plain = plainPattern(pattern);

    expect(plain && ['', 'a', 'b', 'x', 'up', 'down', 'go_', 'go_x\ny', 'a.b', 'a\\', 'a\\b', 'upp', 'go'].filter(plain.matches).sort()).toEqual(
      pattern === '.*' || pattern === '.*|a' ? expect.arrayContaining(matching!) : pattern === '(.+)' ? expect.not.arrayContaining(['']) : matching?.sort());
  });
});

describe('the beginning of an expression', () => {
  test.each([
    ['http_.*', 'http_'],
    ['a\\.b(?:c|d)', 'a.b'],
    ['ab*', 'a'],
    ['a\\.?', 'a'],
    ['a😀{2}', 'a'],
    ['1;(?:a|b)', '1;'],
    ['a|b', ''],
    ['ab(?i)c|d', ''],
    ['ab)|(c', ''],
    ['ab[|)]c', 'ab'],
    ['ab\\|c', 'ab|c'],
    ['ab\\Qc|d\\E', ''],
    ['ab[[:alpha:]]', ''],
    ['(?i)ab', ''],
    ['ab(?i)?', ''],
    ['^ab', ''],
  ])('%s: %j', (pattern, beginning) => {
    expect(beginningOf(pattern)).toBe(beginning);
  });
});

const PIECES = ['a', 'b', 'ab', 'é', '😀', '.', '.*', '.+', '*', '?', '+', '{2}', '|', '(', '(?:', '(?i)', ')', '[ab]', '[^|]', '[|)]', '[[:alpha:]]', '\\.', '\\|', '\\\\', '\\d', '\\Q', '\\E', '^', '$', ';', '\n'];
const patterns = fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((pieces) => pieces.join('')).filter((pattern) => {
  try {
    return RE2JS.compile(anchored(pattern)) !== undefined;
  } catch {
    return false;
  }
});
const texts = fc.array(fc.constantFrom('a', 'b', 'A', 'é', '😀', '.', '|', ')', ';', '\\', '1', '\n'), { maxLength: 4 }).map((pieces) => pieces.join(''));

describe('whatever the expression', () => {
  test('what is plain matches as RE2 does, and nothing matches that begins otherwise', () => {
    fc.assert(fc.property(patterns, fc.array(texts, { minLength: 1, maxLength: 20 }), (pattern, given) => {
      const compiled = RE2JS.compile(anchored(pattern));
      const [plain, beginning] = [plainPattern(pattern), beginningOf(pattern)];
      for (const text of given) {
        const matches = compiled.matcher(text).find();

        expect(plain?.matches(text) ?? matches).toBe(matches);
        expect(matches && !text.startsWith(beginning)).toBe(false);
      }
    }), { numRuns: 2000 });
  });
});
