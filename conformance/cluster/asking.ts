/** How the node asks programs of the cluster by HTTP, and how long. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterNode } from './node';

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

/** The node has no search domains: it needs the whole name of a Service. */
export function asTheNodeSaysIt(url: string): string {
  return url.replace('.svc:', '.svc.cluster.local:');
}

/** For as long as a program may take to find who has come back: Query, for example, looks names up every 30 s. */
export const PATIENCE_S = 75;

/** Asks until the answer is right, or nobody can wait for it any longer; who does not answer is asked again. */
export async function awaitRight<T extends object>(asking: () => Promise<T>, isRight: (answer: T) => boolean): Promise<T> {
  const deadline = Date.now() + PATIENCE_S * 1000;
  for (;;) {
    const answer = await asking().catch((error: Error) => error);
    const isLate = Date.now() > deadline;
    if (isLate && answer instanceof Error) {
      throw answer;
    }
    if (!(answer instanceof Error) && (isLate || isRight(answer))) {
      return answer;
    }
    await sleep(1000);
  }
}
