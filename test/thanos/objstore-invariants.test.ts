import { objstoreTextFindings } from '../../lib/thanos/objstore-invariants';

test.each(['type: S3\nconfig: {}\n', '---\ntype: S3\n', '# a store\n---\ntype: S3\n'])('one document is read: %j', (text) => {
  expect(objstoreTextFindings(text)).toEqual([]);
});

test('several documents are read but for the others', () => {
  expect(objstoreTextFindings('type: S3\n---\ntype: GCS\n').map(({ what, why }) => [what, why])).toEqual([
    ['the text of the object store has 2 documents', 'Thanos reads the first one, and says nothing of the others'],
  ]);
});

test.each(['', '\n', '# nothing\n', '---\n'])('no document is no store: %j', (text) => {
  expect(objstoreTextFindings(text).map(({ what }) => what)).toEqual(['the text of the object store is empty']);
});
