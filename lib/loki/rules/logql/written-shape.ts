const CLOSING: { readonly [opening: string]: string } = { '{': '}', '(': ')', '[': ']' };

const STRINGS = /"(?:[^"\\\n]|\\.)*"|`[^`]*`/g;
const STRINGS_AND_COMMENTS = new RegExp(`${STRINGS.source}|#[^\\n]*|//[^\\n]*|/\\*[^]*?\\*/`, 'g');

/** The text with nothing in its strings, and nothing for comments: as long as before, so that places are the same. */
export function bareText(expr: string): string {
  return expr.replace(STRINGS_AND_COMMENTS, (text) => /^["`]/.test(text) ? `"${'_'.repeat(text.length - 2)}"` : ' '.repeat(text.length));
}

/** The quote or bracket that an expression lacks, or has too much. */
export function shapeFault(expr: string): string | undefined {
  const bare = bareText(expr);
  if (/["`]/.test(bare.replace(/"_*"/g, ''))) {
    return 'in which a quote is never closed';
  }
  const open: string[] = [];
  for (const [letter] of bare.matchAll(/[{}()[\]]/g)) {
    if (letter in CLOSING) {
      open.push(CLOSING[letter]!);
    } else if (open.pop() !== letter) {
      return `in which '${letter}' closes nothing`;
    }
  }
  return open.length === 0 ? undefined : `in which '${open.pop()}' is missing`;
}
