import { fail } from '../../validation';

/** Fails on a prefix that would give keys with empty or relative segments. */
export function requirePrefix(caller: string, prefix: string): void {
  const segments = prefix.split('/');
  const sound = segments.every((segment) => /^[A-Za-z0-9!_.*'()-]+$/.test(segment) && !/^\.\.?$/.test(segment));
  if (!sound) {
    const nearest = segments.map((segment) => segment.replace(/[^A-Za-z0-9!_.*'()-]+/g, '-')).filter((segment) => !/^\.{0,2}$/.test(segment));
    fail(caller, {
      what: `prefix '${prefix}' is not a path of names`,
      why: "keys are '<prefix>/<object>': a slash at either end gives an empty segment, and signatures break on other characters",
      fix: nearest.length === 0 ? 'leave prefix out' : `prefix: '${nearest.join('/')}'`,
    });
  }
}
