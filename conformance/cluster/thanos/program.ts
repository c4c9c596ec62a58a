/**
 * The program of the library whose manifests run here: a whole Thanos that takes remote write and evaluates rules, and beside it a pair of Prometheus with sidecars, each
 * over a bucket that the harness plays.
 */
import { App, Chart, Duration, Size } from 'cdk8s';
import { ALERTMANAGER_URL } from './alertmanager';
import { pairOf } from './pair-program';
import { RULE_GROUPS } from './rules';
import { BUCKETS, PAIR_NAMESPACE, STACK_NAMESPACE } from './storage';
import { AlertmanagerEndpoint, ThanosStack } from '../../../lib';
import { Manifest } from '../../judging/kubernetes-types';
import { temporaryFolder } from '../../judging/processes';
import { storeIn } from '../bucket-server';

export const INGESTORS = 3;

export const EVALUATION_INTERVAL = Duration.seconds(10);

/** By which the blocks of ingestors differ. */
export const REPLICA_LABEL = 'receive_replica';

/** A run takes minutes: nobody waits for half an hour until a block is compacted, and for a quarter until it is found. */
function makeStack(chart: Chart): ThanosStack {
  return new ThanosStack(chart, 'thanos', {
    cluster: { name: 'prod' },
    objectStore: storeIn(BUCKETS.stack),
    receive: { replicas: INGESTORS, replicationFactor: 3, memoryLimit: Size.gibibytes(1) },
    storeGateways: [{ syncInterval: Duration.seconds(5), memoryLimit: Size.gibibytes(1), extraArgs: ['--ignore-deletion-marks-delay=10s'] }],
    // it looks at the bucket when it starts, and not while ingestors still upload
    compactor: { memoryLimit: Size.gibibytes(1), extraArgs: ['--consistency-delay=0s', '--wait-interval=1h'] },
    ruler: { ruleGroups: RULE_GROUPS, alertmanagers: [AlertmanagerEndpoint.headless({ url: ALERTMANAGER_URL })], evaluationInterval: EVALUATION_INTERVAL },
  });
}

/** What to ask and where to write, as a pod would. */
export interface ThanosProgram {
  readonly manifests: Manifest[];
  readonly remoteWriteUrl: string;
  readonly queryUrl: string;
  /** of the Query over the pair */
  readonly pairQueryUrl: string;
}

export function thanosProgram(): ThanosProgram {
  const app = new App({ outdir: temporaryFolder('thanos') });
  const charts = { stack: new Chart(app, 'thanos', { namespace: STACK_NAMESPACE }), pair: new Chart(app, 'pair', { namespace: PAIR_NAMESPACE }) };
  const thanos = makeStack(charts.stack);
  const pairQuery = pairOf(charts.pair);
  app.synth();
  return {
    manifests: [...charts.stack.toJson(), ...charts.pair.toJson()] as Manifest[],
    remoteWriteUrl: thanos.remoteWriteEndpoint.url,
    queryUrl: thanos.queryEndpoint.url,
    pairQueryUrl: pairQuery.url,
  };
}
