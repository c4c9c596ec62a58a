/**
 * An expression for a line, as one that begins where the line does; undefined when that cannot be said without understanding it.
 *
 * Records are found in whole files, where a line begins with what the runtime wrote: `^` would stand before that.
 */
export function startOf(pattern: string): string | undefined {
  const anchored = pattern.startsWith('^');
  const rest = anchored ? pattern.slice(1) : pattern;
  const bare = rest.replace(/\\./g, '').replace(/\[\^?\]?[^\]]*\]/g, '');
  if (bare.includes('^') || (anchored && hasAlternatives(bare))) {
    return undefined;
  }
  return anchored ? `(?:${rest})` : `[^\\n]*?(?:${rest})`;
}

/** The same, for expressions that were found to be such. */
export function asStart(pattern: string): string {
  return startOf(pattern) ?? pattern;
}

/** Whether a `|` stands outside of every group. */
function hasAlternatives(bare: string): boolean {
  let depth = 0;
  for (const sign of bare) {
    depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
    if (sign === '|' && depth === 0) {
      return true;
    }
  }
  return false;
}
