/** What every scenario needs: a running Thanos, its bucket, and what was written. */
import { join } from 'node:path';
import { ALERTMANAGER_MANIFESTS, startAlertmanager } from './alertmanager';
import { Asked } from './answers';
import { Bucket } from './bucket';
import { Pair, setUpPair } from './pair';
import { PAIR_NAME, SCRAPED } from './pair-program';
import { thanosProgram } from './program';
import { Days, daysBefore, Span } from './samples';
import { BUCKETS, PAIR_NAMESPACE, STACK_NAMESPACE } from './storage';
import { asTheNodeSaysIt } from '../asking';
import { BucketServer } from '../bucket-server';
import { Checks } from '../checks';
import { imagesOf } from '../images';
import { ownNamespaces } from '../namespaces';
import { ClusterNode } from '../node';
import { fitToThisMachine, tellChanges } from '../patches';
import { expectRestricted } from '../restricted-namespace';
import { RunningWorkload } from '../running-workload';
import { runningWorkloads, workloadOf } from '../running-workloads';
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

export async function setUpThanos(node: ClusterNode, checks: Checks): Promise<ThanosStage> {
  const { manifests: originals, ...urls } = thanosProgram();
  const { manifests, changes } = fitToThisMachine(originals, { reservedCpu: cpuOf([SCRAPED]) });
  const program = await buildTelemetryCount(node.state);
  tellChanges(changes);
  console.log(`the buckets: ${BucketServer.description}`);
  await node.start(imagesOf(manifests, program, ''), [outsideNames('')]);
  const buckets = BucketServer.start(node);
  const [ofStack, ofPair] = [BUCKETS.stack, BUCKETS.pair].map((name) => new Bucket(buckets.folderOf(name), join(node.state, `${name}-away`)));
  startAlertmanager(node);
  await node.apply([...ownNamespaces(manifests), ...buckets.manifestsFor([STACK_NAMESPACE, PAIR_NAMESPACE]), ...ALERTMANAGER_MANIFESTS]);
  await node.apply([...manifests, ...tenantManifests([SCRAPED], [])]);
  const workloads = await runningWorkloads(node, manifests);
  for (const namespace of [STACK_NAMESPACE, PAIR_NAMESPACE]) {
    await expectRestricted(node, checks, namespace);
  }
  return {
    node,
    program,
    checks,
    bucket: ofStack,
    remoteWriteUrl: asTheNodeSaysIt(urls.remoteWriteUrl),
    queryUrl: asTheNodeSaysIt(urls.queryUrl),
    workloads,
    ingestors: workloadOf(workloads, 'thanos-receive-ingestor'),
    compactor: workloadOf(workloads, 'thanos-compactor'),
    pair: await setUpPair({
      node, program, workload: workloadOf(workloads, PAIR_NAME), bucket: ofPair, queryUrl: asTheNodeSaysIt(urls.pairQueryUrl),
    }),
    days: daysBefore(Date.now()),
    written: new Set(),
  };
}
