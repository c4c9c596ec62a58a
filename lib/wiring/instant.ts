const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))$/;

/** Before it, an instant is rather none than one. */
const FIRST_YEAR = 1971;

/** The last year whose nanoseconds the collector can count. */
const LAST_YEAR = 2261;

/** Nanoseconds since 1970 of an instant in RFC 3339; undefined when it is none, or none that the collector can count. */
export function nanosecondsOf(instant: string): bigint | undefined {
  const parts = RFC_3339.exec(instant);
  if (!parts) {
    return undefined;
  }
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as [number, number, number, number, number, number];
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  // a day or an hour that is not there becomes another one
  const isReal = local.toISOString().startsWith(instant.slice(0, 19));
  const [sign, hours, minutes] = [parts[8] === '-' ? -1 : 1, Number(parts[9] ?? 0), Number(parts[10] ?? 0)];
  if (!isReal || year < FIRST_YEAR || year > LAST_YEAR || hours > 23 || minutes > 59) {
    return undefined;
  }
  const milliseconds = local.getTime() - sign * (hours * 60 + minutes) * 60_000;
  return BigInt(milliseconds) * 1_000_000n + BigInt((parts[7] ?? '').padEnd(9, '0'));
}

/** The instant in RFC 3339, in UTC and to the nanosecond; undefined when it is none that the collector can count. */
export function instantOf(nanoseconds: bigint): string | undefined {
  const milliseconds = Number(nanoseconds / 1_000_000n);
  const [year, second] = [new Date(milliseconds).getUTCFullYear(), new Date(milliseconds).toISOString().slice(0, 19)];
  return year < FIRST_YEAR || year > LAST_YEAR ? undefined : `${second}.${(nanoseconds % 1_000_000_000n).toString().padStart(9, '0')}Z`;
}
