import * as fc from 'fast-check';
import { nearestName } from '../../lib/validation/nearest-name';

const NAMES = ['query.timeout', 'query.mode', 'wait', 'wait-interval'];

test.each([
  ['query.timeot', 'query.timeout'],
  ['querytimeout', 'query.timeout'],
  ['wait-intervall', 'wait-interval'],
  ['query.timeout', 'query.timeout'],
])('%s is nearest to %s', (name, nearest) => {
  expect(nearestName(name, NAMES)).toBe(nearest);
});

test('a name of which more than half is another is not nearest', () => {
  expect(nearestName('objstore', NAMES)).toBeUndefined();
  expect(nearestName('objstore', [])).toBeUndefined();
  expect(nearestName('abcd', ['d'])).toBeUndefined();
  expect(nearestName('abcd', ['abxy'])).toBe('abxy');
});

test('a letter less does not hide a name from itself', () => {
  const mistakes = fc.constantFrom(...NAMES).chain((name) => fc.tuple(fc.constant(name), fc.nat(name.length - 1)));
  fc.assert(fc.property(mistakes, ([name, at]) => nearestName(name.slice(0, at) + name.slice(at + 1), NAMES) === name));
});
