import { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { graceFor } from './pod-template';
import { Finding } from '../validation';

/** How long a program takes to stop, and why it may not be killed before. */
export interface Stopping {
  readonly seconds: number;
  readonly why: string;
}

/** Judges the seconds that a pod has to stop against those that it needs. */
export function graceFindings(grace: number, needed: number, why: string): Finding[] {
  return needed <= grace ? [] : [{
    what: `the pod has ${grace} seconds to stop and needs ${needed}`,
    why,
    fix: `terminationGracePeriod: Duration.seconds(${needed})`,
  }];
}

/** Judges a Deployment or StatefulSet as it is written, patches included. */
export function writtenGraceFindings(controller: ApiObject, { seconds, why }: Stopping): Finding[] {
  const { spec } = controller.toJson() as { spec: { template: { spec: k8s.PodSpec } } };
  return graceFindings(spec.template.spec.terminationGracePeriodSeconds ?? 30, graceFor(seconds), why);
}
