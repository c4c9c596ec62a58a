import { itemsOf, PlainDocument } from '../../../../lib/policy/breakage/documents/plain-document';
import { problemOf } from '../../../collector/documents';

const document = new PlainDocument('test', 'a probe');
const refused = (read: () => unknown) => {
  const { what, fix } = problemOf(read);
  return [what, fix];
};

test('what there is none of is no map, and an empty list or text', () => {
  expect([undefined, null].map((nothing) => [document.map('a', nothing), document.list('a', nothing), document.text('a', nothing), document.texts('a', nothing)])).toEqual([
    [undefined, [], '', {}], [undefined, [], '', {}],
  ]);
});

test('what there is is what it should be', () => {
  expect([document.map('a', { b: 1 }), document.list('a', [1]), document.texts('a', { b: 'c', d: 2 })]).toEqual([{ b: 1 }, [1], { b: 'c', d: '2' }]);
  expect(['b', 1.5, 0, true, false].map((value) => document.text('a', value))).toEqual(['b', '1.5', '0', 'true', 'false']);
});

test('or it fails, with where it stands', () => {
  expect(refused(() => document.map('a', []))).toEqual(['a is []', 'a: a map']);
  expect(refused(() => document.map('a', 'b'))).toEqual(['a is "b"', 'a: a map']);
  expect(refused(() => document.list('a', {}))).toEqual(['a is {}', 'a: a list']);
  expect(refused(() => document.text('a', {}))).toEqual(['a is {}', 'a: a text']);
  expect(refused(() => document.texts('a', { b: [] }))).toEqual(['a.b is []', 'a.b: a text']);
  expect(problemOf(() => document.refuse('a', undefined, 'kind: Probe'))).toEqual({
    path: 'test', what: 'a is nothing', why: 'it is not a probe: what it needs would be overlooked', fix: 'a: kind: Probe',
  });
});

test('of what is long the beginning is shown', () => {
  const quoted = (length: number) => 'x'.repeat(length - 2);

  expect(refused(() => document.map('a', quoted(80)))[0]).toBe(`a is "${quoted(80)}"`);
  expect(refused(() => document.map('a', quoted(81)))[0]).toBe(`a is "${quoted(81)}…`);
});

test('lists hold documents, and so do lists of Kubernetes, in each other too', () => {
  const list = { kind: 'ProbeList', items: [{ kind: 'Probe' }, { kind: 'List', items: ['b'] }] };

  expect(itemsOf(document, 'a', ['c', [list]])).toEqual([
    { where: 'a[0]', value: 'c' }, { where: 'a[1][0].items[0]', value: { kind: 'Probe' } }, { where: 'a[1][0].items[1].items[0]', value: 'b' },
  ]);
  expect(itemsOf(document, 'a', null)).toEqual([{ where: 'a', value: null }]);
  expect(itemsOf(document, 'a', { kind: 1 })).toEqual([{ where: 'a', value: { kind: 1 } }]);
  expect(itemsOf(document, 'a', { kind: 'List' })).toEqual([]);
  expect(refused(() => itemsOf(document, 'a', { kind: 'List', items: {} }))).toEqual(['a.items is {}', 'a.items: a list']);
});
