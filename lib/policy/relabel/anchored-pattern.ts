import { Matcher, RE2JS } from 're2js';
import { remembering } from './memo';
import { beginningOf, plainPattern } from './plain-pattern';
import { anchored } from '../patterns';

/** What the groups of an expression have matched, the whole as number 0. */
export interface Match {
  readonly numbered: readonly string[];
  readonly named: ReadonlyMap<string, string>;
}

const NO_NAMES: ReadonlyMap<string, string> = new Map();

/**
 * An RE2 expression that matches a whole text or nothing.
 *
 * Answers are remembered, in bounds, and what is plain is answered without the engine.
 */
export class AnchoredPattern {
  /** Whether a text matches. */
  public readonly matches: (text: string) => boolean;

  /** What the groups have matched; undefined when the text does not match. */
  public readonly match: (text: string) => Match | undefined;

  private readonly compiled: RE2JS;
  private readonly groups: number;
  private readonly names: readonly (readonly [name: string, group: number])[];

  /** @throws when `pattern` is no RE2 expression: see anchoredFault */
  public constructor(pattern: string) {
    this.compiled = RE2JS.compile(anchored(pattern));
    this.names = Object.entries(this.compiled.namedGroups());
    this.groups = this.compiled.groupCount();
    const plain = plainPattern(pattern);
    if (plain) {
      this.matches = plain.matches;
      this.match = (text) => plain.matches(text) ? { numbered: plain.group ? [text, text] : [text], named: NO_NAMES } : undefined;
    } else {
      const beginning = beginningOf(pattern);
      const [test, find] = [remembering((text) => this.compiled.test(text)), remembering((text) => this.find(text))];
      this.matches = (text) => text.startsWith(beginning) && test(text);
      this.match = (text) => text.startsWith(beginning) ? find(text) : undefined;
    }
  }

  /**
   * Every match replaced. There is more than one only when the expression breaks out of its anchors, as `a)|(b` does, which Prometheus allows.
   */
  public replaceAll(text: string, replacement: (match: Match) => string): string {
    const matcher = this.compiled.matcher(text);
    let replaced = '';
    let end = 0;
    for (let next = 0; next <= text.length && matcher.find(next);) {
      const [from, to] = [matcher.start(), matcher.end()];
      replaced += text.slice(end, from);
      // nothing, right after a match, is no match of its own
      replaced += to > end || from === 0 ? replacement(this.matchOf(matcher)) : '';
      end = to;
      next = Math.max(to, next + letterLength(text, next));
    }
    return replaced + text.slice(end);
  }

  private find(text: string): Match | undefined {
    const matcher = this.compiled.matcher(text);
    return matcher.find() ? this.matchOf(matcher) : undefined;
  }

  private matchOf(matcher: Matcher): Match {
    const numbered: string[] = [];
    for (let group = 0; group <= this.groups; group += 1) {
      numbered.push(matcher.group(group) ?? '');
    }
    return { numbered, named: this.names.length === 0 ? NO_NAMES : new Map(this.names.map(([name, group]) => [name, numbered[group]!])) };
  }
}

function letterLength(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xFFFF ? 2 : 1;
}
