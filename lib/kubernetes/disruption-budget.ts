import { k8s } from 'cdk8s-plus-30';

/**
 * How many pods may be away for the drain of a node.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/#unhealthy-pod-eviction-policy
 */
export function disruptionBudgetSpec(maxUnavailable: number, selector: k8s.LabelSelector): k8s.PodDisruptionBudgetSpec {
  return {
    maxUnavailable: k8s.IntOrString.fromNumber(maxUnavailable),
    selector,
    // a replica that does not become ready must not hold up the drain of a node
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
  };
}
