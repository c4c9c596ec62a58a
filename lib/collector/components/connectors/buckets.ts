import { Duration } from 'cdk8s';
import { fail } from '../../../validation';

/** Fails on bounds of buckets that do not ascend. Nothing given is right. */
export function requireAscending(caller: string, property: string, bounds: readonly Duration[] | undefined): void {
  const milliseconds = bounds?.map((bound) => bound.toMilliseconds());
  if (milliseconds && (milliseconds.length === 0 || milliseconds.some((bound, index) => bound <= (milliseconds[index - 1] ?? 0)))) {
    fail(caller, {
      what: `${property} ${milliseconds.length === 0 ? 'is empty' : `is ${milliseconds.map((bound) => `${bound} ms`).join(', ')}`}`,
      why: 'bounds are positive and ascend: what is in a bucket would be wrong',
      fix: `${property}: [Duration.millis(10), Duration.millis(100), Duration.seconds(1)]`,
    });
  }
}
