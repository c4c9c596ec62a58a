import { RE2JS } from 're2js';
import { fail } from '../../validation';

/**
 * Fails on an expression that the collector cannot read: its engine is RE2, which knows no looking around and no back references.
 *
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function requirePattern(caller: string, property: string, pattern: string): string {
  const fault = faultOf(pattern);
  if (fault) {
    fail(caller, {
      what: `${property} '${pattern}' is no RE2 expression: ${fault}`,
      why: 'the collector does not start with it',
      fix: `${property}: an expression of https://github.com/google/re2/wiki/Syntax`,
    });
  }
  return pattern;
}

/** Fails on the first of several expressions that the collector cannot read. */
export function requirePatterns(caller: string, property: string, patterns: readonly string[] = []): void {
  patterns.forEach((pattern) => requirePattern(caller, property, pattern));
}

/** Whether every group of an expression has a name, and there is one. */
export function hasNamedGroupsOnly(pattern: string): boolean {
  const compiled = RE2JS.compile(pattern);
  return compiled.groupCount() > 0 && Object.keys(compiled.namedGroups()).length === compiled.groupCount();
}

function faultOf(pattern: string): string | undefined {
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    return (error as Error).message.replace(/^error parsing regexp: /, '');
  }
}
