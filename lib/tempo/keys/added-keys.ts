import { documentFindings } from './key-findings';
import { Finding } from '../../validation';
import { Mapping, writtenKeyFindings } from '../../wiring/added-keys';

/** What is known of a Tempo to which something is added. */
export interface AddedTo {
  readonly written: Mapping;
  /** The blocks that any of its processes reads. */
  readonly read: readonly string[];
  readonly version: string;
}

/** Keys that other things follow from, though nothing is written for them. */
const DECIDED = ['target', 'auth_enabled', 'http_api_prefix', 'internal_server', 'shutdown_delay', 'partition_ring_live_store'];

/** Judges what a user adds to a document: keys that nobody knows, blocks that nobody reads, and keys that the library writes. */
export function addedFindings(added: Mapping, { written, read, version }: AddedTo): Finding[] {
  const unknown = documentFindings(added, { source: 'extraConfig', version });
  const decided = Object.keys(added).filter((key) => DECIDED.includes(key));
  const misread = Object.keys(added).filter((block) => ![...read, ...decided].includes(block) && !unknown.some(({ what }) => what.includes(`'${block}'`)));
  return [
    ...unknown,
    ...decided.map((key) => ({
      what: `extraConfig has '${key}', which the library has decided`,
      why: 'arguments, probes, endpoints and the time that a pod has to end follow from it',
      fix: `leave '${key}' out of extraConfig`,
    })),
    ...misread.map((block) => ({
      what: `extraConfig has '${block}', which none of its components reads`,
      why: 'it would say something that nobody does',
      fix: `leave '${block}' out of extraConfig`,
    })),
    ...writtenKeyFindings(added, written),
  ];
}
