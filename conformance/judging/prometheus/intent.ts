/** Whether Prometheus has understood what was meant. */

/** What of a document is not in what Prometheus shows of its configuration, with the path to it. */
export function differences(meant: unknown, shown: unknown, path = ''): string[] {
  if (Array.isArray(meant)) {
    const list: readonly unknown[] = Array.isArray(shown) ? shown : [];
    return list.length === meant.length
      ? meant.flatMap((each, index) => differences(each, list[index], `${path}[${index}]`))
      : [`${path} has ${list.length} entries, not ${meant.length}`];
  }
  if (typeof meant === 'object' && meant !== null) {
    const map = (shown ?? {}) as { readonly [key: string]: unknown };
    return Object.entries(meant).flatMap(([key, value]) => differences(value, map[key], `${path}.${key}`));
  }
  return isSame(meant, shown) ? [] : [`${path} is ${JSON.stringify(shown)}, not ${JSON.stringify(meant)}`];
}

function isSame(meant: unknown, shown: unknown): boolean {
  const bytes = bytesOf(meant);
  return String(meant) === String(shown) || (bytes !== undefined && bytes === bytesOf(shown));
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** Prometheus writes sizes in the largest unit. */
function bytesOf(text: unknown): number | undefined {
  const [, amount, unit] = /^(\d+)([KMGT]i?B|B)$/.exec(String(text)) ?? [];
  return amount === undefined ? undefined : Number(amount) * 1024 ** UNITS.indexOf(unit!.replace(/^([KMGT])B$/, '$1iB'));
}
