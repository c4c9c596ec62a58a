/** The units in which a program says durations, the largest first. */
const UNITS = [['days', 86_400_000], ['hours', 3_600_000], ['minutes', 60_000], ['seconds', 1000], ['millis', 1]] as const;

/** A duration as it stands in a program, for the words of a fix: `Duration.hours(36)`. */
export function durationLiteral(milliseconds: number): string {
  const [unit, length] = UNITS.find(([, each]) => milliseconds >= each && milliseconds % each === 0) ?? (['seconds', 1000] as const);
  return `Duration.${unit}(${milliseconds / length})`;
}
