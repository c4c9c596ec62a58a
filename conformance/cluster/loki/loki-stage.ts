/** What every scenario needs: a running Loki, its bucket, agents, and applications that write lines. */
import { AskedLoki } from './asking';
import { LogsBucket } from './bucket';
import { CANARY_NAME, CLUSTER_NAME, GATEWAY_NAME, INDEX_GATEWAY_NAME, INGESTER_NAME, LOKI_BUCKET, LOKI_NAMESPACE, lokiProgram, WRITERS } from './program';
import { Rotations } from './rotations';
import { judgeOfDistribution } from '../../judges';
import { asTheNodeSaysIt } from '../asking';
import { BucketServer } from '../bucket-server';
import { Checks } from '../checks';
import { findCollectors } from '../collectors';
import { imagesOf } from '../images';
import { ownNamespaces } from '../namespaces';
import { ClusterNode } from '../node';
import { fitToThisMachine, tellChanges } from '../patches';
import { expectRestricted } from '../restricted-namespace';
import { RunningTenants } from '../running-tenants';
import { RunningWorkload } from '../running-workload';
import { runningWorkloads, workloadOf } from '../running-workloads';
import { buildTelemetryCount, Sending } from '../telemetry-count';
import { cpuOf, tenantManifests } from '../tenants';
import { unwantedKinds } from '../wanted-lines';
import { outsideNames } from '../world';

/** What applications wrote in one run. */
export interface Written {
  readonly run: string;
  readonly sendings: readonly Sending[];
  /** what was put aside meanwhile */
  readonly rotations: Rotations;
}

export interface LokiStage extends AskedLoki {
  readonly checks: Checks;
  readonly bucket: LogsBucket;
  readonly workloads: readonly RunningWorkload[];
  readonly ingesters: RunningWorkload;
  readonly indexGateways: RunningWorkload;
  /** undefined on a machine without nginx, where there is no gateway either */
  readonly canaries: RunningWorkload | undefined;
  /** undefined where there is no canary */
  readonly gateways: RunningWorkload | undefined;
  /** a distributor, for who goes around the gateway */
  readonly distributorUrl: string;
  readonly writers: RunningTenants;
  /** attributes that are labels of streams */
  readonly indexLabels: readonly string[];
  /** kinds of lines that the agents are told to leave out */
  readonly unwanted: readonly string[];
  /** so far: none of it may be lost later */
  readonly written: Written[];
}

export async function setUpLoki(node: ClusterNode, checks: Checks): Promise<LokiStage> {
  const nginx = judgeOfDistribution('nginx');
  console.log(nginx === undefined ? 'NOT JUDGED: the gateway and the canary of a Loki: this machine has no nginx, and npm run judges says why' : `the gateway is nginx ${nginx.version}`);
  const { manifests: originals, distributorUrl, queryUrl, otlpUrl, indexLabels } = lokiProgram(nginx !== undefined);
  const { manifests, changes } = fitToThisMachine(originals, { reservedCpu: cpuOf(WRITERS), keepReplicas: [INGESTER_NAME] });
  const program = await buildTelemetryCount(node.state);
  tellChanges(changes);
  console.log(`the bucket: ${BucketServer.description}`);
  await node.start(imagesOf(manifests, program, ''), [outsideNames('')]);
  const buckets = BucketServer.start(node);
  const bucket = new LogsBucket(buckets.folderOf(LOKI_BUCKET));
  await node.apply([...ownNamespaces(manifests), ...buckets.manifestsFor([LOKI_NAMESPACE])]);
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
    canaries: nginx && workloadOf(workloads, CANARY_NAME),
    gateways: nginx && workloadOf(workloads, GATEWAY_NAME),
    distributorUrl: asTheNodeSaysIt(distributorUrl),
    writers: await RunningTenants.find(node, program, WRITERS, { clusterName: CLUSTER_NAME, chosenLabels: [] }),
    indexLabels,
    unwanted: [...new Set(findCollectors(manifests).flatMap(unwantedKinds))],
    written: [],
  };
}
