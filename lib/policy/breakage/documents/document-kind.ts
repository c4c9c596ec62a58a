import { itemsOf, PlainDocument } from './plain-document';
import { PlainMap } from '../../relabel/document-reader';
import { Statement } from '../statement';

/** Objects of Kubernetes of a kind, and which of them somebody reads in the cluster. */
export interface ManifestKind {
  readonly kind: string;
  readonly isRead: (manifest: PlainMap) => boolean;
}

/** One kind of document that asks for series. */
export interface DocumentKind {
  /** What it is called, where a document is none of those that are expected. */
  readonly name: string;
  /** How it is recognised, in words. */
  readonly sign: string;
  readonly is: (map: PlainMap) => boolean;
  readonly read: (document: PlainDocument, where: string, map: PlainMap) => Statement[];
  /** When it is a manifest: which are judged where they stand in a tree. */
  readonly manifest?: ManifestKind;
}

/** The expressions of documents of some kinds, and of lists of them. What is of none of them fails. */
export function readDocuments(caller: string, property: string, kinds: readonly DocumentKind[], documents: readonly unknown[]): Statement[] {
  const document = new PlainDocument(caller, kinds.map(({ name }) => name).join(' or '));
  const fix = kinds.map(({ sign }) => sign).join(', or ');
  return itemsOf(document, property, documents).flatMap(({ where, value }) => {
    const map = document.map(where, value);
    const kind = map && kinds.find(({ is }) => is(map));
    return kind ? kind.read(document, where, map) : document.refuse(where, value, fix);
  });
}
