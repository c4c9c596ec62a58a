import { Finding } from '../validation';

/**
 * Judges the text of an object store that somebody else has written.
 *
 * @see https://thanos.io/tip/thanos/storage.md/
 */
export function objstoreTextFindings(text: string): Finding[] {
  const documents = text.split(/^---(?:[ \t].*)?$/m).filter((part) => part.split('\n').some((line) => /^\s*[^#\s]/.test(line)));
  if (documents.length === 1) {
    return [];
  }
  return documents.length === 0
    ? [{
      what: 'the text of the object store is empty',
      why: 'Thanos takes it for no object store: store gateways and compactors do not start, others upload nothing',
      fix: 'StoreDocument.thanos(store).yaml',
    }]
    : [{
      what: `the text of the object store has ${documents.length} documents`,
      why: 'Thanos reads the first one, and says nothing of the others',
      fix: 'one document, and one component for each object store',
    }];
}
