import { literalOf } from '../patterns';

/** Expressions that match everything, or everything but the empty text, and whether their whole is a group. */
const WILDCARDS: { readonly [pattern: string]: { readonly empty: boolean; readonly group: boolean } } = {
  '.*': { empty: true, group: false },
  '(.*)': { empty: true, group: true },
  '.+': { empty: false, group: false },
  '(.+)': { empty: false, group: true },
};

/** An expression that needs no engine. */
export interface PlainPattern {
  readonly matches: (text: string) => boolean;
  /** Whether the whole is also the first group. */
  readonly group: boolean;
}

/** Texts and beginnings of texts, such as `up|go_.*`, and wildcards: what most rules ask for. Undefined for every other expression. */
export function plainPattern(pattern: string): PlainPattern | undefined {
  if (Object.hasOwn(WILDCARDS, pattern)) {
    const { empty, group } = WILDCARDS[pattern]!;
    return { matches: (text) => empty || text !== '', group };
  }
  const parts = pattern.split('|');
  const texts = parts.filter((part) => !part.endsWith('.*')).map(literalOf);
  const beginnings = parts.filter((part) => part.endsWith('.*')).map((part) => literalOf(part.slice(0, -2)));
  return areLiteral(texts) && areLiteral(beginnings) ? { matches: oneOf(texts, beginnings), group: false } : undefined;
}

function areLiteral(texts: readonly (string | undefined)[]): texts is readonly string[] {
  return !texts.includes(undefined);
}

function oneOf(texts: readonly string[], beginnings: readonly string[]): (text: string) => boolean {
  const whole = new Set(texts);
  return beginnings.length === 0 ? (text) => whole.has(text) : (text) => whole.has(text) || beginnings.some((beginning) => text.startsWith(beginning));
}

const LITERALS = /^(?:[^\\.+*?()|[\]{}^$]|\\[^\w\s])*/;

/** With what every text begins that an expression matches, as far as that is plain. */
export function beginningOf(pattern: string): string {
  const literals = LITERALS.exec(pattern)![0];
  const rest = pattern.slice(literals.length);
  // what is repeated may be missing
  const certain = /^[*?+{]/.test(rest) ? literals.replace(/\\?[^]$/u, '') : literals;
  return isOpaque(rest) ? '' : literalOf(certain) ?? '';
}

/** Flags for the rest of an expression. What is repeated after them is what stands before them. */
const FLAGS = /\(\?[a-zA-Z-]+\)/;

/** Whether an expression may be a choice as a whole, or is not easily read. */
function isOpaque(pattern: string): boolean {
  if (FLAGS.test(pattern)) {
    return true;
  }
  const withoutEscapes = pattern.replace(/\\[^Q]/gu, '').replace(/\[\^?[^[\]\\]+\]/gu, '');
  let depth = 0;
  for (const character of withoutEscapes) {
    depth += character === '(' ? 1 : character === ')' ? -1 : 0;
    if (depth < 0 || '[]\\'.includes(character) || (character === '|' && depth === 0)) {
      return true;
    }
  }
  return false;
}
