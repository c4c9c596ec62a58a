import { ContainerPlan } from './pod-template';
import { ContainerBudget } from '../kubernetes/resources';
import { NamedNeeds } from '../wiring/needs-sum';

/** A program that stands by the one for which the workload is, in the same pod. */
export interface Companion {
  readonly container: ContainerPlan;
  readonly budget: ContainerBudget;
  readonly parts: readonly NamedNeeds[];
}

/** What the pod as a whole has to have for a companion. Variables are of its container alone, and folders are those of the program that it stands by. */
export function needsOfPod({ parts }: Companion): NamedNeeds[] {
  return parts.map(({ from, needs: { variables: _own, directories: _shared, ...needs } }) => ({ from, needs }));
}
