import { toLower, toUpper } from '../../../lib/policy/relabel/letter-case';

/* Where Go and JavaScript differ. `npm run conformance` compares every letter. */
describe('letters', () => {
  test.each([
    ['straße', 'STRAßE'],
    ['ŉ', 'ŉ'],
    ['ﬁ', 'ﬁ'],
    ['ᾳ ᾀ ᾯ', 'ᾼ ᾈ ᾯ'],
    ['ǆ ǅ', 'Ǆ Ǆ'],
    ['ı', 'I'],
    ['𐐨', '𐐀'],
  ])('%s in upper case are %s', (text, upper) => {
    expect(toUpper(text)).toBe(upper);
  });

  test.each([
    ['ΟΔΟΣ', 'οδοσ'],
    ['İ', 'i'],
    ['ẞ', 'ß'],
    ['ᾼ', 'ᾳ'],
    ['\u212a', 'k'],
    ['𐐀', '𐐨'],
  ])('%s in lower case are %s', (text, lower) => {
    expect(toLower(text)).toBe(lower);
  });
});
