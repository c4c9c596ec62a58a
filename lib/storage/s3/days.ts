import { Duration } from 'cdk8s';

/** Days as S3 counts them; a part of a day stays visible, for the invariants to find. */
export function inDays(duration: Duration): number {
  return duration.toDays({ integral: false });
}
