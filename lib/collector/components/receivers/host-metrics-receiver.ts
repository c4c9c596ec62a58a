import { Duration } from 'cdk8s';
import { RUNTIME_MOUNT_POINTS } from '../../../kubernetes/node-folders';
import { requirePatterns } from '../../../policy/patterns';
import { requireInterval } from '../../../scraping/collection-interval';
import { fail } from '../../../validation';
import { Needs } from '../../../wiring';
import { firstTwice } from '../bounds';
import { Receiver } from '../component';

/** What of the node is measured. */
export enum HostMetricsScraper {
  /** Time of the processors, by state. */
  CPU = 'cpu',
  /** Reads and writes of disks. */
  DISK = 'disk',
  /** Reads every file system of the node: it needs the whole of it mounted, read-only. */
  FILESYSTEM = 'filesystem',
  /** Load average of 1, 5 and 15 minutes. */
  LOAD = 'load',
  /** Memory in use, by state. */
  MEMORY = 'memory',
  /** The network of the pod, which is the node's with `hostNetwork` only. The kubelet knows the node's: `KubeletStatsReceiver`. */
  NETWORK = 'network',
  /** Calls of NFS clients and servers. */
  NFS = 'nfs',
  /** Swap in use, and pages in and out. */
  PAGING = 'paging',
  /** How many processes there are, by state. */
  PROCESSES = 'processes',
  /** Every process, one by one: many series. */
  PROCESS = 'process',
  /** How long the node has been up. */
  SYSTEM = 'system',
}

/** Options of the host metrics receiver. */
export interface HostMetricsReceiverProps {
  /**
   * What tells it from other receivers of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * What is measured. None, and one twice, fail.
   *
   * @default - cpu, disk, filesystem, load, memory
   */
  readonly scrapers?: HostMetricsScraper[];

  /**
   * How often. Zero fails.
   *
   * @default Duration.seconds(30)
   */
  readonly collectionInterval?: Duration;

  /**
   * Where the pod finds the file system of the node. All such receivers of a pod have the same. A path that is not absolute fails.
   *
   * @default '/hostfs'
   */
  readonly rootPath?: string;

  /**
   * RE2 expressions for block devices that are left out. What RE2 does not understand fails, and so do any without `DISK`.
   *
   * @default - loop devices and RAM disks
   */
  readonly excludeDevices?: string[];

  /**
   * RE2 expressions for mount points of the node that are left out. What RE2 does not understand fails, and so do any without `FILESYSTEM`.
   *
   * @default - those of the kernel, of container runtimes and of the kubelet
   */
  readonly excludeMountPoints?: string[];

  /**
   * Types of file systems that are left out. Without `FILESYSTEM` they fail.
   *
   * @default - those that are on no disk
   */
  readonly excludeFilesystemTypes?: string[];

  /**
   * RE2 expressions for network interfaces that are left out. What RE2 does not understand fails, and so do any without `NETWORK`.
   *
   * @default - loopback and the interfaces of pods
   */
  readonly excludeInterfaces?: string[];

  /**
   * Metrics by name, on or off, where the default is not wanted, for example `{ 'system.cpu.utilization': true }`. A metric of no scraper
   * in use fails.
   *
   * @default - as the collector has them
   */
  readonly metrics?: { readonly [metric: string]: boolean };
}

const DEFAULT_SCRAPERS = [
  HostMetricsScraper.CPU, HostMetricsScraper.DISK, HostMetricsScraper.FILESYSTEM, HostMetricsScraper.LOAD, HostMetricsScraper.MEMORY,
];

const PSEUDO_FILESYSTEMS = [
  'autofs', 'binfmt_misc', 'bpf', 'cgroup', 'cgroup2', 'configfs', 'debugfs', 'devpts', 'devtmpfs', 'efivarfs', 'fusectl', 'hugetlbfs', 'iso9660',
  'mqueue', 'nsfs', 'overlay', 'proc', 'procfs', 'pstore', 'ramfs', 'rpc_pipefs', 'securityfs', 'selinuxfs', 'squashfs', 'sysfs', 'tmpfs', 'tracefs',
];

/** The scraper of a metric, by the beginning of its name: the first that fits. */
const METRICS_OF: readonly (readonly [prefix: string, scraper: HostMetricsScraper])[] = [
  ['system.cpu.load_average.', HostMetricsScraper.LOAD],
  ['system.cpu.', HostMetricsScraper.CPU],
  ['system.disk.', HostMetricsScraper.DISK],
  ['system.filesystem.', HostMetricsScraper.FILESYSTEM],
  ['system.memory.', HostMetricsScraper.MEMORY],
  ['system.linux.memory.', HostMetricsScraper.MEMORY],
  ['system.network.', HostMetricsScraper.NETWORK],
  ['nfs.', HostMetricsScraper.NFS],
  ['system.paging.', HostMetricsScraper.PAGING],
  ['system.processes.', HostMetricsScraper.PROCESSES],
  ['process.', HostMetricsScraper.PROCESS],
  ['system.uptime', HostMetricsScraper.SYSTEM],
];

/**
 * Measures the node: CPU, memory, disks, file systems, load. For agents, one on every node.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/receiver/hostmetricsreceiver/README.md
 */
export class HostMetricsReceiver extends Receiver {
  /** What is measured. */
  public readonly scrapers: HostMetricsScraper[];
  /** How often. */
  public readonly collectionInterval: Duration;
  /** Where the pod finds the file system of the node. */
  public readonly rootPath: string;
  private readonly props: HostMetricsReceiverProps;

