import { bareText } from './written-shape';

const CONDITION = '\\(*\\s*[a-z_]\\w*\\s*[=!<>]';

/** A stage of a pipeline that begins with a condition on a label, to its end. */
const CONDITIONS = new RegExp(`\\|(?=\\s*${CONDITION})[^|{}[\\]]*`, 'gi');

/** Spaces behind a value, with a condition after them. */
const BETWEEN_CONDITIONS = new RegExp(`(?<=["\\w)])(?<!\\b(?:and|or))\\s+(?=${CONDITION})`, 'gi');

/**
 * What Loki takes and the grammar of the editor does not, in a spelling that both take, as long as the text: comments of Go, functions in capitals, an aggregation that is younger
 * than the grammar, an offset behind `unwrap`, and parentheses around it, conditions on labels with nothing but spaces between them.
 */
export function knownSpelling(expr: string): string {
  const bare = bareText(expr);
  const spelled = bare
    .replace(/\b[a-z_]+(?=\s*(?:\(|(?:by|without)\b))/gi, (name) => name.toLowerCase())
    .replace(/\bapprox_topk(?=\s*(?:\(|(?:by|without)\b))/g, '       topk')
    .replace(/(\])(\s*offset\s+-?(?:[\d.]+[a-zµ]+)+)/gi, (_, bracket: string, offset: string) => `${bracket}${' '.repeat(offset.length)}`)
    .replace(CONDITIONS, (conditions) => conditions.replace(BETWEEN_CONDITIONS, (spaces) => `,${spaces.slice(1)}`));
  return withStringsOf(expr, withoutParenthesesOfUnwrap(spelled), bare);
}

/** A pair of parentheses around an unwrapped pipeline, and a range behind them. */
function withoutParenthesesOfUnwrap(text: string): string {
  const letters = [...text];
  const open: number[] = [];
  letters.forEach((letter, index) => {
    if (letter === '(') {
      open.push(index);
    } else if (letter === ')') {
      const start = open.pop();
      if (start !== undefined && /^\)\s*\[/.test(text.slice(index)) && /\|\s*unwrap\b/.test(text.slice(start, index))) {
        letters[start] = ' ';
        letters[index] = ' ';
      }
    }
  });
  return letters.join('');
}

function withStringsOf(expr: string, spelled: string, bare: string): string {
  const strings = [...bare.matchAll(/"_*"/g)];
  return strings.reduce((text, { index, 0: { length } }) => `${text.slice(0, index)}${expr.slice(index, index + length)}${text.slice(index + length)}`, spelled);
}
