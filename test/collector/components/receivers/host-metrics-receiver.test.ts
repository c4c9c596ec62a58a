import { Duration } from 'cdk8s';
import { HostMetricsReceiver, HostMetricsReceiverProps, HostMetricsScraper } from '../../../../lib/collector/components/receivers/host-metrics-receiver';
import { problemOf, rendered, TESTED } from '../../documents';

interface Rendered {
  readonly scrapers: { readonly [scraper: string]: { readonly [key: string]: unknown } };
}

const scrapers = (props: HostMetricsReceiverProps) => (rendered(new HostMetricsReceiver(props)) as Rendered).scrapers;

describe('a host metrics receiver', () => {
  test('measures the node below its root, and leaves out what is no disk of it', () => {
    const receiver = new HostMetricsReceiver();

    expect(receiver._id(TESTED)).toBe('host_metrics');
    expect(receiver._id({ collectorVersion: '0.150.0' })).toBe('hostmetrics');
    expect(rendered(receiver)).toEqual({
      root_path: '/hostfs',
      collection_interval: '30s',
      scrapers: {
        cpu: {},
        disk: { exclude: { devices: ['^(loop|ram)\\d+$$'], match_type: 'regexp' } },
        filesystem: {
          exclude_mount_points: { mount_points: ['^/(dev|proc|sys|run|snap|var/lib/(docker|containers|containerd|kubelet))($$|/)'], match_type: 'regexp' },
          exclude_fs_types: { fs_types: expect.arrayContaining(['overlay', 'tmpfs', 'proc']) as unknown, match_type: 'strict' },
        },
        load: {},
        memory: {},
      },
    });
  });

  test('measures what it is told', () => {
    const receiver = new HostMetricsReceiver({
      name: 'fast',
      scrapers: [HostMetricsScraper.CPU, HostMetricsScraper.LOAD],
      collectionInterval: Duration.seconds(5),
      rootPath: '/node/root',
      metrics: { 'system.cpu.utilization': true, 'system.cpu.load_average.1m': false },
    });

    expect(receiver._id(TESTED)).toBe('host_metrics/fast');
    expect(rendered(receiver)).toEqual({
      root_path: '/node/root',
      collection_interval: '5s',
      scrapers: {
        cpu: { metrics: { 'system.cpu.utilization': { enabled: true } } },
        load: { metrics: { 'system.cpu.load_average.1m': { enabled: false } } },
      },
    });
    expect(receiver).toMatchObject({ scrapers: ['cpu', 'load'], collectionInterval: Duration.seconds(5), rootPath: '/node/root' });
  });

  test('leaves out what it is told', () => {
    expect(scrapers({
      scrapers: [HostMetricsScraper.DISK, HostMetricsScraper.FILESYSTEM, HostMetricsScraper.NETWORK],
      excludeDevices: ['^sdb$'],
      excludeMountPoints: ['^/mnt'],
      excludeFilesystemTypes: ['tmpfs'],
      excludeInterfaces: ['^wg'],
    })).toEqual({
      disk: { exclude: { devices: ['^sdb$$'], match_type: 'regexp' } },
      filesystem: {
        exclude_mount_points: { mount_points: ['^/mnt'], match_type: 'regexp' }, exclude_fs_types: { fs_types: ['tmpfs'], match_type: 'strict' },
      },
      network: { exclude: { interfaces: ['^wg'], match_type: 'regexp' } },
    });
  });

  test('leaves out nothing when it is told so', () => {
    expect(scrapers({
      scrapers: [HostMetricsScraper.DISK, HostMetricsScraper.FILESYSTEM, HostMetricsScraper.NETWORK],
      excludeDevices: [],
      excludeMountPoints: [],
      excludeFilesystemTypes: [],
      excludeInterfaces: [],
    })).toEqual({ disk: {}, filesystem: {}, network: {} });
  });

  test('leaves out loopback and the interfaces of pods, and is quiet about processes that end', () => {
    expect(scrapers({ scrapers: [HostMetricsScraper.NETWORK, HostMetricsScraper.PROCESS] })).toEqual({
      network: { exclude: { interfaces: ['^(lo|veth.*|cali.*|cilium.*|lxc.*|eni.*|docker.*|cni.*)$$'], match_type: 'regexp' } },
      process: { mute_process_all_errors: true },
    });
  });

  test.each([
    ['system.disk.io', HostMetricsScraper.DISK], ['system.filesystem.utilization', HostMetricsScraper.FILESYSTEM],
    ['system.memory.utilization', HostMetricsScraper.MEMORY], ['system.linux.memory.available', HostMetricsScraper.MEMORY],
    ['system.network.connections', HostMetricsScraper.NETWORK], ['nfs.client.net.count', HostMetricsScraper.NFS],
    ['system.paging.utilization', HostMetricsScraper.PAGING], ['system.processes.created', HostMetricsScraper.PROCESSES],
    ['process.threads', HostMetricsScraper.PROCESS], ['system.uptime', HostMetricsScraper.SYSTEM],
  ])('knows who measures %s', (metric, scraper) => {
    expect(scrapers({ scrapers: [scraper], metrics: { [metric]: true } })[scraper]).toMatchObject({ metrics: { [metric]: { enabled: true } } });
  });

  test('mounts the whole node for its file systems, read-only, where it looks for it', () => {
    expect(new HostMetricsReceiver()._needs()).toEqual({ hostPaths: [{ path: '/', mountPath: '/hostfs', readOnly: true }] });
  });

  test('mounts what the kernel says of itself otherwise', () => {
    expect(new HostMetricsReceiver({ scrapers: [HostMetricsScraper.CPU], rootPath: '/node' })._needs()).toEqual({
      hostPaths: [{ path: '/proc', mountPath: '/node/proc', readOnly: true }, { path: '/sys', mountPath: '/node/sys', readOnly: true }],
    });
  });

  test.each<[HostMetricsReceiverProps, string]>([
    [{ scrapers: [] }, 'scrapers is empty'],
    [{ scrapers: [HostMetricsScraper.CPU, HostMetricsScraper.CPU] }, "scrapers has 'cpu' twice"],
    [{ collectionInterval: Duration.seconds(0) }, 'collectionInterval is 0s'],
    [{ rootPath: 'hostfs' }, "rootPath 'hostfs' is not an absolute path below the root"],
    [{ rootPath: '/' }, "rootPath '/' is not an absolute path below the root"],
    [{ rootPath: '/hostfs/' }, "rootPath '/hostfs/' is not an absolute path below the root"],
    [{ excludeDevices: ['('] }, "excludeDevices '(' is no RE2 expression: missing closing ): `(`"],
    [{ excludeMountPoints: ['(?=a)'] }, "excludeMountPoints '(?=a)' is no RE2 expression: invalid or unsupported Perl syntax: `(?=` at character 1"],
    [{ excludeInterfaces: ['(a)\\1'] }, "excludeInterfaces '(a)\\1' is no RE2 expression: invalid escape sequence: `\\1` at character 4"],
    [{ scrapers: [HostMetricsScraper.CPU], excludeDevices: ['^sdb$'] }, 'excludeDevices is given, and its scrapers are cpu'],
    [{ scrapers: [HostMetricsScraper.DISK], excludeMountPoints: ['^/mnt'] }, 'excludeMountPoints is given, and its scrapers are disk'],
    [{ scrapers: [HostMetricsScraper.DISK], excludeFilesystemTypes: ['tmpfs'] }, 'excludeFilesystemTypes is given, and its scrapers are disk'],
    [{ excludeInterfaces: ['^wg'] }, 'excludeInterfaces is given, and its scrapers are cpu, disk, filesystem, load, memory'],
    [{ metrics: { 'system.paging.usage': true } }, "metrics has 'system.paging.usage', which none of its scrapers (cpu, disk, filesystem, load, memory) measures"],
    [{ metrics: { cpu: true } }, "metrics has 'cpu', which none of its scrapers (cpu, disk, filesystem, load, memory) measures"],
  ])('fails: %#', (props, what) => {
    expect(problemOf(() => new HostMetricsReceiver(props))).toMatchObject({ path: 'HostMetricsReceiver', what });
  });
});
