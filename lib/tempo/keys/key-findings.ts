import { Block, blockOf, DOCUMENT_BLOCK, Key, KeyType, OVERRIDES_BLOCK } from './known-keys';
import { valueFault } from './scalar-types';
import { Finding } from '../../validation';
import { nearestName } from '../../validation/nearest-name';
import { isAtLeast } from '../../versions';
import { isMapping } from '../../wiring/mapping';

/** What is read, and by which version. */
interface Reading {
  /** Where the document comes from, in words: `extraConfig`, for example. */
  readonly source: string;
  readonly version: string;
}

/** What is wrong at one place of a document. */
interface Fault {
  readonly path: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
}

const REFUSED = 'Tempo reads its configuration strictly, and does not start';

/** Judges a document, or a part of one that begins at its root: what this version of Tempo does not know, and what it cannot read. */
export function documentFindings(document: unknown, reading: Reading): Finding[] {
  return findings(blockFaults(document, blockOf(DOCUMENT_BLOCK), '', reading.version), reading);
}

/** Judges a file of overrides. */
export function overridesFindings(file: unknown, reading: Reading): Finding[] {
  return findings(valueFaults(file, { mapOf: { mapOf: { block: OVERRIDES_BLOCK } } }, '', reading.version), reading);
}

function findings(faults: readonly Fault[], { source }: Reading): Finding[] {
  return faults.map(({ path, what, why, fix }) => ({ what: `${source} has '${path}'${what}`, why, fix }));
}

function blockFaults(value: unknown, block: Block, at: string, version: string): Fault[] {
  return !isMapping(value) ? [expected('a block of keys', value, at)] : Object.entries(value).flatMap(([key, below]) => {
    const path = at === '' ? key : `${at}.${key}`;
    const known = Object.hasOwn(block, key) ? block[key] : block['*'];
    const fault = known === undefined ? unknownKey(key, path, block, version) : outOfVersion(known, path, version);
    return fault === undefined ? valueFaults(below, known!.type, path, version) : [fault];
  });
}

function valueFaults(value: unknown, type: KeyType, path: string, version: string): Fault[] {
  // a key without a value is one that is not said
  if (value === null || value === undefined) {
    return [];
  }
  if ('block' in type) {
    return blockFaults(value, blockOf(type.block), path, version);
  }
  if ('listOf' in type) {
    return Array.isArray(value) ? value.flatMap((item, index) => valueFaults(item, type.listOf, `${path}.${index}`, version)) : [expected('a list', value, path)];
  }
  if ('mapOf' in type) {
    return isMapping(value)
      ? Object.entries(value).flatMap(([key, item]) => valueFaults(item, type.mapOf, path === '' ? key : `${path}.${key}`, version))
      : [expected('a map', value, path)];
  }
  const fault = valueFault(value, type.scalar);
  return fault === undefined ? [] : [{ path, what: `: ${JSON.stringify(value)}, which is no ${fault.noun}`, why: fault.why ?? REFUSED, fix: fault.fix }];
}

function expected(noun: string, value: unknown, path: string): Fault {
  return { path, what: `: ${JSON.stringify(value)}, where ${noun} stands`, why: REFUSED, fix: `${noun}, as in https://grafana.com/docs/tempo/latest/configuration/` };
}

function unknownKey(key: string, path: string, block: Block, version: string): Fault {
  const keys = Object.entries(block).filter(([, known]) => outOfVersion(known, path, version) === undefined).map(([name]) => name).sort();
  const nearest = nearestName(key, keys);
  return {
    path,
    what: ', which Tempo does not know',
    why: REFUSED,
    fix: nearest === undefined ? `leave it out, or one of ${keys.join(', ')}` : `${nearest} in its place, or leave it out`,
  };
}

function outOfVersion({ since, until }: Key, path: string, version: string): Fault | undefined {
  if (since !== undefined && !isAtLeast(version, since)) {
    return { path, what: `, which Tempo ${version} does not know`, why: `it came with ${since}: ${REFUSED}`, fix: `leave it out, or Tempo ${since} or later` };
  }
  if (until !== undefined && isAtLeast(version, until)) {
    return { path, what: `, which Tempo ${version} does not know`, why: `it went with ${until}: ${REFUSED}`, fix: 'leave it out' };
  }
  return undefined;
}
