import { Size, SizeRoundingBehavior } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';

const KIB_PER_MIB = 1024;

/** Bytes as a whole number. */
export function bytesOf(size: Size): number {
  return size.toKibibytes({ rounding: SizeRoundingBehavior.FLOOR }) * 1024;
}

/** Mebibytes as a whole number, rounded down. */
export function mebibytesOf(size: Size): number {
  return size.toMebibytes({ rounding: SizeRoundingBehavior.FLOOR });
}

/** A size in Kubernetes' own words, in the largest unit that keeps it whole: `4Gi`, `1536Mi`. */
export function sizeQuantity(size: Size): string {
  const kib = size.toKibibytes({ rounding: SizeRoundingBehavior.FLOOR });
  if (kib % KIB_PER_MIB !== 0) {
    return `${kib}Ki`;
  }
  const mib = kib / KIB_PER_MIB;
  if (mib % 1024 !== 0 || mib === 0) {
    return `${mib}Mi`;
  }
  const gib = mib / 1024;
  return gib % 1024 === 0 ? `${gib / 1024}Ti` : `${gib}Gi`;
}

/** A size as people read it: `14.5 GiB`, `512 MiB`. */
export function readableSize(size: Size): string {
  const mib = size.toMebibytes({ rounding: SizeRoundingBehavior.NONE });
  return mib >= 1024 ? `${round(mib / 1024)} GiB` : `${round(mib)} MiB`;
}

/** Bytes as people read them. */
export function readableBytes(bytes: number): string {
  return readableSize(Size.kibibytes(Math.ceil(bytes / 1024)));
}

/** Cores as a quantity: `500m`, `2`. */
export function cpuQuantity(cores: number): string {
  // a sliver of a core is not none
  const milli = Math.max(Math.round(cores * 1000), cores > 0 ? 1 : 0);
  return milli % 1000 === 0 ? `${milli / 1000}` : `${milli}m`;
}

export function quantity(text: string): k8s.Quantity {
  return k8s.Quantity.fromString(text);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

const DECIMAL = { 'n': 1e-9, 'u': 1e-6, 'm': 1e-3, '': 1, 'k': 1e3, 'M': 1e6, 'G': 1e9, 'T': 1e12, 'P': 1e15, 'E': 1e18 };
const BINARY = { Ki: 1024, Mi: 1024 ** 2, Gi: 1024 ** 3, Ti: 1024 ** 4, Pi: 1024 ** 5, Ei: 1024 ** 6 };
const SUFFIXES: { readonly [suffix: string]: number } = { ...DECIMAL, ...BINARY };

/** The number behind a quantity of a manifest; undefined when it is none. */
export function amountOfQuantity(text: unknown): number | undefined {
  if (typeof text === 'number') {
    return text >= 0 ? text : undefined;
  }
  const match = typeof text === 'string' ? /^(\+?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)([a-zA-Z]{0,2})$/.exec(text) : null;
  return match && match[2] in SUFFIXES ? Number(match[1]) * SUFFIXES[match[2]] : undefined;
}
