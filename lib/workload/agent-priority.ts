import { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { Workload } from './workload';
import { clusterScopedName, outOfNamespace } from '../kubernetes/cluster-scope';

/** Above every ordinary pod, below those that the cluster itself needs. */
const PRIORITY = 1_000_000;

/** The PriorityClass of what has a pod on every node, by its name. */
export function agentPriorityClass(scope: Construct, workload: Workload): ApiObject {
  return outOfNamespace(new k8s.KubePriorityClass(scope, 'priority-class', {
    metadata: { ...workload.metadata(), name: clusterScopedName(workload.name, workload.namespace) },
    value: PRIORITY,
    description: 'A node without its agent is not observed: ordinary pods make room for it.',
  }), workload.namespace);
}
