import * as fc from 'fast-check';
import { mergeValues } from '../../lib/prerequisites/merge-values';
import { ChartValues } from '../../lib/prerequisites/release-plan';

const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
const { values } = fc.letrec<{ value: unknown; values: ChartValues }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, scalar, fc.array(scalar, { maxLength: 2 }), tie('values')),
  values: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { noNullPrototype: true }),
}));

test('maps are merged key by key', () => {
  expect(mergeValues({ webhook: { replicaCount: 3, resources: { limits: { memory: '128Mi' } } } }, { webhook: { resources: { limits: { cpu: '1' } } } }))
    .toEqual({ webhook: { replicaCount: 3, resources: { limits: { memory: '128Mi', cpu: '1' } } } });
});

test('lists, scalars and null take the place of what was there', () => {
  expect(mergeValues({ list: [1, 2], map: { a: 1 }, text: 'a', kept: true }, { list: [3], map: null, text: { b: 2 } }))
    .toEqual({ list: [3], map: null, text: { b: 2 }, kept: true });
});

test('nothing over values, and values over nothing, are the values', () => {
  fc.assert(fc.property(values, (one) => {
    expect(mergeValues(one, {})).toEqual(one);
    expect(mergeValues({}, one)).toEqual(one);
    expect(mergeValues(one, one)).toEqual(one);
  }));
});

test('it does not matter which two of three are merged first, while none puts a map in the place of something else', () => {
  const replaces = (one: unknown, over: unknown): boolean => {
    const isMap = (value: unknown): value is ChartValues => typeof value === 'object' && value !== null && !Array.isArray(value);
    return isMap(one) && isMap(over) ? Object.keys(over).some((key) => key in one && replaces(one[key], over[key])) : isMap(one) !== isMap(over);
  };
  fc.assert(fc.property(values, values, values, (a, b, c) => {
    fc.pre(!replaces(a, b) && !replaces(b, c) && !replaces(a, c));
    expect(mergeValues(mergeValues(a, b), c)).toEqual(mergeValues(a, mergeValues(b, c)));
  }));
});

test('neither is changed', () => {
  fc.assert(fc.property(values, values, (one, over) => {
    const before = JSON.stringify([one, over]);
    mergeValues(one, over);
    expect(JSON.stringify([one, over])).toBe(before);
  }));
});
