import { Duration } from 'cdk8s';
import { prometheusDuration } from '../../policy/relabel/prometheus-duration';
import { Finding } from '../../validation';

/** Blocks stay this long after they were compacted, and lists of blocks are minutes old: what is kept for less may be gone while it is read. */
const SHORTEST = Duration.hours(1);

/** Judges how long traces are kept. */
export function retentionFindings(what: string, retention: Duration): Finding[] {
  return retention.toMilliseconds() >= SHORTEST.toMilliseconds() ? [] : [{
    what: `${what} is ${prometheusDuration(retention.toMilliseconds())}`,
    why: retention.toMilliseconds() === 0
      ? 'Tempo takes it for the retention of everybody, or deletes what it has just written'
      : 'a block stays for an hour after it was compacted, and queriers learn of new ones after five minutes: queries would read what is deleted, and fail',
    fix: 'retention: Duration.hours(1) at least',
  }];
}
