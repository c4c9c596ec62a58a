import * as fc from 'fast-check';
import { toDocument } from '../../../lib/collector/components/expansion';
import { readCollectorText } from '../../../lib/policy/relabel/collector-text';
import { problemOf } from '../../collector/documents';

const read = (text: string) => readCollectorText('Relabeling', { X: 'val', Y: 'a$$b${env:X}', EMPTY: '', SELF: 'x${env:SELF}' }, text);

/* Each of them was given to the collector (0.161.0). */
describe('text of a collector configuration', () => {
  test.each([
    ['no dollar', 'no dollar'],
    ['$1 $$2 $$$3 $$$$4', '$1 $2 $$3 $$4'],
    ['${env:X}', 'val'],
    ['$$${env:X}', '$val'],
    ['a$${b}${env:X}', 'a${b}val'],
    ['${env:X} $${env:X}', 'val $val'],
    ['${env:NOPE:-other} ${X}', 'other val'],
    ['} ${env:X} } {', '} val } {'],
    ['${env:Y}', 'a$bval'],
    ['<${env:EMPTY}>', '<>'],
  ])('%s is %s', (text, literal) => {
    expect(read(text)).toBe(literal);
  });

  test('is what a program meant, when the library wrote it', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('$', '{', '}', '$1', 'env:', 'X', '${env:X}', 'a')), (parts) => {
      expect(read(toDocument(parts.join('')) as string)).toBe(parts.join(''));
    }));
  });

  test.each([
    ['${env:NOPE}', 'the value of ${env:NOPE} is not known'],
    ['a${1}b', 'the value of ${1} is not known'],
    ['${file:/etc/x}', 'the value of ${file:/etc/x} is not known'],
    ['${env:toString}', 'the value of ${env:toString} is not known'],
    ['${env:SELF}', "'${env:SELF}' refers to itself"],
  ])('fails: %s', (text, what) => {
    expect(problemOf(() => read(text))).toMatchObject({ path: 'Relabeling', what });
  });
});
