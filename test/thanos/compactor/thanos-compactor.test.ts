import { Chart, Duration, Size } from 'cdk8s';
import { ObjectStore, RelabelAction, RelabelConfig, ThanosCompactor, ThanosCompactorProps, ThanosReceive, ThanosReceiveProps } from '../../../lib';
import { at, find, Manifest } from '../../manifests';
import { aChart, args, CLUSTER, container, file, flag, objects, pod, problems, STORE, waysIn, waysOut, whats, workload, written } from '../program';

function compactor(props: Partial<ThanosCompactorProps> = {}, id = 'compactor'): (chart: Chart) => ThanosCompactor {
  return (chart) => new ThanosCompactor(chart, id, { objectStore: STORE, ...props });
}

function receive(props: Partial<ThanosReceiveProps> = {}, id = 'receive'): (chart: Chart) => ThanosReceive {
  return (chart) => new ThanosReceive(chart, id, { cluster: CLUSTER, objectStore: STORE, ...props });
}

function together(...parts: ((chart: Chart) => unknown)[]): (chart: Chart) => void {
  return (chart) => parts.forEach((add) => add(chart));
}

function keeping(label: string, regex: string): RelabelConfig[] {
  return [{ action: RelabelAction.KEEP, sourceLabels: [label], regex }];
}

const DEFAULT = written(compactor());

describe('the compactor', () => {
  test('is one pod, which ends before the next one starts', () => {
    expect(objects(DEFAULT)).toEqual([
      'ServiceAccount compactor', 'ConfigMap compactor-config', 'NetworkPolicy compactor', 'PodDisruptionBudget compactor', 'Service compactor-headless',
      'StatefulSet compactor',
    ]);
    expect(at(workload(DEFAULT, 'compactor'), 'spec')).toMatchObject({ replicas: 1, serviceName: 'compactor-headless', updateStrategy: { type: 'RollingUpdate' } });
  });

  test('stays when its work is done, and keeps everything for ever unless it is told otherwise', () => {
    expect([...args(DEFAULT, 'compactor')].sort()).toEqual([
      '--data-dir=/var/thanos/compact', '--delete-delay=2d', '--log.format=logfmt', '--objstore.config-file=/etc/thanos/objstore.yaml', '--wait', 'compact',
    ]);
  });

  test('keeps samples by their resolution, and works as the program says', () => {
    const all = written(compactor({
      retention: { raw: Duration.days(30), fiveMinutes: Duration.days(90), oneHour: Duration.days(365) }, deleteDelay: Duration.hours(72), concurrency: 3,
    }));

    expect(args(all, 'compactor')).toEqual(expect.arrayContaining([
      '--retention.resolution-raw=30d', '--retention.resolution-5m=90d', '--retention.resolution-1h=1y', '--delete-delay=3d',
      '--compact.concurrency=3', '--downsample.concurrency=3',
    ]));
    expect(args(written(compactor({ downsampling: false })), 'compactor')).toContain('--downsampling.disable');
  });

  test('works on a volume of its own, which goes with it', () => {
    const all = written(compactor({ volume: Size.gibibytes(500), storageClassName: 'gp3' }));

    expect(at(workload(DEFAULT, 'compactor'), 'spec')).toMatchObject({
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Delete' },
      volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { resources: { requests: { storage: '100Gi' } } } }],
    });
    expect(at(workload(all, 'compactor'), 'spec.volumeClaimTemplates.0.spec')).toMatchObject({ storageClassName: 'gp3', resources: { requests: { storage: '500Gi' } } });
    expect(container(DEFAULT, 'compactor', 'volumeMounts')).toContainEqual({ name: 'data', mountPath: '/var/thanos' });
  });

  test('serves nothing but metrics, and goes to the bucket alone', () => {
    expect(container(DEFAULT, 'compactor', 'ports')).toEqual([{ name: 'http', containerPort: 10902, protocol: 'TCP' }]);
    expect(at(find(DEFAULT, 'Service'), 'spec')).toMatchObject({ clusterIP: 'None', ports: [{ name: 'http', port: 10902 }] });
    expect([waysIn(DEFAULT, 'compactor'), waysOut(DEFAULT, 'compactor')]).toEqual([['any pod to 10902'], ['anybody at 53', 'anybody at 443']]);
  });

  test('gets a core and 4 GiB', () => {
    expect(container(DEFAULT, 'compactor', 'resources')).toMatchObject({ requests: { cpu: '1', memory: '4Gi' }, limits: { cpu: '2', memory: '4Gi' } });
    expect(pod(DEFAULT, 'compactor', 'terminationGracePeriodSeconds')).toBe(130);
  });

  test('can be read back', () => {
    const retention = { raw: Duration.days(30) };
    const read = compactor({ retention, deleteDelay: Duration.hours(50), downsampling: false, volume: Size.gibibytes(7) })(aChart());

    expect([read.retention.raw?.toDays(), read.deleteDelay.toHours(), read.volume.toGibibytes()]).toEqual([30, 50, 7]);
    expect([read.downsampling, read.statefulSet.name]).toEqual([false, 'compactor']);
  });
});

