import * as fc from 'fast-check';
import { canonicalFloat, isGoFloat, parseGoFloat } from '../../../../lib/policy/simulate/reading/floats';

test.each([
  ['1', '1.0'], ['0', '0.0'], ['-0', '0.0'], ['-1', '-1.0'], ['0.5', '0.5'], ['.5', '0.5'], ['5.', '5.0'], ['1e6', '1e+06'], ['1000000', '1e+06'], ['999999', '999999.0'], ['123456.7', '123456.7'],
  ['1234567', '1.234567e+06'], ['0.0001', '0.0001'], ['0.00001', '1e-05'], ['+Inf', '+Inf'], ['inf', '+Inf'], ['-Infinity', '-Inf'], ['NaN', 'NaN'], ['x', 'x'], ['', ''], ['1e999', '1e999'],
])('the bound %s is written %s', (text, canonical) => expect(canonicalFloat(text)).toBe(canonical));

test('what is written anew stays the same number, and is written so again', () => {
  fc.assert(fc.property(fc.double(), (value) => {
    const canonical = canonicalFloat(String(value).replace('Infinity', 'Inf'));
    expect(parseGoFloat(canonical)! + 0).toEqual(value + 0);
    expect(canonicalFloat(canonical)).toBe(canonical);
  }));
});

test('bytes are a number when their text is one', () => {
  fc.assert(fc.property(fc.oneof(fc.double().map(String), fc.string({ unit: fc.constantFrom(...'0123456789.-+eEinfaNy') })), (text) => {
    expect(isGoFloat(Buffer.from(text), 0, text.length)).toBe(parseGoFloat(text) !== undefined);
  }));
});
