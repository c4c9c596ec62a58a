import type { Duration } from 'cdk8s';
import { Finding } from '../../validation';

/** What is wrong with a duration of a rule or a group: Prometheus takes 0 for nothing said. */
export function durationFindings(where: string, property: string, duration: Duration | undefined, usual: string): Finding[] {
  const milliseconds = duration?.toMilliseconds({ integral: false });
  if (milliseconds === undefined || (Number.isInteger(milliseconds) && milliseconds > 0)) {
    return [];
  }
  return [{
    what: `${where}: ${property} is ${milliseconds} ms`,
    why: milliseconds === 0 ? 'Prometheus takes it for nothing said at all' : 'Prometheus counts whole milliseconds',
    fix: `${property}: ${usual}${milliseconds === 0 ? ', or leave it out' : ''}`,
  }];
}
