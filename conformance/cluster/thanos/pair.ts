/** The pair of Prometheus in the cluster: how each is asked, and the folders of their blocks. */
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Asked } from './answers';
import { get, Means } from '../asking';
import { Block, blocksIn, Bucket } from './bucket';
import { backfill, historyBefore } from './history';
import { PAIR_NAME, SCRAPED } from './pair-program';
import { Span } from './samples';
import { PAIR_NAMESPACE } from './storage';
import { ClusterNode } from '../node';
import { Pod } from '../pods';
import { RunningTenants } from '../running-tenants';
import { RunningWorkload } from '../running-workload';

/** One of the two. */
export interface Replica extends Asked {
  readonly name: string;
  readonly container: string;
  /** of its blocks, on the machine */
  readonly folder: string;
  /** the blocks of the time before */
  readonly history: readonly string[];
  /** how often it had looked for something to compact when it had got them */
  readonly lookedBefore: number;
}

export interface Pair extends Asked {
  readonly workload: RunningWorkload;
  readonly bucket: Bucket;
  readonly scraped: RunningTenants;
  readonly history: Span;
  readonly replicas: readonly Replica[];
}

/** How often it has looked for blocks to compact since it began: once a minute. */
async function looked({ queryUrl, ...means }: Asked): Promise<number> {
  const [, count] = /^prometheus_tsdb_compactions_triggered_total (\d+)/m.exec(await get(means, `${queryUrl}/metrics`)) ?? [];
  if (count === undefined) {
    throw new Error(`${queryUrl} does not say how often it has looked for blocks to compact`);
  }
  return Number(count);
}

/** Waits until it has looked for blocks to compact after it has got those of the time before, and has had the time to do it. */
export async function untilLooked(replica: Replica): Promise<void> {
  const deadline = Date.now() + 100_000;
  while (await looked(replica) <= replica.lookedBefore) {
    if (Date.now() > deadline) {
      throw new Error(`${replica.name} has not looked for blocks to compact`);
    }
    await sleep(1000);
  }
  await sleep(2000);
}

/** What is in its folder now. */
export function blocksOf({ folder }: Replica): Block[] {
  return blocksIn(folder);
}

async function folderOf(node: ClusterNode, pod: string): Promise<string> {
  const volume = await node.kubectl(['--namespace', PAIR_NAMESPACE, 'get', 'pvc', `data-${pod}`, '--output', 'jsonpath={.spec.volumeName}']);
  const path = await node.kubectl(['get', 'pv', volume, '--output', 'jsonpath={.spec.hostPath.path}']);
  return join(node.state, 'volumes', basename(path));
}

async function replicaOf(means: Means, { metadata: { name }, status }: Pod, span: Span): Promise<Replica> {
  const asked = { ...means, queryUrl: `http://${status.podIP}:9090` };
  const folder = await folderOf(means.node, name);
  const container = status.containerStatuses?.find((one) => one.name === PAIR_NAME)?.containerID?.replace(/^containerd:\/\//, '') ?? '';
  const history = await backfill(folder, span, means.node.state);
  return { ...asked, name, container, folder, history, lookedBefore: await looked(asked) };
}

/** Takes the bucket away and gives each a history: until the bucket is back, nobody can have it but from them. */
export async function setUpPair(pair: Omit<Pair, 'history' | 'replicas' | 'scraped'>): Promise<Pair> {
  const { node, program, workload, bucket } = pair;
  const scraped = await RunningTenants.find(node, program, [SCRAPED], { clusterName: undefined, chosenLabels: [] });
  const history = historyBefore(Date.now());
  bucket.takeAway();
  const replicas: Replica[] = [];
  for (const pod of await workload.pods()) {
    replicas.push(await replicaOf({ node, program }, pod, history));
  }
  return { ...pair, scraped, history, replicas };
}
