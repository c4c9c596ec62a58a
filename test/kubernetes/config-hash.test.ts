import * as fc from 'fast-check';
import { CONFIG_HASH_ANNOTATION, configHash } from '../../lib/kubernetes/config-hash';

const CONTENT = fc.dictionary(fc.stringMatching(/^[a-c0-3:]{0,3}$/), fc.stringMatching(/^[a-c0-3:]{0,4}$/), { maxKeys: 3 });

describe('the hash of a configuration', () => {
  test('is short, and an annotation can hold it', () => {
    expect(configHash({ 'collector.yaml': 'receivers: {}\n' })).toMatch(/^[0-9a-f]{16}$/);
    expect(CONFIG_HASH_ANNOTATION).toBe('observability.cdk8s.io/config-hash');
  });

  test('is the same on every machine and in every release: pods must not roll without a reason', () => {
    expect(configHash({ 'collector.yaml': 'receivers: {}\n' })).toBe('8cbaa84a491a8bd8');
  });

  test('does not depend on the order of keys', () => {
    expect(configHash({ b: '2', a: '1' })).toBe(configHash({ a: '1', b: '2' }));
  });

  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['a value', { a: '1' }, { a: '2' }],
    ['a key', { a: '1' }, { b: '1' }],
    ['an empty file', {}, { a: '' }],
    ['an empty key', {}, { '': '' }],
    ['the end of a key that moved into its value', { ab: 'c' }, { a: 'bc' }],
    ['a value that moved into the next key', { a: 'b', c: 'd' }, { a: 'bc', d: '' }],
    ['two files that became one', { a: '1', b: '2' }, { a: '1b2' }],
    ['two files that became one with what stands between them', { a: 'x', b: 'y' }, { a: 'x1:b1:y' }],
    ['values that changed places', { a: '1', b: '2' }, { a: '2', b: '1' }],
    ['the end of a line', { a: 'x' }, { a: 'x\n' }],
    ['letters beyond ASCII', { a: 'ü' }, { a: 'Ã¼' }],
  ])('changes with %s', (_, before, after) => {
    expect(configHash(after)).not.toBe(configHash(before));
  });

  test('is equal for equal contents only', () => {
    fc.assert(fc.property(CONTENT, CONTENT, (one, other) => {
      const entries = (content: object) => JSON.stringify(Object.entries(content).sort());
      expect(configHash(one) === configHash(other)).toBe(entries(one) === entries(other));
    }));
  });
});
