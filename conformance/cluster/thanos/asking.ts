/** How the node asks programs of the cluster by HTTP. */
import { ClusterNode } from '../node';

export interface Means {
  readonly node: ClusterNode;
  /** the path of our own program */
  readonly program: string;
}

/** @throws when the answer is another one than 200 */
export async function get({ node, program }: Means, url: string): Promise<string> {
  const { code, stdout, stderr } = await node.run([program, 'ask', 'GET', url]);
  if (code !== 0) {
    throw new Error(`${url}: ${stderr.trim()}`);
  }
  return stdout;
}
