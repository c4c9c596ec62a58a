import { DocumentReader } from './document';
import { LabelNames } from './label-names';
import { RelabelAction, RelabelConfig, requireRelabelling } from './relabel-config';
import { RelabelRule, relabelRule } from './relabel-rule';
import { fail } from '../../validation';

/** What Prometheus knows in a relabelling. */
const KEYS: readonly string[] = ['source_labels', 'separator', 'regex', 'modulus', 'target_label', 'replacement', 'action'];

/** The rules of relabellings that were written as Prometheus reads them, `relabel_configs:` for example. What Prometheus refuses fails. */
export function readRules(reader: DocumentReader, where: string, document: unknown, names: LabelNames): RelabelRule[] {
  return rulesOf(reader.caller, where, (reader.list(where, document) ?? []).map((item) => readRelabelling(reader, where, item)), names);
}

/** The rules of relabellings. What Prometheus refuses fails. */
export function rulesOf(caller: string, property: string, configs: readonly RelabelConfig[], names: LabelNames): RelabelRule[] {
  return configs.map((config) => {
    requireRelabelling(caller, property, config, names);
    return relabelRule(config, names);
  });
}

function readRelabelling(reader: DocumentReader, where: string, document: unknown): RelabelConfig {
  const item = reader.map(where, document);
  const unknown = Object.keys(item).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) {
    fail(reader.caller, {
      what: `${where} has '${unknown}'`, why: 'Prometheus and the collector refuse a key that they do not know', fix: `one of ${KEYS.join(', ')}`,
    });
  }
  return {
    sourceLabels: reader.texts(`${where}: source_labels`, item.source_labels),
    separator: reader.text(`${where}: separator`, item.separator),
    regex: reader.text(`${where}: regex`, item.regex),
    modulus: reader.count(`${where}: modulus`, item.modulus),
    targetLabel: reader.text(`${where}: target_label`, item.target_label),
    replacement: reader.text(`${where}: replacement`, item.replacement),
    // whatever it is: what is no action is refused with all the rest
    action: reader.text(`${where}: action`, item.action)?.toLowerCase() as RelabelAction | undefined,
  };
}
