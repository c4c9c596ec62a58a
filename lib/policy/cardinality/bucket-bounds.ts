import { grouped } from '../patterns';

/** The exponents at which Go changes from plain digits to `1e+06` and `1e-05`. */
const PLAIN_FROM = -4;
const PLAIN_TO = 5;

/**
 * A bound as targets write it in `le`: in the words of Prometheus (`1.0`, `1e+06`), or in plain digits with zeros around them. Prometheus writes
 * it anew before it relabels, but only when the target says that it is a histogram.
 *
 * @see https://github.com/prometheus/prometheus/blob/v0.315.0/model/labels/float.go
 */
export function boundPattern(bound: number): string {
  const sign = bound < 0 ? '-' : '';
  const { digits, power } = decimal(bound);
  const [whole, fraction] = power < 0
    ? ['', '0'.repeat(-power - 1) + digits]
    : [digits.slice(0, power + 1).padEnd(power + 1, '0'), digits.slice(power + 1)];
  const wholeDigits = whole === '' || whole === '0' ? '0+' : `0*${whole}`;
  const plain = fraction === '' ? `${sign}${wholeDigits}(?:\\.0*)?` : `${sign}${wholeDigits.replace('0+', '0*')}\\.${fraction}0*`;
  const written = goNumber(bound);
  return written.includes('e') ? `${plain}|${written.replace('.', '\\.').replace('+', '\\+')}` : plain;
}

/** The names of the series that have the buckets of histograms. */
export function bucketsOf(metric: string): string {
  return `${grouped(metric)}_bucket`;
}

/** Which values `le` has of the buckets that stay. `+Inf` always does: without it there is no histogram. */
export function bucketPattern(bounds: readonly number[]): string {
  return [...bounds.map(boundPattern), '\\+Inf'].join('|');
}

/** A number as Go writes it in the shortest way. */
export function goNumber(value: number): string {
  const { digits, power } = decimal(value);
  if (power >= PLAIN_FROM && power <= PLAIN_TO) {
    return String(value);
  }
  const fraction = digits.slice(1);
  return `${value < 0 ? '-' : ''}${digits[0]}${fraction && `.${fraction}`}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

/** The digits of a number without zeros around them, and the power of ten of the first. */
function decimal(value: number): { readonly digits: string; readonly power: number } {
  const [mantissa, power] = Math.abs(value).toExponential().split('e') as [string, string];
  return { digits: mantissa.replace('.', ''), power: Number(power) };
}
