import { Matcher, RE2JS } from 're2js';
import { anchored } from '../patterns';

/** What the groups of an expression have matched, the whole as number 0. */
export interface Match {
  readonly numbered: readonly string[];
  readonly named: ReadonlyMap<string, string>;
}

/** An RE2 expression that matches a whole text or nothing. */
export class AnchoredPattern {
  private readonly compiled: RE2JS;
  private readonly names: readonly (readonly [name: string, group: number])[];

  /** @throws when `pattern` is no RE2 expression: see requireAnchoredPattern */
  public constructor(pattern: string) {
    this.compiled = RE2JS.compile(anchored(pattern));
    this.names = Object.entries(this.compiled.namedGroups());
  }

  public matches(text: string): boolean {
    return this.compiled.matcher(text).find();
  }

  public match(text: string): Match | undefined {
    const matcher = this.compiled.matcher(text);
    return matcher.find() ? this.matchOf(matcher) : undefined;
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

  private matchOf(matcher: Matcher): Match {
    const numbered = Array.from({ length: this.compiled.groupCount() + 1 }, (_, group) => matcher.group(group) ?? '');
    return { numbered, named: new Map(this.names.map(([name, group]) => [name, numbered[group]])) };
  }
}

function letterLength(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xFFFF ? 2 : 1;
}
