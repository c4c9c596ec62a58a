import { AnchoredPattern } from '../../relabel/anchored-pattern';
import { MapLabel } from '../policy-plan';

/** Whether mappings may simply be applied one after the other: none can match what an earlier one has written. */
export function areIndependent(cases: MapLabel['cases']): boolean {
  return cases.every(({ replacement }, index) => {
    const later = cases.slice(index + 1);
    // what a group has matched is not known
    return later.length === 0 || (!replacement.includes('$') && !later.some(({ match }) => new AnchoredPattern(match).matches(replacement)));
  });
}
