/** A document with another value somewhere in it. @param place the keys that lead there */
export function withValue<T>(document: T, [key, ...rest]: readonly string[], value: unknown): T {
  if (key === undefined) {
    return value as T;
  }
  const copy = (Array.isArray(document) ? [...document] : { ...document }) as Record<string, unknown>;
  copy[key] = withValue(copy[key], rest, value);
  return copy as T;
}
