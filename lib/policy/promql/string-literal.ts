import { ExpressionFault } from './expression-fault';

const ESCAPES: { readonly [letter: string]: string } = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/**
 * What a string of PromQL stands for: between backquotes what is written, else with the escapes of Go.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/#string-literals
 */
export function readString(written: string): string {
  const inner = written.slice(1, -1);
  return written.startsWith('`') ? inner : inner.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|([^]))/g,
    (_escape, byte?: string, short?: string, long?: string, octal?: string, letter?: string) => {
      const code = byte ?? short ?? long;
      return code !== undefined ? letterOf(parseInt(code, 16)) : octal !== undefined ? letterOf(parseInt(octal, 8)) : ESCAPES[letter!] ?? letter!;
    },
  );
}

function letterOf(code: number): string {
  return code <= 0x10FFFF ? String.fromCodePoint(code) : '\uFFFD';
}

/** What Prometheus refuses of a string: an end that is missing, a new line, an escape that it does not know. */
export function stringFault(written: string): ExpressionFault | undefined {
  const quote = written[0]!;
  if (written.length < 2 || !written.endsWith(quote)) {
    return { what: `the string ${written} does not end`, fix: `${written}${quote}` };
  }
  if (quote === '`') {
    return undefined;
  }
  const inner = written.slice(1, -1);
  if (inner.includes('\n')) {
    return { what: `the string ${written} goes over more than one line`, fix: 'the string in backquotes' };
  }
  const known = new RegExp(`\\\\(?:[abfnrtv\\\\${quote}]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-3][0-7]{2})`, 'g');
  const left = inner.replace(known, '');
  const at = left.indexOf('\\');
  return at < 0 ? undefined : { what: `the string ${written} has the escape '${left.slice(at, at + 2)}'`, fix: `\\\\ for a backslash, as in ${quote}\\\\d+${quote}, or the string in backquotes` };
}
