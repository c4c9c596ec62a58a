import { DocumentKind, readDocuments } from '../../../../lib/policy/breakage/documents/document-kind';
import { problemOf } from '../../../collector/documents';

const statement = (where: string) => ({ where, text: 'up', parsed: { fault: 'nobody has read it' }, shown: [] });
const A: DocumentKind = { name: 'a list of targets', sign: 'a map with targets', is: ({ targets }) => targets !== undefined, read: (_, where) => [statement(`${where} as targets`)] };
const B: DocumentKind = { name: 'a probe', sign: 'kind: Probe', is: ({ kind }) => kind === 'Probe', read: (_, where) => [statement(`${where} as a probe`)] };
const read = (...documents: unknown[]) => readDocuments('test', 'checks', [A, B], documents).map(({ where }) => where);

test('each document is read by the first kind that knows it, in lists too', () => {
  expect(read({ targets: [] }, [{ kind: 'Probe' }], { kind: 'ProbeList', items: [{ kind: 'Probe', targets: [] }] })).toEqual([
    'checks[0] as targets', 'checks[1][0] as a probe', 'checks[2].items[0] as targets',
  ]);
});

test('a document that no kind knows fails, with all that would be known', () => {
  expect(problemOf(() => read({ kind: 'Pod' }))).toEqual({
    path: 'test', what: 'checks[0] is {"kind":"Pod"}', why: 'it is not a list of targets or a probe: what it needs would be overlooked', fix: 'checks[0]: a map with targets, or kind: Probe',
  });
});
