import { Chart, Duration, Size } from 'cdk8s';
import { ThanosReceive, ThanosReceiveProps } from '../../../lib/thanos';
import { at, find, Manifest } from '../../manifests';
import { aChart, args, CLUSTER, file, flag, objects, pod, problems, STORE, whats, workload, written } from '../program';

const ZONES = ['us-east-1a', 'us-east-1b', 'us-east-1c'];

function receive(props: Partial<ThanosReceiveProps> = {}): (chart: Chart) => ThanosReceive {
  return (chart) => new ThanosReceive(chart, 'receive', { cluster: CLUSTER, objectStore: STORE, ...props });
}

const DEFAULT = written(receive());
const ZONED = written(receive({ zones: ZONES, replicas: 6, nodeSelector: { pool: 'metrics' } }));

function endpoints(all: readonly Manifest[]): unknown {
  return at(file(all, 'receive-router', 'hashrings.json'), '0.endpoints');
}

describe('Receive', () => {
  test('is routers that take what is written, and ingestors that keep it', () => {
    expect(objects(DEFAULT)).toEqual([
      'ServiceAccount receive-ingestor', 'ConfigMap receive-ingestor-config', 'NetworkPolicy receive-ingestor', 'PodDisruptionBudget receive-ingestor',
      'Service receive-ingestor-headless', 'StatefulSet receive-ingestor',
      'ServiceAccount receive-router', 'ConfigMap receive-router-config', 'NetworkPolicy receive-router', 'PodDisruptionBudget receive-router',
      'Service receive-router', 'Deployment receive-router',
    ]);
  });

  test('can be read back', () => {
    const read = receive({ name: 'metrics', replicas: 5, replicationFactor: 5, volume: Size.gibibytes(80) })(aChart());

    expect([read.replicas, read.replicationFactor, read.volume.toGibibytes(), read.localRetention.toHours()]).toEqual([5, 5, 80, 48]);
    expect(read.remoteWriteEndpoint).toMatchObject({ url: 'http://metrics-router.thanos.svc:19291/api/v1/receive', name: 'metrics' });
    expect(read.storeApis.map(({ address, group, replicaLabels }) => [address, group, replicaLabels])).toEqual([
      ['dnssrv+_grpc._tcp.metrics-ingestor-headless.thanos.svc', false, ['receive_replica']],
    ]);
    expect([read.routers.name, read.service.name, ...read.ingestors.map(({ name }) => name)]).toEqual(['metrics-router', 'metrics-router', 'metrics-ingestor']);
  });

  test('has one hashring, of every ingestor that there should be', () => {
    expect(file(DEFAULT, 'receive-router', 'hashrings.json')).toEqual([{
      hashring: 'default',
      algorithm: 'ketama',
      endpoints: [0, 1, 2].map((index) => ({ address: `receive-ingestor-${index}.receive-ingestor-headless.thanos.svc:10901` })),
    }]);
  });

  test('announces where it runs under labels that no series has', () => {
    expect(flag(DEFAULT, 'receive-router', 'label')).toEqual(['receive_cluster="prod"', 'receive_region="us-east-1"']);
    expect(flag(DEFAULT, 'receive-ingestor', 'label')).toEqual(['receive_cluster="prod"', 'receive_region="us-east-1"', 'receive_replica="$(POD_NAME)"']);
    expect(flag(written(receive({ cluster: { name: 'prod' } })), 'receive-router', 'label')).toEqual(['receive_cluster="prod"']);
  });

  test('tells tenants apart alike in routers and ingestors', () => {
    const all = written(receive({ tenancy: { header: 'X-Tenant', defaultTenant: 'platform', label: 'team' } }));
    const tenancy = ['--receive.tenant-header=X-Tenant', '--receive.default-tenant-id=platform', '--receive.tenant-label-name=team'];

    expect(args(all, 'receive-router')).toEqual(expect.arrayContaining(tenancy));
    expect(args(all, 'receive-ingestor')).toEqual(expect.arrayContaining(tenancy));
  });

  test('gives options of workloads to ingestors, and to routers what routers says', () => {
    const all = written(receive({ cpu: 2, memoryLimit: Size.gibibytes(16), priorityClassName: 'metrics', routers: { cpu: 1, memoryLimit: Size.gibibytes(2), replicas: 4, name: 'write' } }));

    expect(pod(all, 'receive-ingestor', 'priorityClassName')).toBe('metrics');
    expect(pod(all, 'write', 'priorityClassName')).toBeUndefined();
    expect(pod(all, 'write', 'containers.0.resources.requests')).toMatchObject({ cpu: '1', memory: '2Gi' });
    expect(at(workload(all, 'write'), 'spec.replicas')).toBe(4);
  });
});

describe('a drain of nodes', () => {
  test.each([[1, 1], [2, 1], [3, 1], [4, 1], [5, 2]])('with %d copies of a series takes %d ingestors at a time', (replicationFactor, evictable) => {
    const all = written(receive({ replicas: 5, replicationFactor }));

    expect(at(find(all, 'PodDisruptionBudget', 'receive-ingestor'), 'spec')).toMatchObject({
      maxUnavailable: evictable, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector: { matchLabels: { 'app.kubernetes.io/instance': 'receive-ingestor' } },
    });
  });

  test('with zones counts the ingestors of all of them together', () => {
    const budgets = ZONED.filter(({ kind }) => kind === 'PodDisruptionBudget');

    expect(budgets.map(({ metadata }) => metadata.name)).toEqual(['receive-ingestor', 'receive-router']);
    expect(at(budgets[0], 'spec')).toMatchObject({
      maxUnavailable: 1,
      selector: {
        matchExpressions: [{ key: 'app.kubernetes.io/instance', operator: 'In', values: ZONES.map((zone) => `receive-ingestor-${zone}`) }],
      },
    });
  });
});

