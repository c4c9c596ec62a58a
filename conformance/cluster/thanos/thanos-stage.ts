/** What every scenario needs: a running Thanos, its bucket, and what was written. */
import { ALERTMANAGER_MANIFESTS, startAlertmanager } from './alertmanager';
import { Asked } from './answers';
import { Bucket, BucketServer } from './bucket';
import { Pair, setUpPair } from './pair';
import { PAIR_NAME, SCRAPED } from './pair-program';
import { thanosProgram } from './program';
import { Days, daysBefore, Span } from './samples';
import { PAIR_NAMESPACE, STACK_NAMESPACE, STORAGE } from './storage';
import { Manifest, podTemplate } from '../../judging/kubernetes-types';
import { Checks } from '../checks';
import { imagesOf } from '../images';
import { ownNamespaces } from '../namespaces';
import { ClusterNode } from '../node';
import { fitToThisMachine, replicasOf } from '../patches';
import { expectRestricted } from '../restricted-namespace';
import { RunningWorkload } from '../running-workload';
import { buildTelemetryCount } from '../telemetry-count';
import { cpuOf, tenantManifests } from '../tenants';
import { outsideNames } from '../world';

export interface ThanosStage extends Asked {
  readonly checks: Checks;
  readonly bucket: Bucket;
  readonly remoteWriteUrl: string;
  readonly workloads: readonly RunningWorkload[];
  readonly ingestors: RunningWorkload;
  readonly compactor: RunningWorkload;
  readonly pair: Pair;
  readonly days: Days;
  /** the parts of them that were written so far */
  readonly written: Set<Span>;
}

/** The node has no search domains: it needs the whole name of a Service. */
function asTheNodeSaysIt(url: string): string {
  return url.replace('.svc:', '.svc.cluster.local:');
}

function workloadOf(workloads: readonly RunningWorkload[], name: string): RunningWorkload {
  const found = workloads.find((workload) => workload.name === name);
  if (found === undefined) {
    throw new Error(`no workload ${name}: there are ${workloads.map((workload) => workload.name).join(', ')}`);
  }
  return found;
}

function describe(changes: readonly string[]): void {
  console.log('changes to manifests (nothing else is touched):');
  (changes.length > 0 ? changes : ['none']).forEach((line) => console.log(`      ${line}`));
  console.log(`the buckets: ${STORAGE.service}.${STORAGE.namespace}, versitygw on the node`);
}

async function runningWorkloads(node: ClusterNode, manifests: readonly Manifest[]): Promise<RunningWorkload[]> {
  const workloads = manifests.filter((manifest) => podTemplate(manifest) !== undefined)
    .map((manifest) => new RunningWorkload(node, manifest, replicasOf(manifest, manifests)));
  for (const workload of workloads) {
    await workload.untilReady();
  }
  return workloads;
}

export async function setUpThanos(node: ClusterNode, checks: Checks): Promise<ThanosStage> {
  const { manifests: originals, ...urls } = thanosProgram();
  const { manifests, changes } = fitToThisMachine(originals, { reservedCpu: cpuOf([SCRAPED]) });
  const program = await buildTelemetryCount(node.state);
  describe(changes);
  await node.start(imagesOf(manifests, program, ''), [outsideNames('')]);
  const buckets = BucketServer.start(node);
  startAlertmanager(node);
  await node.apply([...ownNamespaces(manifests), ...buckets.manifests, ...ALERTMANAGER_MANIFESTS]);
  await node.apply([...manifests, ...tenantManifests([SCRAPED], [])]);
  const workloads = await runningWorkloads(node, manifests);
  for (const namespace of [STACK_NAMESPACE, PAIR_NAMESPACE]) {
    await expectRestricted(node, checks, namespace);
  }
  return {
    node,
    program,
    checks,
    bucket: buckets.ofStack,
    remoteWriteUrl: asTheNodeSaysIt(urls.remoteWriteUrl),
    queryUrl: asTheNodeSaysIt(urls.queryUrl),
    workloads,
    ingestors: workloadOf(workloads, 'thanos-receive-ingestor'),
    compactor: workloadOf(workloads, 'thanos-compactor'),
    pair: await setUpPair({
      node, program, workload: workloadOf(workloads, PAIR_NAME), bucket: buckets.ofPair, queryUrl: asTheNodeSaysIt(urls.pairQueryUrl),
    }),
    days: daysBefore(Date.now()),
    written: new Set(),
  };
}