describe('copies in the bucket', () => {
  const merging = (all: Manifest[]) => [
    flag(all, 'compactor', 'deduplication.replica-label'), args(all, 'compactor').filter((arg) => /vertical|deduplication.func/.test(arg)),
  ];

  test.each([
    ['after', together(compactor(), receive())],
    ['before', together(receive(), compactor())],
  ])('are merged when the program names the compactor %s those who write', (_, program) => {
    expect(merging(written(program))).toEqual([['receive_replica'], []]);
  });

  test('are left alone when nobody wants them merged', () => {
    const inOrder = { outOfOrderTimeWindow: Duration.hours(0) };

    expect(merging(written(together(compactor(), receive({ ...inOrder, mergeReplicas: false }))))).toEqual([[], []]);
    expect(merging(written(together(compactor(), receive({ ...inOrder, replicationFactor: 1 }))))).toEqual([[], []]);
  });

  test('are of another bucket', () => {
    const elsewhere = ObjectStore.s3({ bucket: 'another-bucket', region: 'us-east-1' });

    expect(merging(written(together(compactor(), receive({ objectStore: elsewhere }))))).toEqual([[], []]);
  });

  test('that are none overlap all the same where samples come out of order', () => {
    expect(merging(written(together(compactor(), receive({ replicationFactor: 1 }))))).toEqual([[], ['--compact.enable-vertical-compaction']]);
  });
});

