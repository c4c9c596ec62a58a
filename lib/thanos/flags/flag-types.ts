import { FlagType } from './flag';
import { isAtLeast } from '../../versions';

/** What a type of flag takes. */
interface TypeRule {
  /** the words for it, after "is no" */
  readonly noun: string;
  readonly takes: (text: string, version: string) => boolean;
  /** how to write one */
  readonly hint: string;
  /** what happens with another text, where Thanos does not refuse each at once */
  readonly otherwise?: string;
}

/** The longest duration that Thanos counts, in milliseconds: it counts nanoseconds in 64 bits. */
const LONGEST = 2 ** 63 / 1e6;

const UNITS: { readonly [unit: string]: number } = {
  y: 31_536_000_000, w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1, us: 1e-3, µs: 1e-3, μs: 1e-3, ns: 1e-6,
};

const PROMETHEUS_DURATION = /^(?=.)(\d+y)?(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?(\d+ms)?$/;
const GO_DURATION = /^[+-]?(0|((\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h|d|w))+)$/;

/** The parser of arguments that came with this version added days and weeks to the durations of Go. */
const DAYS_IN_GO_DURATIONS = '0.39.0';

const INT64 = 2n ** 63n;

function isCountable(duration: string): boolean {
  const parts = [...duration.matchAll(/([\d.]+)([^\d.]+)/g)].map(([, amount, unit]) => Number(amount) * UNITS[unit!]!);
  return parts.reduce((sum, part) => sum + part, 0) < LONGEST;
}

function isPrometheusDuration(text: string): boolean {
  return text === '0' || (PROMETHEUS_DURATION.test(text) && isCountable(text));
}

function isGoDuration(text: string, version: string): boolean {
  return GO_DURATION.test(text) && isCountable(text) && (!/[dw]/.test(text) || isAtLeast(version, DAYS_IN_GO_DURATIONS));
}

function isBytes(text: string): boolean {
  // KB and KiB are both powers of two, but not in one value
  return ['', 'i'].some((binary) => new RegExp(`^[+-]?(0|((\\d+\\.?\\d*|\\.\\d+)([KMGTPE]${binary}B|B))+)$`).test(text));
}

const TIMESTAMP = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})([.,]\d+)?(Z|[+-]([01]\d|2[0-4]):([0-5]\d|60))$/;

function isTimestamp(text: string): boolean {
  const read = TIMESTAMP.exec(text);
  if (read === null) {
    return false;
  }
  const [year, month, day, hour, minute, second] = read.slice(1, 7).map(Number) as [number, number, number, number, number, number];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  // a day that its month does not have is one of another month
  return date.getUTCMonth() === month - 1 && hour < 24 && minute < 60 && second < 60;
}

function isBetween(text: string, least: bigint, beyond: bigint): boolean {
  return BigInt(text) >= least && BigInt(text) < beyond;
}

/** How each type reads its text. What takes any text, or has texts of its own, is not here. */
export const TYPE_RULES: { readonly [type in Exclude<FlagType, 'bool' | 'string' | 'enum'>]: TypeRule } = {
  'int': {
    noun: 'whole number',
    takes: (text) => /^-?\d+$/.test(text) && isBetween(text, -INT64, INT64),
    hint: 'digits only, like 20',
    otherwise: 'Thanos cuts a fraction off without a word, and ends with an error on anything else',
  },
  'uint': {
    noun: 'whole number from 0 on',
    takes: (text) => /^\d+$/.test(text) && isBetween(text, 0n, 2n * INT64),
    hint: 'digits only, like 20',
  },
  'float': {
    noun: 'number',
    takes: (text) => /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) && Number.isFinite(Number(text)),
    hint: 'a decimal number, like 0.9',
  },
  'duration': {
    noun: 'duration of Prometheus',
    takes: isPrometheusDuration,
    hint: 'whole numbers with their units, the largest of y, w, d, h, m, s and ms first, like 15d or 1h30m',
  },
  'go-duration': {
    noun: 'duration of Go',
    takes: isGoDuration,
    hint: `numbers with their units h, m, s and ms, like 48h or 1m30s; d and w only from ${DAYS_IN_GO_DURATIONS} on`,
  },
  'bytes': {
    noun: 'number of bytes with a unit',
    takes: isBytes,
    hint: 'a number with B, KB, MB, GB, TB, PB or EB, like 512MB; powers of 1024',
  },
  'time': {
    noun: 'time',
    takes: (text) => isTimestamp(text) || isPrometheusDuration(text.replace(/^-/, '')),
    hint: 'a time of RFC 3339 like 2026-01-31T00:00:00Z, or one counted from now like -6w',
  },
  'url': {
    noun: 'URL of http or https',
    takes: (text) => /^https?:\/\/[^\s/?#]/.test(text) && URL.canParse(text),
    hint: 'with its scheme, like http://localhost:9090',
    otherwise: 'Thanos would end with an error before it starts, or ask nobody',
  },
  'address': {
    noun: 'address',
    takes: (text) => /[:+]/.test(text),
    hint: 'host:port, or a name with dns+ or dnssrv+ before it',
  },
};

/** How a type reads its text; undefined when it takes any text, or has texts of its own. */
export function ruleOf(type: FlagType): TypeRule | undefined {
  return (TYPE_RULES as { readonly [name in FlagType]?: TypeRule })[type];
}
