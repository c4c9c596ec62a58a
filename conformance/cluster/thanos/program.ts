/** The program of the library whose manifests run here: a whole Thanos that takes remote write, over a bucket that the harness plays. */
import { App, Chart, Duration, Size } from 'cdk8s';
import { ObjectStore, SecretValue, ThanosStack, Tls } from '../../../lib';
import { Manifest } from '../../judging/kubernetes-types';
import { temporaryFolder } from '../../judging/processes';

export const NAMESPACE = 'thanos';
export const INGESTORS = 3;

/** The bucket, where its server is, and the Secret with the key of who may use it. */
export const STORAGE = { namespace: 'storage', service: 's3', port: 7070, bucket: 'acme-metrics', secret: 'bucket-key' } as const;

/** By which the blocks of ingestors differ. */
export const REPLICA_LABEL = 'receive_replica';

const { namespace, service, port, bucket, secret } = STORAGE;

/** A run takes minutes: nobody waits for half an hour until a block is compacted, and for a quarter until it is found. */
function makeStack(chart: Chart): ThanosStack {
  return new ThanosStack(chart, 'thanos', {
    cluster: { name: 'prod' },
    objectStore: ObjectStore.s3({
      bucket,
      region: 'us-east-1',
      endpoint: `${service}.${namespace}.svc:${port}`,
      forcePathStyle: true,
      tls: Tls.plaintext(),
      accessKey: { id: SecretValue.fromSecret(secret, 'id'), secret: SecretValue.fromSecret(secret, 'secret') },
    }),
    receive: { replicas: INGESTORS, replicationFactor: 3, memoryLimit: Size.gibibytes(1) },
    storeGateways: [{ syncInterval: Duration.seconds(5), memoryLimit: Size.gibibytes(1), extraArgs: ['--ignore-deletion-marks-delay=10s'] }],
    compactor: { memoryLimit: Size.gibibytes(1), extraArgs: ['--consistency-delay=0s'] },
  });
}

/** What to ask and where to write, as a pod would. */
export interface ThanosProgram {
  readonly manifests: Manifest[];
  readonly remoteWriteUrl: string;
  readonly queryUrl: string;
}

export function thanosProgram(): ThanosProgram {
  const app = new App({ outdir: temporaryFolder('thanos') });
  const chart = new Chart(app, 'thanos', { namespace: NAMESPACE });
  const thanos = makeStack(chart);
  app.synth();
  return { manifests: chart.toJson() as Manifest[], remoteWriteUrl: thanos.remoteWriteEndpoint.url, queryUrl: thanos.queryEndpoint.url };
}
