/** Milliseconds by unit, the longest first, in which order they must stand. */
const UNITS: readonly (readonly [unit: string, milliseconds: number])[] = [
  ['y', 365 * 86_400_000], ['w', 7 * 86_400_000], ['d', 86_400_000], ['h', 3_600_000], ['m', 60_000], ['s', 1000], ['ms', 1],
];

const DURATION = new RegExp(`^${UNITS.map(([unit]) => `(?:([0-9]+)${unit})?`).join('')}$`);

/** What Go can count, in nanoseconds: 292 years. */
const LONGEST = 9_223_372_036_854;

/**
 * The milliseconds of a duration in the words of Prometheus, such as `1m30s`; undefined when it is none.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/
 */
export function parsePrometheusDuration(text: string): number | undefined {
  const counts = text === '0' ? [] : DURATION.exec(text)?.slice(1);
  if (counts === undefined || text === '') {
    return undefined;
  }
  const total = counts.reduce((sum, count: string | undefined, index) => sum + Number(count ?? 0) * UNITS[index][1], 0);
  return total > LONGEST ? undefined : total;
}

/** A duration in the words of Prometheus. Years and weeks are used when nothing else is left: 90 days are not 12 weeks and 6 days. */
export function prometheusDuration(milliseconds: number): string {
  let left = milliseconds;
  const parts = UNITS.map(([unit, length]) => {
    const count = ['y', 'w'].includes(unit) && left % length !== 0 ? 0 : Math.floor(left / length);
    left -= count * length;
    return count === 0 ? '' : `${count}${unit}`;
  });
  return parts.join('') || '0s';
}
