/** Metrics or attributes that are on or off, in the collector's words. */
export function enabled(switches?: { readonly [name: string]: boolean }): object | undefined {
  return switches && Object.fromEntries(Object.entries(switches).map(([name, on]) => [name, { enabled: on }]));
}
