import { isMapping } from './mapping';
import { Finding } from '../validation';

/** A document, or a part of one. */
export type Mapping = { readonly [key: string]: unknown };

/** Judges what a user adds by `extraConfig`: keys that the library writes. */
export function writtenKeyFindings(added: Mapping, written: Mapping): Finding[] {
  return sharedPaths(added, written, '').map((path) => ({
    what: `extraConfig has '${path}', which the library writes itself`,
    why: 'two places would say it, and what the rest of the program was checked against would not be what runs',
    fix: `leave '${path}' out of extraConfig, and use the option that says it`,
  }));
}

function sharedPaths(added: Mapping, written: Mapping, at: string): string[] {
  return Object.entries(added).filter(([key]) => Object.hasOwn(written, key)).flatMap(([key, value]) => {
    const path = at === '' ? key : `${at}.${key}`;
    const own = written[key];
    return isMapping(value) && isMapping(own) ? sharedPaths(value, own, path) : [path];
  });
}

/** One document of two that share no value. */
export function withAdded(written: Mapping, added: Mapping): Mapping {
  return Object.fromEntries([...new Set([...Object.keys(written), ...Object.keys(added)])].map((key) => {
    const [own, other] = [written[key], added[key]];
    return [key, isMapping(own) && isMapping(other) ? withAdded(own, other) : own ?? other];
  }));
}
