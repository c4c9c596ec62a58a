import { Duration } from 'cdk8s';
import { fail } from '../validation';
import { goDuration } from '../wiring/go-duration';

/** Fails on no time at all between two collections. */
export function requireInterval(caller: string, property: string, interval: Duration, why = 'the collector does not start with it'): Duration {
  if (interval.toMilliseconds() <= 0) {
    fail(caller, {
      what: `${property} is ${goDuration(interval)}`,
      why,
      fix: `${property}: Duration.seconds(30)`,
    });
  }
  return interval;
}
