import { Chart, Duration, Size } from 'cdk8s';
import { NetworkPeer, ObjectStore, SecretValue, ThanosQuery, ThanosReceive, ThanosReceiveProps } from '../../../lib';
import { at, find, Manifest } from '../../manifests';
import { args, CLUSTER, container, file, pod, STORE, waysIn, waysOut, whats, workload, written } from '../program';

const NAME = 'receive-ingestor';

function ingestors(props: Partial<ThanosReceiveProps> = {}, more: (chart: Chart, receive: ThanosReceive) => unknown = () => undefined): Manifest[] {
  return written((chart) => more(chart, new ThanosReceive(chart, 'receive', { cluster: CLUSTER, objectStore: STORE, ...props })));
}

const DEFAULT = ingestors();

describe('an ingestor', () => {
  test('is told what it keeps, where, for how long, and whose it is', () => {
    expect(args(DEFAULT, NAME)[0]).toBe('receive');
    expect(args(DEFAULT, NAME).slice(1).sort()).toEqual([
      '--label=receive_cluster="prod"', '--label=receive_region="us-east-1"', '--label=receive_replica="$(POD_NAME)"',
      '--log.format=logfmt', '--objstore.config-file=/etc/thanos/objstore.yaml', '--tsdb.out-of-order.time-window=1h',
      '--tsdb.path=/var/thanos/receive', '--tsdb.retention=2d',
    ]);
  });

  test('has no hashring, or it would send on what was sent to it', () => {
    expect(args(DEFAULT, NAME).filter((arg) => arg.includes('hashring'))).toEqual([]);
    expect(file(DEFAULT, NAME, 'hashrings.json')).toBeUndefined();
  });

  test('takes late and early samples and exemplars as far as the program says', () => {
    const all = ingestors({
      outOfOrderTimeWindow: Duration.minutes(30), tooFarInFutureTimeWindow: Duration.minutes(5), maxExemplars: 1000, localRetention: Duration.hours(24),
    });

    expect(args(all, NAME)).toEqual(expect.arrayContaining([
      '--tsdb.out-of-order.time-window=30m', '--tsdb.too-far-in-future.time-window=5m', '--tsdb.max-exemplars=1000', '--tsdb.retention=1d',
    ]));
  });

  test('has the memory of its head, and a share of cores that bursts', () => {
    expect(container(DEFAULT, NAME, 'resources')).toEqual({
      requests: { 'cpu': '1', 'memory': '4Gi', 'ephemeral-storage': '256Mi' }, limits: { 'cpu': '4', 'memory': '4Gi', 'ephemeral-storage': '256Mi' },
    });
    expect(container(DEFAULT, NAME, 'env')).toContainEqual({ name: 'GOMEMLIMIT', value: '3276MiB' });
  });

  test('replays its log for half an hour before it counts as broken', () => {
    expect(container(DEFAULT, NAME, 'startupProbe')).toMatchObject({ httpGet: { path: '/-/ready', port: 10902 }, periodSeconds: 10, failureThreshold: 180 });
    expect(container(DEFAULT, NAME, 'livenessProbe')).toMatchObject({ httpGet: { path: '/-/healthy', port: 10902 } });
    expect(container(DEFAULT, NAME, 'readinessProbe')).toMatchObject({ httpGet: { path: '/-/ready', port: 10902 } });
  });

  test('has a quarter of an hour to write its head into a block and upload it', () => {
    expect(pod(DEFAULT, NAME, 'terminationGracePeriodSeconds')).toBe(900);
  });

  test('serves gRPC to others, and metrics', () => {
    expect(container(DEFAULT, NAME, 'ports')).toEqual([
      { name: 'http', containerPort: 10902, protocol: 'TCP' }, { name: 'grpc', containerPort: 10901, protocol: 'TCP' },
    ]);
    expect(at(find(DEFAULT, 'Service', `${NAME}-headless`), 'spec')).toMatchObject({
      clusterIP: 'None', ports: [{ name: 'http', port: 10902 }, { name: 'grpc', port: 10901, appProtocol: 'grpc' }],
    });
  });
});

