import * as fc from 'fast-check';
import { boundPattern, bucketPattern, goNumber } from '../../../lib/policy/cardinality/bucket-bounds';
import { AnchoredPattern } from '../../../lib/policy/relabel/anchored-pattern';

const matches = (bound: number, text: string) => new AnchoredPattern(boundPattern(bound)).matches(text);

test.each([
  [1, '1'], [0.1, '0.1'], [1e6, '1e+06'], [1234567, '1.234567e+06'], [123456.5, '123456.5'], [1e-5, '1e-05'], [0.0001, '0.0001'], [1e21, '1e+21'], [-0.5, '-0.5'], [123456789012, '1.23456789012e+11'],
])('%d is %s in Go', (value, text) => {
  expect(goNumber(value)).toBe(text);
});

test.each([
  [1, '1'], [1, '1.0'], [1, '1.'], [1, '01.00'], [0.1, '0.1'], [0.1, '.1'], [0.1, '0.100'], [0, '0'], [0, '0.0'], [-2.5, '-2.5'], [1e6, '1e+06'], [1e6, '1000000'], [1e6, '1000000.0'],
  [1e-5, '1e-05'], [1e-5, '0.00001'], [2500000, '2.5e+06'],
])('%d is found as %s', (bound, text) => {
  expect(matches(bound, text)).toBe(true);
});

test.each([
  [1, '10'], [1, '1.01'], [0.1, '0.01'], [0.1, '1'], [0, ''], [0, '.'], [2.5, '2x5'], [2.5, '25'], [-2.5, '2.5'], [2.5, '-2.5'], [1e6, '1e+07'], [1, '+Inf'],
])('%d is not %s', (bound, text) => {
  expect(matches(bound, text)).toBe(false);
});

test('a bound is found in the words of Go and in plain digits, and no other number is', () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 });
  fc.assert(fc.property(number, number, (one, other) => {
    expect(matches(one, goNumber(one))).toBe(true);
    expect(matches(one, goNumber(other))).toBe(Object.is(one, other) || one === other);
  }));
});

test('the last bucket always stays', () => {
  expect(new AnchoredPattern(bucketPattern([1])).matches('+Inf')).toBe(true);
  expect(new AnchoredPattern(bucketPattern([1])).matches('2')).toBe(false);
});
