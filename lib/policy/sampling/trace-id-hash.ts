const BITS_64 = 64;
const FNV_64_OFFSET = 0xcbf29ce484222325n;
const FNV_64_PRIME = 0x100000001b3n;
const LARGEST = 2n ** 64n - 1n;

const FNV_32_OFFSET = 0x811c9dc5;
const FNV_32_PRIME = 0x01000193;
const BUCKETS = 2 ** 14;

/** What the collector hashes with the trace id when nobody says otherwise. */
const DEFAULT_SALT = 'default-hash-seed';

/**
 * Whether the policy `probabilistic` of a tail sampler keeps a trace.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/v0.161.0/processor/tailsamplingprocessor/internal/sampling/probabilistic.go
 */
export function tailKeeps(traceId: string, percent: number, salt: string = DEFAULT_SALT): boolean {
  const bytes = [...Buffer.from(salt === '' ? DEFAULT_SALT : salt, 'utf8'), ...bytesOf(traceId)];
  const hash = bytes.reduce((before, byte) => BigInt.asUintN(BITS_64, (before ^ BigInt(byte)) * FNV_64_PRIME), FNV_64_OFFSET);
  return hash <= thresholdOf(percent / 100);
}

/**
 * Whether a `probabilistic_sampler` in its mode `hash_seed` keeps a trace.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/v0.161.0/processor/probabilisticsamplerprocessor/sampler_mode.go
 */
export function headKeeps(traceId: string, percent: number, seed: number): boolean {
  const seedBytes = [0, 8, 16, 24].map((shift) => (seed >>> shift) & 0xff);
  const hash = [...seedBytes, ...bytesOf(traceId)].reduce((before, byte) => Math.imul(before ^ byte, FNV_32_PRIME) >>> 0, FNV_32_OFFSET);
  return hash % BUCKETS < Math.trunc(Math.fround(Math.fround(percent) * Math.fround(BUCKETS / 100)));
}

/** The least percentage that a `probabilistic_sampler` in its mode `hash_seed` can tell from nothing. */
export const LEAST_HEAD_PERCENT = 100 / BUCKETS;

/** A share of the largest number of 64 bits, as Go counts it: with 64 significant bits, rounded to even, then cut. */
function thresholdOf(ratio: number): bigint {
  const { mantissa, exponent } = partsOf(ratio);
  const exact = mantissa * LARGEST;
  const surplus = exact.toString(2).length - BITS_64;
  const rounded = surplus <= 0 ? exact : roundedToEven(exact, BigInt(surplus)) << BigInt(surplus);
  const whole = exponent >= 0 ? rounded << BigInt(exponent) : rounded >> BigInt(-exponent);
  return whole > LARGEST ? LARGEST : whole;
}

/** A number as what it is in memory: a whole number times a power of two. */
function partsOf(ratio: number): { readonly mantissa: bigint; readonly exponent: number } {
  let exponent = 0;
  let mantissa = ratio;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent -= 1;
  }
  return { mantissa: BigInt(mantissa), exponent };
}

function roundedToEven(value: bigint, bits: bigint): bigint {
  const [below, rest, half] = [value >> bits, value & ((1n << bits) - 1n), 1n << (bits - 1n)];
  return rest > half || (rest === half && (below & 1n) === 1n) ? below + 1n : below;
}

function bytesOf(traceId: string): Buffer {
  return Buffer.from(traceId, 'hex');
}
