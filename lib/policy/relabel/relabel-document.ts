import { DocumentReader } from './document-reader';
import { LabelNames } from './label-names';
import { toLower } from './letter-case';
import { RelabelAction, RelabelConfig } from './relabel-config';
import { asKey, RELABEL_KEYS, RelabelKey } from './relabel-keys';
import { actionRefusal, isAction, Refusal, regexRefusal, sourceRefusal } from './relabel-refusals';
import { placeOf, refuse, requireRules } from './relabel-requirements';
import { fail } from '../../validation';

/**
 * Relabellings that were written as Prometheus reads them, `relabel_configs:` for example. What Prometheus refuses fails, and in its order: what
 * it cannot make sense of, wherever in the list; keys and kinds of values; rules that are nothing; then one rule after the other.
 */
export function readRelabellings(reader: DocumentReader, where: string, document: unknown, names: LabelNames): RelabelConfig[] {
  const items = reader.list(where, document) ?? [];
  items.forEach((item, index) => requireSense(reader, placeOf(where, index), item));
  const configs = items.map((item, index) => isNothing(item) ? undefined : readRelabelling(reader, placeOf(where, index), item));
  const written = configs.filter((config) => config !== undefined);
  if (written.length < configs.length) {
    const refusal = { words: 'empty or null relabeling rule', fix: 'leave the empty entry out' };
    refuse(reader.caller, placeOf(where, configs.indexOf(undefined)), refusal);
  }
  requireRules(reader.caller, where, written, names, asKey);
  return written;
}

/** Fails on text that is there and means nothing, in the order in which it is written. */
function requireSense(reader: DocumentReader, where: string, item: unknown): void {
  for (const [key, value] of typeof item === 'object' ? Object.entries(item ?? {}) as [string, unknown][] : []) {
    const refusal = refusalOf(key, (text) => isText(text) ? reader.text(where, text) : undefined, value);
    if (refusal) {
      refuse(reader.caller, where, refusal);
    }
  }
}

function refusalOf(key: string, read: (value: unknown) => string | undefined, value: unknown): Refusal | undefined {
  if (key === 'source_labels') {
    const names = Array.isArray(value) ? value.map(read) : [];
    return names.map((name) => name === undefined ? undefined : sourceRefusal(name, asKey)).find((refusal) => refusal !== undefined);
  }
  const text = read(value);
  if (text === undefined) {
    return undefined;
  }
  return key === 'regex' ? regexRefusal(text) : key === 'action' && !isAction(toLower(text)) ? actionRefusal(text) : undefined;
}

function isText(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}

function readRelabelling(reader: DocumentReader, where: string, document: unknown): RelabelConfig {
  const item = reader.map(where, document);
  const unknown = Object.keys(item).find((key) => !Object.hasOwn(RELABEL_KEYS, key));
  if (unknown !== undefined) {
    fail(reader.caller, {
      what: `${where} has '${unknown}'`, why: 'Prometheus and the collector refuse a key that they do not know', fix: `one of ${Object.keys(RELABEL_KEYS).join(', ')}`,
    });
  }
  const text = (key: RelabelKey): string | undefined => reader.text(`${where}: ${key}`, item[key]);
  return {
    sourceLabels: reader.texts(`${where}: source_labels`, item.source_labels),
    separator: text('separator'),
    regex: text('regex'),
    modulus: reader.count(`${where}: modulus`, item.modulus),
    targetLabel: text('target_label'),
    replacement: text('replacement'),
    // nothing at all is refused with the rest of what is wrong in a rule
    action: actionOf(text('action')),
  };
}

function actionOf(text: string | undefined): RelabelAction | undefined {
  return text === undefined ? undefined : toLower(text) as RelabelAction;
}
