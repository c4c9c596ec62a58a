/** What every scenario needs: a running Loki, its bucket, agents, and applications that write lines. */
import { AskedLoki } from './asking';
import { LogsBucket } from './bucket';
import { CLUSTER_NAME, INDEX_GATEWAY_NAME, INGESTER_NAME, LOKI_NAMESPACE, lokiProgram, WRITERS } from './program';
import { Manifest, podTemplate } from '../../judging/kubernetes-types';
import { Checks } from '../checks';
import { findCollectors } from '../collectors';
import { imagesOf } from '../images';
import { ownNamespaces } from '../namespaces';
import { ClusterNode } from '../node';
import { fitToThisMachine, replicasOf } from '../patches';
import { expectRestricted } from '../restricted-namespace';
import { RunningTenants } from '../running-tenants';
import { RunningWorkload } from '../running-workload';
import { buildTelemetryCount, Sending } from '../telemetry-count';
import { cpuOf, tenantManifests } from '../tenants';
import { STORAGE } from '../thanos/storage';
import { unwantedKinds } from '../wanted-lines';
import { outsideNames } from '../world';

/** What applications wrote in one run. */
export interface Written {
  readonly run: string;
  readonly sendings: readonly Sending[];
}

export interface LokiStage extends AskedLoki {
  readonly checks: Checks;
  readonly bucket: LogsBucket;
  readonly workloads: readonly RunningWorkload[];
  readonly ingesters: RunningWorkload;
  readonly indexGateways: RunningWorkload;
  readonly writers: RunningTenants;
  /** attributes that are labels of streams */
  readonly indexLabels: readonly string[];
  /** kinds of lines that the agents are told to leave out */
  readonly unwanted: readonly string[];
  /** so far: none of it may be lost later */
  readonly written: Written[];
}

/** The node has no search domains: it needs the whole name of a Service. */
function asTheNodeSaysIt(url: string): string {
  return url.replace('.svc:', '.svc.cluster.local:');
}

function describe(changes: readonly string[]): void {
  console.log('changes to manifests (nothing else is touched):');
  (changes.length > 0 ? changes : ['none']).forEach((line) => console.log(`      ${line}`));
  console.log(`the bucket: ${STORAGE.service}.${STORAGE.namespace}, versitygw on the node`);
}

async function runningWorkloads(node: ClusterNode, manifests: readonly Manifest[]): Promise<RunningWorkload[]> {
  const workloads = manifests.filter((manifest) => podTemplate(manifest) !== undefined)
    .map((manifest) => new RunningWorkload(node, manifest, replicasOf(manifest, manifests)));
  for (const workload of workloads) {
    await workload.untilReady();
  }
  return workloads;
}

function workloadOf(workloads: readonly RunningWorkload[], name: string): RunningWorkload {
  const found = workloads.find((workload) => workload.name === name);
  if (found === undefined) {
    throw new Error(`no workload ${name}: there are ${workloads.map((workload) => workload.name).join(', ')}`);
  }
  return found;
}

export async function setUpLoki(node: ClusterNode, checks: Checks): Promise<LokiStage> {
  const { manifests: originals, queryUrl, otlpUrl, indexLabels } = lokiProgram();
  const { manifests, changes } = fitToThisMachine(originals, { reservedCpu: cpuOf(WRITERS), keepReplicas: [INGESTER_NAME] });
  const program = await buildTelemetryCount(node.state);
  describe(changes);
  await node.start(imagesOf(manifests, program, ''), [outsideNames('')]);
  const bucket = LogsBucket.start(node);
  await node.apply([...ownNamespaces(manifests), ...bucket.manifests]);
  await node.apply([...manifests, ...tenantManifests(WRITERS, [])]);
  const workloads = await runningWorkloads(node, manifests);
  await expectRestricted(node, checks, LOKI_NAMESPACE);
  return {
    node,
    program,
    checks,
    bucket,
    queryUrl: asTheNodeSaysIt(queryUrl),
    otlpUrl: asTheNodeSaysIt(otlpUrl),
    workloads,
    ingesters: workloadOf(workloads, INGESTER_NAME),
    indexGateways: workloadOf(workloads, INDEX_GATEWAY_NAME),
    writers: await RunningTenants.find(node, program, WRITERS, { clusterName: CLUSTER_NAME, chosenLabels: [] }),
    indexLabels,
    unwanted: [...new Set(findCollectors(manifests).flatMap(unwantedKinds))],
    written: [],
  };
}
