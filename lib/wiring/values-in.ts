/** Everything in plain data that is neither a map nor a list. */
export function valuesIn(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    return value.flatMap(valuesIn);
  }
  return isPlain(value) ? Object.values(value).flatMap(valuesIn) : [value];
}

/** Whether something is a map as programs write it, not an object of some class. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);
}

/** A map without what is undefined in it, each value as `map` makes it. */
export function mapDefined(record: Record<string, unknown>, map: (value: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined).map(([key, value]) => [key, map(value)]));
}
