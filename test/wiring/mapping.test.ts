import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { decided, decidedOrNothing, isMapping } from '../../lib/wiring/mapping';

describe('a mapping', () => {
  test.each<[string, unknown]>([
    ['a literal', { a: 1 }],
    ['an empty one', {}],
    ['one without a prototype', Object.create(null)],
  ])('is %s', (_, value) => {
    expect(isMapping(value)).toBe(true);
  });

  test.each<[string, unknown]>([
    ['a list', [1]],
    ['nothing', undefined],
    ['null', null],
    ['a text', 'a'],
    ['an object of a class', Duration.days(1)],
    ['a function', () => 1],
  ])('is not %s', (_, value) => {
    expect(isMapping(value)).toBe(false);
  });
});

describe('what was decided', () => {
  test('is no empty mapping where nothing was', () => {
    expect(decidedOrNothing({ a: undefined })).toBeUndefined();
    expect(decidedOrNothing({ a: 1, b: undefined })).toEqual({ a: 1 });
  });

  test('is said, also when it is false, empty, zero or null', () => {
    expect(Object.entries(decided({ a: undefined, b: false, c: '', d: 0, e: null }))).toEqual([['b', false], ['c', ''], ['d', 0], ['e', null]]);
  });

  test('is in the order in which it was said, and the original stays as it is', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.option(fc.integer(), { nil: undefined })), (entries) => {
      const keys = Object.keys(entries);
      expect(Object.keys(decided(entries))).toEqual(keys.filter((key) => entries[key] !== undefined));
      expect(Object.keys(entries)).toEqual(keys);
    }));
  });
});
