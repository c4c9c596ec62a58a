import { Finding } from '../validation';

/** Judges the seconds that a pod has to stop against those that it needs. */
export function graceFindings(grace: number, needed: number, why: string): Finding[] {
  return needed <= grace ? [] : [{
    what: `the pod has ${grace} seconds to stop and needs ${needed}`,
    why,
    fix: `terminationGracePeriod: Duration.seconds(${needed})`,
  }];
}
