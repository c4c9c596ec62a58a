import { Chart, Size } from 'cdk8s';
import { GatewayStatefulSet, ThanosReceive, ThanosReceiveProps } from '../../../lib';
import { at, find, Manifest, manifestsOf } from '../../manifests';
import { aChart, args, CLUSTER, configHash, container, file, pod, STORE, waysIn, waysOut, whats, workload, written } from '../program';

const NAME = 'receive-router';

function receive(props: Partial<ThanosReceiveProps> = {}): (chart: Chart) => ThanosReceive {
  return (chart) => new ThanosReceive(chart, 'receive', { cluster: CLUSTER, objectStore: STORE, ...props });
}

function routers(props: Partial<ThanosReceiveProps> = {}): Manifest[] {
  return written(receive(props));
}

const DEFAULT = routers();

describe('a router', () => {
  test('has a hashring and no endpoint of its own: it sends everything on', () => {
    expect(args(DEFAULT, NAME)).toEqual([
      'receive', '--log.format=logfmt', '--label=receive_cluster="prod"', '--label=receive_region="us-east-1"',
      '--receive.hashrings-file=/etc/thanos/hashrings.json', '--receive.hashrings-algorithm=ketama', '--receive.replication-factor=3',
    ]);
  });

  test('keeps nothing', () => {
    expect(container(DEFAULT, NAME, 'volumeMounts')).toEqual([{ name: 'config', mountPath: '/etc/thanos', readOnly: true }]);
    expect(workload(DEFAULT, NAME).kind).toBe('Deployment');
  });

  test('comes before the one that it replaces goes', () => {
    expect(at(workload(DEFAULT, NAME), 'spec')).toMatchObject({ replicas: 2, strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } } });
    expect(at(find(DEFAULT, 'PodDisruptionBudget', NAME), 'spec.maxUnavailable')).toBe(1);
  });

  test('takes a gibibyte, starts within a minute, and answers what it was asked before it ends', () => {
    expect(container(DEFAULT, NAME, 'resources')).toMatchObject({ requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '2', memory: '1Gi' } });
    expect(container(DEFAULT, NAME, 'env')).toContainEqual({ name: 'GOMEMLIMIT', value: '819MiB' });
    expect(container(DEFAULT, NAME, 'startupProbe')).toMatchObject({ httpGet: { path: '/-/healthy' }, periodSeconds: 2, failureThreshold: 30 });
    expect(pod(DEFAULT, NAME, 'terminationGracePeriodSeconds')).toBe(370);
  });

  test('is reached at remote write alone', () => {
    expect(at(find(DEFAULT, 'Service', NAME), 'spec')).toMatchObject({ ports: [{ name: 'remote-write', port: 19291, targetPort: 'remote-write' }] });
    expect(at(find(DEFAULT, 'Service', NAME), 'spec.clusterIP')).toBeUndefined();
  });

  test('rolls when the hashring changes', () => {
    expect(configHash(DEFAULT, NAME)).toBe(configHash(routers({ volume: Size.gibibytes(99) }), NAME));
    expect(configHash(DEFAULT, NAME)).not.toBe(configHash(routers({ replicas: 4 }), NAME));
  });
});

describe('write limits', () => {
  const everyTenant = { headSeries: 100_000, request: { samples: 5000 } };
  const limited = (metaMonitoringUrl: string) => routers({ writeLimits: { everyTenant, metaMonitoringUrl } });

  test('are a file of the routers', () => {
    const all = limited('http://prometheus.example.com:9090');

    expect(args(all, NAME)).toContain('--receive.limits-config-file=/etc/thanos/limits.yaml');
    expect(file(all, NAME, 'limits.yaml')).toMatchObject({ write: { default: { head_series_limit: 100_000, request: { samples_limit: 5000 } } } });
    expect(file(DEFAULT, NAME, 'limits.yaml')).toBeUndefined();
  });

  test('of series in memory open the way to who counts them', () => {
    expect(waysOut(limited('http://prometheus.example.com:9090'), NAME)).toEqual(['anybody at 53', 'receive-ingestor at 10901', 'anybody at 9090']);
    expect(waysOut(limited('http://thanos-query.thanos.svc:10902'), NAME)).toEqual(['anybody at 53', 'receive-ingestor at 10901', 'any pod of the namespace at any port']);
  });

  test('of bad form are told as problems, not as an error of another kind', () => {
    expect(whats(receive({ writeLimits: { metaMonitoringUrl: 'thanos-query:10902' } }))).toEqual(["thanos/receive: metaMonitoringUrl is 'thanos-query:10902'"]);
  });
});

describe('the way to routers', () => {
  test('is open to everybody in the cluster while nobody is known to write', () => {
    expect(waysIn(DEFAULT, NAME)).toEqual(['any pod to 19291 and 10902']);
  });

  test('is open to the gateway that writes to them, and its way out leads here', () => {
    const metrics = aChart();
    const observability = aChart('observability', metrics);
    new GatewayStatefulSet(observability, 'gateway', { cluster: CLUSTER, metricsTo: receive()(metrics).remoteWriteEndpoint });

    expect(waysIn(manifestsOf(metrics), NAME)).toEqual(['observability/gateway to 19291', 'any pod to 10902']);
    expect(waysOut(manifestsOf(observability), 'gateway')).toEqual(['anybody at 53', 'thanos/receive-router at 19291']);
    expect(JSON.stringify(find(manifestsOf(observability), 'ConfigMap').data)).toContain('endpoint: http://receive-router.thanos.svc:19291/api/v1/receive');
  });

  test('leads out to ingestors alone', () => {
    expect(waysOut(DEFAULT, NAME)).toEqual(['anybody at 53', 'receive-ingestor at 10901']);
  });

  test('leads out to the ingestors of every zone', () => {
    expect(waysOut(routers({ zones: ['a', 'b', 'c'] }), NAME)).toEqual(['anybody at 53', ...['a', 'b', 'c'].map((zone) => `receive-ingestor-${zone} at 10901`)]);
  });
});

describe('what is wrong with routers', () => {
  test.each([[0, 'routers.replicas is 0'], [1.5, 'routers.replicas is 1.5']])('is %d of them', (replicas, what) => {
    expect(whats(receive({ routers: { replicas } }))).toEqual([`thanos/receive/routers: ${what}`]);
  });

  test('is what would make them keep samples', () => {
    expect(whats(receive({ routers: { extraArgs: ['--receive.local-endpoint=127.0.0.1:10901'] } }))).toEqual([
      'thanos/receive/routers: the router has --receive.local-endpoint=127.0.0.1:10901',
    ]);
  });
});
