/** Whether a value is a map of values: no list, and no object of a class. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);
}

/** A mapping without the keys that have no value, so that documents say only what was decided. */
export function decided<T extends object>(entries: T): T {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as T;
}

/** A mapping of what was decided, or nothing. */
export function decidedOrNothing(entries: Readonly<Record<string, unknown>>): Record<string, unknown> | undefined {
  const mapping = decided(entries);
  return Object.keys(mapping).length === 0 ? undefined : mapping;
}

/** Everything in plain data that is neither a mapping nor a list. */
export function valuesIn(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    return value.flatMap(valuesIn);
  }
  return isMapping(value) ? Object.values(value).flatMap(valuesIn) : [value];
}
