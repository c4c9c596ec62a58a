import { KeyTree, knownKeys } from './known-keys';
import { REMOVED_KEYS, RemovedKey } from './removed-keys';
import { Finding } from '../../validation';
import { isAtLeast } from '../../versions';
import { Mapping, writtenKeyFindings } from '../../wiring/added-keys';
import { isMapping } from '../../wiring/mapping';

/** Judges what a user adds to a document: keys that nobody reads, and keys that the library writes. */
export function addedKeyFindings(added: Mapping, written: Mapping): Finding[] {
  return [...unknownKeyFindings(added), ...writtenKeyFindings(added, written)];
}

/** Judges a document against a version of Loki: what it has removed. */
export function removedKeyFindings(document: Mapping, version: string): Finding[] {
  return REMOVED_KEYS.filter(({ path, since }) => isAtLeast(version, since) && stands(document, path.split('.'))).map((removed) => removedFinding(removed, version));
}

function removedFinding({ path, since, instead }: RemovedKey, version: string): Finding {
  return {
    what: `'${path}' is in the configuration of Loki ${version}`,
    why: `Loki has no such key from ${since} on: it does not start, or does not do what it says`,
    fix: instead,
  };
}

function unknownKeyFindings(added: Mapping): Finding[] {
  return unknownPaths(added, knownKeys(), '').map(({ path, siblings }) => ({
    what: `extraConfig has '${path}', which Loki does not know`,
    why: 'Loki reads its configuration strictly, and does not start',
    fix: `${siblings.length === 0 ? 'leave it out' : `one of ${siblings.join(', ')}`} (https://grafana.com/docs/loki/latest/configure/)`,
  }));
}

interface UnknownPath {
  readonly path: string;
  /** The keys that could have been meant. */
  readonly siblings: readonly string[];
}

function unknownPaths(value: unknown, tree: KeyTree | undefined, at: string): UnknownPath[] {
  if (tree === undefined || !isMapping(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([key, below]) => {
    const path = at === '' ? key : `${at}.${key}`;
    return Object.hasOwn(tree, key) ? unknownPaths(below, tree[key], path) : [{ path, siblings: likely(key, Object.keys(tree)) }];
  });
}

/** The keys that share the most words with what was written. */
function likely(key: string, keys: readonly string[]): string[] {
  const words = key.split('_');
  const shared = (other: string) => other.split('_').filter((word) => words.includes(word)).length;
  const most = Math.max(0, ...keys.map(shared));
  return (most === 0 ? keys : keys.filter((other) => shared(other) === most)).slice(0, 6);
}

function stands(value: unknown, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) {
    return true;
  }
  if (key === '*') {
    return Array.isArray(value) && value.some((item) => stands(item, rest));
  }
  return isMapping(value) && Object.hasOwn(value, key) && stands(value[key], rest);
}
