import * as fc from 'fast-check';
import { anyOf, grouped, literalOf, patternFinding, quoted } from '../../lib/policy/patterns';
import { AnchoredPattern } from '../../lib/policy/relabel/anchored-pattern';

const PATTERNS = ['a', 'a|b', 'ab?', '(?i)a', '(?i:b)', '\\Qa|b\\E', '(a)(b)?', '(?P<n>a)b', '', '[ab]+', 'a|', '(?s).', 'a\\.b', '(?U)a+', '(?<n>b)|a', '[(?P<n>a]', '[](?<n>b]', '\\(?P?<n>', '\\Q(?P<n>\\E'];
const pattern = fc.constantFrom(...PATTERNS);
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '.', '|', '(', '<', 'n', '>', '?', 'P'), maxLength: 4 });

const matches = (expression: string, subject: string) => new AnchoredPattern(expression).matches(subject);

test('one expression matches what any of several does', () => {
  fc.assert(fc.property(fc.array(pattern, { minLength: 1, maxLength: 4 }), text, (patterns, subject) => {
    expect(matches(anyOf(patterns), subject)).toBe(patterns.some((one) => matches(one, subject)));
  }));
});

test('a part of a longer expression matches what it did alone', () => {
  fc.assert(fc.property(pattern, text, text, (one, before, subject) => {
    expect(matches(quoted(before) + grouped(one), before + subject)).toBe(matches(one, subject));
  }));
});

test('nothing is grouped that needs no group', () => {
  expect(grouped('a_.*')).toBe('a_.*');
  expect(grouped('a(?:b)?')).toBe('a(?:b)?');
  expect(anyOf(['a|b', 'c_(?:d|e)'])).toBe('a|b|c_(?:d|e)');
});

test('a text is known by the expression that matches nothing else', () => {
  fc.assert(fc.property(fc.string(), (any) => {
    expect(literalOf(quoted(any))).toBe(any);
    expect(matches(quoted(any), any)).toBe(true);
  }));
  expect(['a.b', 'a|b', 'a?', '\\d', '\\n', '^a', '(a)', '[a]'].map(literalOf)).toEqual(Array<undefined>(8).fill(undefined));
  expect(literalOf('service\\.name')).toBe('service.name');
});

test('an expression that is whole only among others is at fault', () => {
  expect(patternFinding('regex', 'a)|(b')?.what).toContain("regex 'a)|(b' is no RE2 expression: unexpected )");
  expect(patternFinding('regex', '\\Qa')?.what).toContain('is no RE2 expression');
  expect(patternFinding('regex', 'a|b')).toBeUndefined();
});
