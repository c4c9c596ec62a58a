/** Characters that Go writes with a letter. */
const ESCAPES: { readonly [character: string]: string } = {
  '\x07': '\\a', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v', '\\': '\\\\', '"': '\\"',
};

/** What Go takes for printable: of spaces only the plain one. */
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/**
 * A text as Go quotes it in its errors.
 *
 * @see https://pkg.go.dev/strconv#Quote
 */
export function goQuoted(text: string): string {
  return `"${Array.from(text, quotedCharacter).join('')}"`;
}

function quotedCharacter(character: string): string {
  const escape = Object.hasOwn(ESCAPES, character) ? ESCAPES[character] : undefined;
  if (escape !== undefined || PRINTABLE.test(character)) {
    return escape ?? character;
  }
  const code = /\p{Surrogate}/u.test(character) ? 0xFFFD : character.codePointAt(0)!;
  const [letter, digits] = code < 0x80 ? ['x', 2] as const : code < 0x1_0000 ? ['u', 4] as const : ['U', 8] as const;
  return `\\${letter}${code.toString(16).padStart(digits, '0')}`;
}
