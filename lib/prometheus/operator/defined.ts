import { decided } from '../../wiring/mapping';

/** A document with nothing undefined in it, at any depth. */
export function defined(value: unknown): object {
  return stripped(value) as object;
}

function stripped(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(stripped);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(decided(value)).map(([key, each]) => [key, stripped(each)]))
    : value;
}
