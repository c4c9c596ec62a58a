/** Every workload of some manifests, once it runs. */
import { ClusterNode } from './node';
import { replicasOf } from './patches';
import { RunningWorkload } from './running-workload';
import { Manifest, podTemplate } from '../judging/kubernetes-types';

export async function runningWorkloads(node: ClusterNode, manifests: readonly Manifest[]): Promise<RunningWorkload[]> {
  const workloads = manifests.filter((manifest) => podTemplate(manifest) !== undefined)
    .map((manifest) => new RunningWorkload(node, manifest, replicasOf(manifest, manifests)));
  for (const workload of workloads) {
    await workload.untilReady();
  }
  return workloads;
}

export function workloadOf(workloads: readonly RunningWorkload[], name: string): RunningWorkload {
  const found = workloads.find((workload) => workload.name === name);
  if (found === undefined) {
    throw new Error(`no workload ${name}: there are ${workloads.map((workload) => workload.name).join(', ')}`);
  }
  return found;
}