  public constructor(props: HostMetricsReceiverProps = {}) {
    super('host_metrics', props.name);
    this.props = props;
    this.scrapers = [...(props.scrapers ?? DEFAULT_SCRAPERS)];
    this.collectionInterval = requireInterval('HostMetricsReceiver', 'collectionInterval', props.collectionInterval ?? Duration.seconds(30));
    this.rootPath = props.rootPath ?? '/hostfs';
    requireScrapers(this.scrapers);
    requireRootPath(this.rootPath);
    requirePatterns('HostMetricsReceiver', 'excludeDevices', props.excludeDevices);
    requirePatterns('HostMetricsReceiver', 'excludeMountPoints', props.excludeMountPoints);
    requirePatterns('HostMetricsReceiver', 'excludeInterfaces', props.excludeInterfaces);
    requireScrapersOfExcludes(props, this.scrapers);
    Object.keys(props.metrics ?? {}).forEach((metric) => requireScraperOf(metric, this.scrapers));
  }

  /** The whole node for file systems; otherwise what the kernel says of itself. @internal */
  public _needs(): Needs {
    const folders = this.scrapers.includes(HostMetricsScraper.FILESYSTEM) ? [''] : ['/proc', '/sys'];
    return { hostPaths: folders.map((folder) => ({ path: folder || '/', mountPath: `${this.rootPath}${folder}`, readOnly: true })) };
  }

  /** @internal */
  protected _config(): object {
    return {
      root_path: this.rootPath,
      collection_interval: this.collectionInterval,
      scrapers: Object.fromEntries(this.scrapers.map((scraper) => [scraper, this.scraperConfig(scraper)])),
    };
  }

  private scraperConfig(scraper: HostMetricsScraper): object {
    const own = Object.entries(this.props.metrics ?? {}).filter(([metric]) => scraperOf(metric) === scraper);
    return {
      ...this.excludes(scraper),
      metrics: own.length === 0 ? undefined : Object.fromEntries(own.map(([metric, on]) => [metric, { enabled: on }])),
    };
  }

  private excludes(scraper: HostMetricsScraper): object {
    switch (scraper) {
      case HostMetricsScraper.DISK:
        return excluding('exclude', 'devices', this.props.excludeDevices ?? ['^(loop|ram)\\d+$']);
      case HostMetricsScraper.NETWORK:
        return excluding('exclude', 'interfaces', this.props.excludeInterfaces ?? ['^(lo|veth.*|cali.*|cilium.*|lxc.*|eni.*|docker.*|cni.*)$']);
      case HostMetricsScraper.FILESYSTEM:
        return {
          ...excluding('exclude_mount_points', 'mount_points', this.props.excludeMountPoints ?? [RUNTIME_MOUNT_POINTS]),
          ...excluding('exclude_fs_types', 'fs_types', this.props.excludeFilesystemTypes ?? PSEUDO_FILESYSTEMS, 'strict'),
        };
      case HostMetricsScraper.PROCESS:
        // processes of others, which end while they are read
        return { mute_process_all_errors: true };
      default:
        return {};
    }
  }
}

function excluding(key: string, what: string, values: readonly string[], match: 'regexp' | 'strict' = 'regexp'): object {
  return values.length === 0 ? {} : { [key]: { [what]: values, match_type: match } };
}

function scraperOf(metric: string): HostMetricsScraper | undefined {
  return METRICS_OF.find(([prefix]) => metric.startsWith(prefix))?.[1];
}

function requireScraperOf(metric: string, scrapers: readonly HostMetricsScraper[]): void {
  const scraper = scraperOf(metric);
  if (!scraper || !scrapers.includes(scraper)) {
    fail('HostMetricsReceiver', {
      what: `metrics has '${metric}', which none of its scrapers (${scrapers.join(', ')}) measures`,
      why: scraper ? 'it would not be there' : 'the collector refuses a metric that it does not know',
      fix: scraper ? `scrapers: […, HostMetricsScraper.${scraper.toUpperCase()}]` : 'a metric of the receiver\'s documentation.md',
    });
  }
}

/** What is left out of what. */
const EXCLUDES = {
  excludeDevices: HostMetricsScraper.DISK,
  excludeMountPoints: HostMetricsScraper.FILESYSTEM,
  excludeFilesystemTypes: HostMetricsScraper.FILESYSTEM,
  excludeInterfaces: HostMetricsScraper.NETWORK,
} as const;

function requireScrapersOfExcludes(props: HostMetricsReceiverProps, scrapers: readonly HostMetricsScraper[]): void {
  for (const [option, scraper] of Object.entries(EXCLUDES) as [keyof typeof EXCLUDES, HostMetricsScraper][]) {
    if (props[option]?.length && !scrapers.includes(scraper)) {
      fail('HostMetricsReceiver', {
        what: `${option} is given, and its scrapers are ${scrapers.join(', ')}`,
        why: 'it would have no effect',
        fix: `scrapers: […, HostMetricsScraper.${scraper.toUpperCase()}], or no ${option}`,
      });
    }
  }
}

function requireScrapers(scrapers: readonly HostMetricsScraper[]): void {
  if (scrapers.length === 0) {
    fail('HostMetricsReceiver', {
      what: 'scrapers is empty',
      why: 'the collector refuses it',
      fix: 'scrapers: [HostMetricsScraper.CPU]',
    });
  }
  const twice = firstTwice(scrapers);
  if (twice) {
    fail('HostMetricsReceiver', {
      what: `scrapers has '${twice}' twice`,
      why: 'a node has one of each, and the second would be dropped in silence',
      fix: `name '${twice}' once`,
    });
  }
}

function requireRootPath(rootPath: string): void {
  if (!/^(\/[^/]+)+$/.test(rootPath)) {
    fail('HostMetricsReceiver', {
      what: `rootPath '${rootPath}' is not an absolute path below the root`,
      why: 'the collector refuses a folder that is not there, and in / it would measure its own container',
      fix: "rootPath: '/hostfs'",
    });
  }
}