describe('several compactors of one bucket', () => {
  const same = ObjectStore.s3({ bucket: 'acme-prod-metrics', region: 'us-east-1' });
  const of = (cluster: string, id: string) => compactor({ streams: keeping('receive_cluster', cluster) }, id);

  test('share its streams, which each selects by a file', () => {
    const program = together(receive(), receive({ cluster: { name: 'stage' } }, 'receive-stage'), of('prod', 'one'), of('stage', 'other'));
    const all = written(program);

    expect(file(all, 'one', 'selector.yaml')).toEqual([{ action: 'keep', source_labels: ['receive_cluster'], regex: 'prod' }]);
    expect(flag(all, 'one', 'selector.relabel-config-file')).toEqual(['/etc/thanos/selector.yaml']);
  });

  test('share them by a hash, none left out and none twice', () => {
    const shard = (index: number) => compactor({ streams: ThanosCompactor.streamsOf(['receive_cluster'], 3, index) }, `compactor-${index}`);
    const clusters = ['prod', 'stage', 'test', 'hub'].map((name) => receive({ cluster: { name } }, `receive-${name}`));

    expect(whats(together(...clusters, shard(0), shard(1), shard(2)))).toEqual([]);
    expect(whats(together(...clusters, shard(0), shard(1))).every((what) => /no compactor takes the blocks of/.test(what))).toBe(true);
    expect(() => ThanosCompactor.streamsOf(['receive_cluster'], 3, 3)).toThrow(/shard 3 of 3\n.*\n {2}fix: a shard from 0 to 2/);
  });

  test.each([['by one value', STORE], ['by two equal values', same]])('fail to take the same stream, the bucket being named %s', (_, objectStore) => {
    expect(problems(together(receive(), compactor({}, 'one'), compactor({ objectStore }, 'other'))).map(({ path, what }) => [path, what])).toEqual([
      ['thanos/one', "the compactors 'thanos/one', 'thanos/other' all take the blocks of 'thanos/receive'"],
    ]);
  });

  test('fail to take everything when it is not known who writes', () => {
    expect(whats(together(compactor({}, 'one'), compactor({ objectStore: same }, 'other')))).toEqual([
      "thanos/one: the bucket has 2 compactors, and 'thanos/one', 'thanos/other' take all of its blocks",
    ]);
    expect(whats(together(of('prod', 'one'), of('stage', 'other')))).toEqual([]);
  });

  test('of one name in two namespaces are told of once', () => {
    const chart = aChart('thanos');
    compactor()(aChart('compaction', chart));

    expect(whats(compactor(), chart)).toEqual(["compaction/compactor: the bucket has 2 compactors, and 'compaction/compactor', 'thanos/compactor' take all of its blocks"]);
  });

  test('are none when they are of two buckets, or of two folders of one', () => {
    const folder = (prefix: string) => ObjectStore.s3({ bucket: 'acme-prod-metrics', region: 'us-east-1', prefix });

    expect(whats(together(compactor({ objectStore: folder('a') }, 'one'), compactor({ objectStore: folder('b') }, 'other')))).toEqual([]);
  });

  test('leave no stream to nobody', () => {
    expect(problems(together(receive(), of('stage', 'compactor'))).map(({ what, fix }) => [what, fix])).toEqual([
      ["no compactor takes the blocks of 'thanos/receive'", 'a compactor whose selector keeps receive_cluster="prod", receive_region="us-east-1"'],
    ]);
  });
});

describe('what is wrong with a compactor', () => {
  test.each<[string, Partial<ThanosCompactorProps>]>([
    ['raw is kept for 1d', { retention: { raw: Duration.days(1) } }],
    ['fiveMinutes is kept for 9d', { retention: { fiveMinutes: Duration.days(9) } }],
    ['oneHour is kept for 0s', { retention: { oneHour: Duration.days(0) } }],
    ['rule 0 of the selector has the action labelmap', { streams: [{ action: RelabelAction.LABELMAP, regex: '(.*)' }] }],
  ])('is: %s', (what, props) => {
    expect(whats(compactor(props))).toEqual([`thanos/compactor: ${what}`]);
  });

  test.each<[string, Partial<ThanosCompactorProps>]>([
    ['the least that coarser samples are made of', { retention: { raw: Duration.hours(40), fiveMinutes: Duration.days(10), oneHour: Duration.days(10) } }],
    ['less, when none are made', { downsampling: false, retention: { raw: Duration.days(1) } }],
  ])('is not a retention of %s', (_, props) => {
    expect(whats(compactor(props))).toEqual([]);
  });

  test('is two who write with the same labels, though they are told apart by name', () => {
    expect(problems(together(receive(), receive({}, 'more'), compactor())).map(({ path, what, fix }) => [path, what, fix])).toEqual([[
      'thanos/compactor', '\'thanos/receive\' and \'thanos/more\' have the same external labels (receive_cluster="prod", receive_region="us-east-1")',
      "give one of them a label of its own: externalLabels: { stream: 'thanos/more' }",
    ]]);
    expect(whats(together(receive(), receive({ externalLabels: { stream: 'thanos/more' } }, 'more'), compactor()))).toEqual([]);
    expect(whats(together(receive(), receive({ cluster: { name: 'stage' } }, 'more'), compactor()))).toEqual([]);
  });
});
