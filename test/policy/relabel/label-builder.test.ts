import * as fc from 'fast-check';
import { compareNames, LabelBuilder } from '../../../lib/policy/relabel/label-builder';

describe('labels that are being changed', () => {
  test('have no label without a value', () => {
    const labels = new LabelBuilder({ a: '', b: '1' });
    labels.set('b', '');
    labels.set('c', '');

    expect(labels.labels()).toEqual({});
    expect(labels.get('a')).toBe('');
  });

  test('are seen by name, then as they were written', () => {
    const labels = new LabelBuilder({ c: '3', b: '2', a: '1' });
    labels.set('b', 'x');
    labels.set('0', 'y');
    labels.delete('c');
    labels.set('c', 'z');

    expect(labels.entries()).toEqual([['a', '1'], ['b', 'x'], ['0', 'y'], ['c', 'z']]);
  });

  test('keep the place of what is written twice, and lose it when it was taken away in between', () => {
    const labels = new LabelBuilder({});
    ['x', 'y', 'z', 'x'].forEach((name) => labels.set(name, '1'));
    labels.delete('y');
    labels.set('y', '2');

    expect(labels.entries().map(([name]) => name)).toEqual(['x', 'z', 'y']);
  });

  test('are copied as they were before the first copy', () => {
    const labels = new LabelBuilder({ a: '1', b: '2' });
    labels.copy((name) => ({ a: 'b', b: 'c' })[name]);

    expect(labels.labels()).toEqual({ a: '1', b: '1', c: '2' });
  });

  test('come in the order of their names', () => {
    const labels = new LabelBuilder({ '😀': '1', '\uff21': '2', 'b': '3' });
    labels.set('a', '4');

    expect(Object.keys(labels.labels())).toEqual(['a', 'b', '\uff21', '😀']);
  });

  test('do what a map does, under any name', () => {
    const names = fc.constantFrom('a', 'b', '__proto__', 'constructor', 'é', '');
    const change = fc.tuple(names, fc.constantFrom('', '1', '2'));
    fc.assert(fc.property(fc.dictionary(names, fc.constantFrom('', '1')), fc.array(change), (given, changes) => {
      const [labels, map] = [new LabelBuilder(given), new Map<string, string>(Object.entries(given))];
      changes.forEach(([name, value]) => {
        labels.set(name, value);
        map.set(name, value);
      });

      expect(Object.entries(labels.labels()).sort()).toEqual([...map].filter(([, value]) => value !== '').sort());
      expect(changes.map(([name]) => labels.get(name))).toEqual(changes.map(([name]) => map.get(name)));
    }));
  });
});

test('names are compared by their bytes', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, other) => {
    expect(Math.sign(compareNames(one, other))).toBe(Buffer.compare(Buffer.from(one), Buffer.from(other)));
  }));
});
