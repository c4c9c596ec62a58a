/** Pods as the API server knows them. */
import { ClusterNode } from './node';

export interface Pod {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string;
  };
  readonly spec: { readonly nodeName: string; readonly containers: ReadonlyArray<{ readonly name: string }> };
  readonly status: {
    readonly phase: string;
    readonly podIP?: string;
    readonly conditions?: ReadonlyArray<{ readonly type: string; readonly status: string }>;
    readonly containerStatuses?: readonly ContainerStatus[];
  };
}

export interface ContainerStatus {
  readonly name: string;
  readonly containerID?: string;
  readonly restartCount: number;
  readonly state?: { readonly running?: object };
  readonly lastState?: { readonly terminated?: { readonly exitCode: number; readonly reason?: string } };
}

/** @param where arguments of kubectl that select some of them; every pod of the cluster without */
export async function podsOf(node: ClusterNode, where: readonly string[] = ['--all-namespaces']): Promise<Pod[]> {
  return (JSON.parse(await node.kubectl(['get', 'pods', ...where, '--output', 'json'])) as { items: Pod[] }).items;
}

export function isReady({ status }: Pod): boolean {
  return status.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') === true;
}