describe('zones', () => {
  test('have a StatefulSet each, on nodes of the zone', () => {
    expect(ZONES.map((zone) => pod(ZONED, `receive-ingestor-${zone}`, 'nodeSelector'))).toEqual(
      ZONES.map((zone) => ({ 'pool': 'metrics', 'topology.kubernetes.io/zone': zone })),
    );
    expect(ZONES.map((zone) => at(workload(ZONED, `receive-ingestor-${zone}`), 'spec.replicas'))).toEqual([2, 2, 2]);
    expect(pod(ZONED, 'receive-router', 'nodeSelector')).toBeUndefined();
  });

  test('never restart together: pods change when they are deleted', () => {
    expect(ZONES.map((zone) => at(workload(ZONED, `receive-ingestor-${zone}`), 'spec.updateStrategy.type'))).toEqual(['OnDelete', 'OnDelete', 'OnDelete']);
    expect(at(workload(DEFAULT, 'receive-ingestor'), 'spec.updateStrategy.type')).toBe('RollingUpdate');
  });

  test('are told to the hashring, so that copies of a series lie in different ones', () => {
    expect(endpoints(ZONED)).toEqual(ZONES.flatMap((az) => [0, 1].map((index) => (
      { address: `receive-ingestor-${az}-${index}.receive-ingestor-${az}-headless.thanos.svc:10901`, az }
    ))));
  });

  test('are asked each by itself', () => {
    expect(receive({ zones: ZONES })(aChart()).storeApis.map(({ address }) => address)).toEqual(
      ZONES.map((zone) => `dnssrv+_grpc._tcp.receive-ingestor-${zone}-headless.thanos.svc`),
    );
  });
});

describe('what is wrong with Receive', () => {
  test.each<[string, Partial<ThanosReceiveProps>, string, string]>([
    ['fewer ingestors than copies', { replicas: 2 }, "the hashring 'default' has 2 ingestors for a replication factor of 3", 'replicas: at least 3, or replicationFactor: 2'],
    ['zones with unequal shares', { zones: ZONES, replicas: 4 }, '4 ingestors in 3 zones (us-east-1a, us-east-1b, us-east-1c)', 'replicas: 6'],
    ['samples that go before they are uploaded', { localRetention: Duration.hours(5) }, 'ingestors keep samples for 5h', 'localRetention: Duration.hours(6) at least'],
    ['a limit that nobody can judge', { writeLimits: { everyTenant: { headSeries: 1000 } } },
      'headSeries limits the series of tenants, and there is no metaMonitoringUrl', "metaMonitoringUrl: 'http://thanos-query:10902', or leave headSeries out"],
  ])('is %s', (_, props, what, fix) => {
    expect(problems(receive(props)).map((problem) => [problem.path, problem.what, problem.fix])).toEqual([['thanos/receive', what, fix]]);
  });

  test.each<[Partial<ThanosReceiveProps>]>([
    [{ replicas: 3, replicationFactor: 3 }], [{ replicas: 1, replicationFactor: 1 }], [{ replicas: 6, zones: ZONES }],
    [{ replicas: 3, zones: ZONES.slice(0, 1) }],
    [{ localRetention: Duration.hours(6) }], [{ writeLimits: { everyTenant: { headSeries: 1000 }, metaMonitoringUrl: 'http://thanos-query.thanos.svc:10902' } }],
  ])('is not %j', (props) => {
    expect(whats(receive(props))).toEqual([]);
  });

  test('is no ingestor, or a part of one', () => {
    expect(whats(receive({ replicas: 0, replicationFactor: 1 }))).toEqual(["thanos/receive: the hashring 'default' has 0 ingestors for a replication factor of 1", 'thanos/receive: replicas is 0']);
    expect(whats(receive({ replicas: 3.5 }))).toEqual(['thanos/receive: replicas is 3.5']);
  });

  test('is zones that cannot hold the copies', () => {
    expect(whats(receive({ zones: ZONES, replicas: 3, replicationFactor: 4 }))).toEqual(["thanos/receive: the hashring 'default' has 3 ingestors for a replication factor of 4"]);
  });

  test('is half a copy', () => {
    expect(whats(receive({ replicationFactor: 1.5 }))).toContain('thanos/receive: the replication factor is 1.5');
  });

  test.each([
    ['no zone at all', [], 'zones is an empty list'], ['a zone twice', ['a', 'b', 'a'], "zones has 'a' more than once"], ['a zone that ends no name', ['EU_West'], "zones has 'EU_West'"],
  ])('is %s, and fails at once', (_, zones, what) => {
    expect(() => receive({ zones })(aChart())).toThrow(`thanos/receive: ${what}\n`);
  });

  test('is said all at once', () => {
    expect(whats(receive({ replicas: 2, localRetention: Duration.hours(1), routers: { replicas: 0, extraArgs: ['--no-such-flag'] } }))).toEqual([
      'thanos/receive/routers: --no-such-flag is no flag of thanos receive 0.42.4',
      'thanos/receive/routers: routers.replicas is 0',
      "thanos/receive: the hashring 'default' has 2 ingestors for a replication factor of 3",
      'thanos/receive: ingestors keep samples for 1h',
    ]);
  });
});
