import { fail } from '../../../validation';
import { PlainMap } from '../../relabel/document-reader';

/** Plain data that says where in it something is missing. */
export class PlainDocument {
  public constructor(private readonly caller: string, private readonly expected: string) {}

  /** A map; nothing when there is none. */
  public map(where: string, value: unknown): PlainMap | undefined {
    return value === undefined || value === null ? undefined
      : typeof value === 'object' && !Array.isArray(value) ? value as PlainMap : this.refuse(where, value, 'a map');
  }

  /** A list; empty when there is none. */
  public list(where: string, value: unknown): readonly unknown[] {
    return value === undefined || value === null ? [] : Array.isArray(value) ? value as readonly unknown[] : this.refuse(where, value, 'a list');
  }

  /** A text, or a number as one; empty when there is none. */
  public text(where: string, value: unknown): string {
    switch (typeof value) {
      case 'undefined': return '';
      case 'string':
      case 'number':
      case 'boolean': return String(value);
      default: return value === null ? '' : this.refuse(where, value, 'a text');
    }
  }

  /** Texts by their names; empty when there is none. */
  public texts(where: string, value: unknown): { readonly [name: string]: string } {
    return Object.fromEntries(Object.entries(this.map(where, value) ?? {}).map(([name, text]) => [name, this.text(`${where}.${name}`, text)]));
  }

  public refuse(where: string, value: unknown, fix: string): never {
    const shown = JSON.stringify(value) ?? 'nothing';
    return fail(this.caller, {
      what: `${where} is ${shown.length > 80 ? `${shown.slice(0, 80)}…` : shown}`, why: `it is not ${this.expected}: what it needs would be overlooked`, fix: `${where}: ${fix}`,
    });
  }
}

/** The documents of a list of documents, and of lists of Kubernetes, with where they stand. */
export function itemsOf(document: PlainDocument, where: string, value: unknown): { readonly where: string; readonly value: unknown }[] {
  if (Array.isArray(value)) {
    return (value as readonly unknown[]).flatMap((item, index) => itemsOf(document, `${where}[${index}]`, item));
  }
  const { kind, items } = (typeof value === 'object' && value !== null ? value : {}) as PlainMap;
  return typeof kind === 'string' && kind.endsWith('List') ? itemsOf(document, `${where}.items`, document.list(`${where}.items`, items)) : [{ where, value }];
}
