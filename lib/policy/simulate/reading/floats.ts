import { goNumber } from '../../cardinality/bucket-bounds';

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const INFINITE = /^[+-]?inf(?:inity)?$/i;
const NOT_A_NUMBER = /^nan$/i;

const ZERO = 0x30;
const NINE = 0x39;
const DOT = 0x2E;
const MINUS = 0x2D;

/** No number that is written in so few digits is too large. */
const SURELY_FINITE = 300;

/** A number as Go reads it; undefined when it is none, or too large. */
export function parseGoFloat(text: string): number | undefined {
  if (NOT_A_NUMBER.test(text)) {
    return NaN;
  }
  if (INFINITE.test(text)) {
    return text.startsWith('-') ? -Infinity : Infinity;
  }
  const value = DECIMAL.test(text) ? Number(text) : NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** Whether bytes are a number that Go reads. Most are digits with a dot, which needs no text. */
export function isGoFloat(source: Uint8Array, start: number, end: number): boolean {
  let digits = 0;
  let dots = 0;
  for (let index = source[start] === MINUS ? start + 1 : start; index < end; index += 1) {
    const byte = source[index]!;
    if (byte >= ZERO && byte <= NINE) {
      digits += 1;
    } else if (byte === DOT) {
      dots += 1;
    } else {
      return parseGoFloat(Buffer.from(source.subarray(start, end)).toString('latin1')) !== undefined;
    }
  }
  return digits > 0 && digits < SURELY_FINITE && dots < 2;
}

/**
 * A bound or a quantile as Prometheus writes it anew when it knows that the metric is a histogram or a summary.
 *
 * @see https://github.com/prometheus/prometheus/blob/v0.315.0/model/labels/float.go
 */
export function canonicalFloat(text: string): string {
  const value = parseGoFloat(text);
  if (value === undefined) {
    return text;
  }
  if (!Number.isFinite(value)) {
    return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
  }
  const written = value === 0 ? '0' : goNumber(value);
  return /[e.]/.test(written) ? written : `${written}.0`;
}
