import { RE2JS } from 're2js';
import { fail } from '../validation';

/**
 * Fails on an expression that the collector and Prometheus cannot read: their engine is RE2, which knows no looking around and no back
 * references.
 *
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function requirePattern(caller: string, property: string, pattern: string): string {
  return requireFaultless(caller, property, pattern, patternFault(pattern));
}

/** Fails on the first of several expressions that the collector cannot read. */
export function requirePatterns(caller: string, property: string, patterns: readonly string[] = []): void {
  patterns.forEach((pattern) => requirePattern(caller, property, pattern));
}

/** Fails on an expression that cannot be read when it has to match the whole: an open `\Q` takes the end of what stands around it. */
export function requireAnchoredPattern(caller: string, property: string, pattern: string): string {
  const fault = patternFault(anchored(pattern));
  return requireFaultless(caller, property, pattern, fault && (patternFault(pattern) ?? fault));
}

/** An expression that has to match the whole, in Prometheus's own words. A dot is any character there, a new line too. */
export function anchored(pattern: string): string {
  return `^(?s:${pattern})$`;
}

/** Whether every group of an expression has a name, and there is one. */
export function hasNamedGroupsOnly(pattern: string): boolean {
  const compiled = RE2JS.compile(pattern);
  return compiled.groupCount() > 0 && Object.keys(compiled.namedGroups()).length === compiled.groupCount();
}

function requireFaultless(caller: string, property: string, pattern: string, fault: string | undefined): string {
  if (fault !== undefined) {
    fail(caller, {
      what: `${property} '${pattern}' is no RE2 expression: ${fault}`,
      why: 'RE2 reads it: the program does not start with it',
      fix: `${property}: an expression of https://github.com/google/re2/wiki/Syntax`,
    });
  }
  return pattern;
}

function patternFault(pattern: string): string | undefined {
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    return (error as Error).message.replace(/^error parsing regexp: /, '');
  }
}
