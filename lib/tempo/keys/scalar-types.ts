import { ScalarType } from './known-keys';

/** Why a value is none of a type. */
export interface ValueFault {
  readonly noun: string;
  readonly fix: string;
  /** What happens, where Tempo does not refuse it at once. */
  readonly why?: string;
}

interface Rule extends ValueFault {
  readonly takes: (value: unknown) => boolean;
}

const GO_DURATION = /^-?(0|((\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h))+)$/;
const PROMETHEUS_DURATION = /^(?=.)(0|(\d+y)?(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?(\d+ms)?)$/;

function isText(value: unknown, form: RegExp): boolean {
  return typeof value === 'string' && form.test(value);
}

/** How each type is read: by the rules of YAML in Go. */
const RULES: { readonly [type in Exclude<ScalarType, 'any'>]: Rule } = {
  bool: { noun: 'true or false', takes: (value) => typeof value === 'boolean', fix: 'true or false, without quotes' },
  int: { noun: 'whole number', takes: (value) => Number.isSafeInteger(value), fix: 'digits only, like 20, without quotes' },
  uint: { noun: 'whole number from 0 on', takes: (value) => Number.isSafeInteger(value) && Number(value) >= 0, fix: 'digits only, like 20, without quotes' },
  float: { noun: 'number', takes: (value) => Number.isFinite(value), fix: 'a decimal number, like 0.9, without quotes' },
  bytes: {
    noun: 'number of bytes',
    takes: (value) => (Number.isSafeInteger(value) && Number(value) >= 0) || isText(value, /^\d+(\.\d+)?\s?([kKMGT]i?B?|B)?$/),
    fix: "a whole number, or a text like '16MiB'",
  },
  string: { noun: 'text', takes: (value) => ['string', 'number'].includes(typeof value), fix: 'a text' },
  duration: {
    noun: 'duration of Go',
    takes: (value) => isText(value, GO_DURATION),
    fix: 'a text of numbers with the units h, m, s and ms, like 48h or 1m30s',
    why: 'Tempo takes a number without a unit for nanoseconds, and does not start with anything else',
  },
  time: { noun: 'duration of Prometheus', takes: (value) => isText(value, PROMETHEUS_DURATION), fix: 'a text of whole numbers with the units d, h, m and s, like 15d or 1h30m' },
};

/** What is wrong with a value of a type. */
export function valueFault(value: unknown, type: ScalarType): ValueFault | undefined {
  return type === 'any' || RULES[type].takes(value) ? undefined : RULES[type];
}
