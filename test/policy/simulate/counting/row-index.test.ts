import * as fc from 'fast-check';
import { RowIndex } from '../../../../lib/policy/simulate/counting/row-index';

test('rows that are the same are found, also when the hashes of others are the same', () => {
  fc.assert(fc.property(fc.array(fc.nat(50), { size: 'large' }), fc.integer({ min: 1, max: 7 }), (values, hashes) => {
    const index = new RowIndex((row, other) => values[row] === values[other]);
    const firsts = values.map((value, row) => index.add(value % hashes, row));
    expect(firsts).toEqual(values.map((value) => values.indexOf(value)));
    expect(index.size).toBe(new Set(values).size);
  }));
});