test('the next ingestor is replaced when routers and Query have had the time to find the one before at its new address', () => {
  expect(at(workload(DEFAULT, NAME), 'spec')).toMatchObject({ updateStrategy: { type: 'RollingUpdate' }, minReadySeconds: 60 });
});

describe('the volume of an ingestor', () => {
  test('holds what is not uploaded, and outlives everything: scaling and deletion leave it', () => {
    const spec = at(workload(DEFAULT, NAME), 'spec');

    expect(spec).toMatchObject({
      replicas: 3,
      serviceName: 'receive-ingestor-headless',
      podManagementPolicy: 'Parallel',
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '50Gi' } } } }],
    });
    expect(at(spec, 'volumeClaimTemplates.0.spec.storageClassName')).toBeUndefined();
    expect(container(DEFAULT, NAME, 'volumeMounts')).toContainEqual({ name: 'data', mountPath: '/var/thanos' });
  });

  test('is as large and of the class that the program says', () => {
    const all = ingestors({ volume: Size.gibibytes(200), storageClassName: 'gp3' });

    expect(at(workload(all, NAME), 'spec.volumeClaimTemplates.0.spec')).toMatchObject({ storageClassName: 'gp3', resources: { requests: { storage: '200Gi' } } });
  });
});

describe('the store of an ingestor', () => {
  test('is a file, and its credentials variables', () => {
    const accessKey = { id: SecretValue.fromSecret('bucket', 'id'), secret: SecretValue.fromSecret('bucket', 'secret') };
    const objectStore = ObjectStore.s3({ bucket: 'metrics', region: 'us-east-1', accessKey });
    const all = ingestors({ objectStore });

    expect(file(all, NAME, 'objstore.yaml')).toMatchObject({ type: 'S3', config: { bucket: 'metrics', region: 'us-east-1' } });
    expect(container(all, NAME, 'env')).toEqual(expect.arrayContaining([
      { name: 'AWS_ACCESS_KEY_ID', valueFrom: { secretKeyRef: { name: 'bucket', key: 'id' } } },
      { name: 'AWS_SECRET_ACCESS_KEY', valueFrom: { secretKeyRef: { name: 'bucket', key: 'secret' } } },
    ]));
    expect(JSON.stringify(container(all, 'receive-router', 'env'))).not.toContain('AWS_');
  });

});

test.each(['--receive.hashrings-file=/etc/hashrings.json', '--receive.hashrings=[]'])('an ingestor fails to be told who else keeps series by %s', (argument) => {
  expect(whats((chart) => new ThanosReceive(chart, 'receive', { cluster: CLUSTER, objectStore: STORE, extraArgs: [argument] }))).toEqual([
    `thanos/receive/ingestors: the ingestor has ${argument.split('=')[0]}`,
  ]);
});

describe('the way to ingestors', () => {
  test('is open to routers at gRPC, and to scrapers at HTTP', () => {
    expect(waysIn(DEFAULT, NAME)).toEqual(['receive-router to 10901', 'any pod to 10902']);
  });

  test('is open to whoever asks them', () => {
    const all = ingestors({}, (chart, receive) => new ThanosQuery(chart, 'query', { storeApis: receive.storeApis }));

    expect(waysIn(all, NAME)).toEqual(['receive-router and query to 10901', 'any pod to 10902']);
  });

  test('is open to whom the program names', () => {
    const all = ingestors({ clients: [NetworkPeer.podsOf('tools')], scrapers: [NetworkPeer.podsOf('monitoring')] });

    expect(waysIn(all, NAME)).toEqual(['receive-router and tools to 10901', 'monitoring to 10902']);
  });

  test('leads out to the bucket alone', () => {
    expect(waysOut(DEFAULT, NAME)).toEqual(['anybody at 53', 'anybody at 443']);
  });
});
