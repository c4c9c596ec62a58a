/** Whether a namespace refuses pods that the restricted Pod Security level forbids. */
import { Checks } from './checks';
import { ClusterNode } from './node';

/** Seen in what it refuses, not only in its label. */
export async function expectRestricted(node: ClusterNode, checks: Checks, namespace: string): Promise<void> {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'unrestricted' }, spec: { containers: [{ name: 'any', image: 'localhost/pause:local' }] } };
  const { code, stderr } = await node.tryKubectl(['--namespace', namespace, 'create', '--dry-run=server', '-f', '-'], JSON.stringify(pod));
  checks.expect(`the namespace ${namespace} enforces the restricted level`, code !== 0 && stderr.includes('violates PodSecurity "restricted'));
}
