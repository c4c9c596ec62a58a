import { RE2JS } from 're2js';
import { fail, Finding } from '../validation';

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

/** What RE2 says of an expression that has to match the whole, in its own words, and where the fault is, if there is no doubt. */
export interface AnchoredFault {
  readonly words: string;
  readonly place: string;
}

/** What is wrong with an expression that has to match the whole: an open `\Q`, for example, takes the end of what stands around it. */
export function anchoredFault(pattern: string): AnchoredFault | undefined {
  try {
    RE2JS.compile(anchored(pattern));
    return undefined;
  } catch (error) {
    const { message, input } = error as Error & { readonly input?: string };
    return { words: message, place: placeOf(pattern, input) };
  }
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

/** What is wrong with an expression that has to be whole by itself, and also as a part of others. */
export function patternFinding(property: string, pattern: string): Finding | undefined {
  const fault = patternFault(pattern) ?? patternFault(anchored(pattern));
  return fault === undefined ? undefined : findingOf(property, pattern, fault);
}

/** Flags hold from where they stand to the end of their group, and `\\Q` to the end of everything. */
const REACHES_FURTHER = /\(\?[^:P<]|\\Q/;

/** One expression for what matches any of several, each of them whole by itself. */
export function anyOf(patterns: readonly string[]): string {
  const [first, ...more] = [...new Set(patterns)];
  return more.length === 0 ? first! : [first!, ...more].map(unnamed).map((pattern) => REACHES_FURTHER.test(pattern) ? `(?:${pattern})` : pattern).join('|');
}

/** What is quoted, escaped or in a class of letters, none of which begins a group; and the beginning of a group with a name. */
const QUOTED_OR_NAMED = /\\Q[^]*?(?:\\E|$)|\\[^]|\[\^?\]?(?:\\[^]|\[:\^?\w+:\]|[^\]\\])*\]|\(\?P?<[^>]+>/g;

/** An expression that matches the same, with groups that have no names: RE2 knows no two groups of one name. */
function unnamed(pattern: string): string {
  return pattern.replace(QUOTED_OR_NAMED, (piece) => piece.startsWith('(?') ? '(' : piece);
}

/** An expression as a part of a longer one. */
export function grouped(pattern: string): string {
  return pattern.includes('|') || REACHES_FURTHER.test(pattern) ? `(?:${pattern})` : pattern;
}

/** The only text that an expression matches; undefined when there are several, or none. */
export function literalOf(pattern: string): string | undefined {
  return /^(?:[^\\.+*?()|[\]{}^$]|\\[^\w\s])*$/.test(pattern) ? pattern.replace(/\\(.)/g, '$1') : undefined;
}

/** An expression that matches a text and nothing else. */
export function quoted(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}

function requireFaultless(caller: string, property: string, pattern: string, fault: string | undefined): string {
  if (fault !== undefined) {
    fail(caller, findingOf(property, pattern, fault));
  }
  return pattern;
}

function findingOf(property: string, pattern: string, fault: string): Finding {
  return {
    what: `${property} '${pattern}' is no RE2 expression: ${fault}`,
    why: 'collectors, Prometheus and Thanos read RE2, which has no lookaround and no backreference: they do not start with it',
    fix: `${property}: an expression of https://github.com/google/re2/wiki/Syntax`,
  };
}

function patternFault(pattern: string): string | undefined {
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    const { message, input } = error as Error & { readonly input?: string };
    return `${message.replace(/^error parsing regexp: /, '')}${placeOf(pattern, input)}`;
  }
}

/** Where the faulty piece stands, if there is no doubt. */
function placeOf(pattern: string, piece = ''): string {
  const [before, ...rest] = pattern.split(piece);
  return piece !== '' && piece !== pattern && rest.length === 1 ? ` at character ${before!.length + 1}` : '';
}
