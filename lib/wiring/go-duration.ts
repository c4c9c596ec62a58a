import type { Duration } from 'cdk8s';

/** A duration in Go's words: `200ms`, `30s`. */
export function goDuration(duration: Duration): string {
  const milliseconds = duration.toMilliseconds();
  return milliseconds % 1000 === 0 ? `${milliseconds / 1000}s` : `${milliseconds}ms`;
}
