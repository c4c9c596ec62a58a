import { allowedValues, matchesAnything, namedValues, testOf } from '../../../../lib/policy/breakage/fates/matcher-test';
import { matcherOf } from '../selectors';

describe('whether values are as a matcher asks', () => {
  test.each<[string, string[], string[]]>([
    ['a="b"', ['b'], ['', 'bb', 'c']],
    ['a!="b"', ['', 'c'], ['b']],
    ['a!="b.*"', ['b', 'bb'], ['b.*']],
    ['a=~"b.*|c"', ['b', 'bb', 'c'], ['', 'ab', 'cc']],
    ['a!~"b.*"', ['', 'ab'], ['b', 'bb']],
  ])('%s: %j are, and %j are not', (matcher, passing, failing) => {
    const test = testOf(matcherOf(matcher))!;

    expect([...passing, ...failing].filter(test)).toEqual(passing);
  });

  test.each(['a="$v"', 'a!="$v"', 'a=~"$v"', 'a=~"x-${v}-y"'])('is not known of %s, before the variable has a value', (matcher) => {
    expect(testOf(matcherOf(matcher))).toBeUndefined();
  });

  test('is not known of an expression that cannot be read, but a text may look like one', () => {
    expect(testOf(matcherOf('a=~"(b"'))).toBeUndefined();
    expect(testOf(matcherOf('a!~"(b"'))).toBeUndefined();
    expect(testOf(matcherOf('a="(b"'))!('(b')).toBe(true);
  });
});

test('a matcher that lets everything through asks nothing', () => {
  expect(['a=~".*"', 'a=~"(.*)"', 'a=~".*|"'].map(matcherOf).map(matchesAnything)).toEqual([true, true, true]);
  expect(['a=".*"', 'a!~".*"', 'a=~".+"', 'a=~"b.*"'].map(matcherOf).map(matchesAnything)).toEqual([false, false, false, false]);
});

describe('the values that a matcher names', () => {
  test.each<[string, string[]]>([
    ['a="b"', ['b']],
    ['a!="b|c"', ['b|c']],
    ['a=~"b"', ['b']],
    ['a=~"b|c"', ['b', 'c']],
    ['a!~"(b|c)"', ['b', 'c']],
    ['a=~"(?:b|c)"', ['b', 'c']],
    ['a=~"b\\\\.c|"', ['b.c', '']],
  ])('%s: %j', (matcher, values) => {
    expect(namedValues(matcherOf(matcher))).toEqual(values);
  });

  test.each(['a=~"b.*"', 'a=~"b|c.+"', 'a=~"(b|c)d|e"', 'a=~"d(b|c)"', 'a=~"(b)(c)"', 'a="$v"', 'a=~"b|$v"'])('%s names none, or not all', (matcher) => {
    expect(namedValues(matcherOf(matcher))).toBeUndefined();
  });

  test('are all that there can be, unless they are what is left out', () => {
    expect(allowedValues(matcherOf('a="b"'))).toEqual(['b']);
    expect(allowedValues(matcherOf('a=~"b|c"'))).toEqual(['b', 'c']);
    expect(allowedValues(matcherOf('a!="b"'))).toBeUndefined();
    expect(allowedValues(matcherOf('a!~"b|c"'))).toBeUndefined();
  });
});
