/** A part of node_exporter, and what it takes to have it in a pod. */
export interface NodeCollector {
  /** Whether it runs without being asked. */
  readonly byDefault: boolean;
  /** The version of node_exporter that brought it. */
  readonly since?: string;
  /** Whether it reads the network of its own pod, which is that of the node with `hostNetwork` only. */
  readonly network?: boolean;
  /** Why only root has it. */
  readonly rootReason?: string;
  /** Why no pod of ours has it. */
  readonly impossible?: string;
}

const ON: NodeCollector = { byDefault: true };
const OFF: NodeCollector = { byDefault: false };
const NETWORK = { network: true };
const D_BUS = { impossible: 'it asks D-Bus of the node, which no pod of this library is given: whoever talks to it may stop units' };
const DEPRECATED = { impossible: 'its project has deprecated it, and asks other programs than the node' };

/**
 * Every collector of node_exporter on Linux. That `arp`, `netdev` and `sockstat` read the network of their pod was found by running it in the network namespace
 * of a pod, with the files of the node; of the others, from what they read.
 *
 * @see https://github.com/prometheus/node_exporter/tree/v1.12.1#collectors
 */
export const NODE_COLLECTORS: { readonly [name: string]: NodeCollector } = {
  arp: { ...ON, ...NETWORK },
  bcache: ON,
  bcachefs: { ...ON, since: '1.11.0' },
  bonding: ON,
  btrfs: ON,
  buddyinfo: OFF,
  cgroups: OFF,
  conntrack: { ...ON, ...NETWORK },
  cpu: ON,
  cpu_vulnerabilities: OFF,
  cpufreq: ON,
  diskstats: ON,
  dmi: ON,
  dmmultipath: { ...ON, since: '1.12.0' },
  drbd: OFF,
  drm: OFF,
  edac: ON,
  entropy: ON,
  ethtool: { ...OFF, ...NETWORK },
  fibrechannel: ON,
  filefd: ON,
  filesystem: ON,
  hwmon: ON,
  infiniband: ON,
  interrupts: OFF,
  ipvs: { ...ON, ...NETWORK },
  kernel_hung: { ...ON, since: '1.11.0' },
  ksmd: OFF,
  lnstat: { ...OFF, ...NETWORK },
  loadavg: ON,
  logind: { ...OFF, ...D_BUS },
  mdadm: ON,
  meminfo: ON,
  meminfo_numa: OFF,
  mountstats: OFF,
  netclass: ON,
  netdev: { ...ON, ...NETWORK },
  netstat: { ...ON, ...NETWORK },
  network_route: { ...OFF, ...NETWORK },
  nfs: { ...ON, ...NETWORK },
  nfsd: { ...ON, ...NETWORK },
  ntp: { ...OFF, ...DEPRECATED },
  nvme: ON,
  nvmesubsystem: { ...OFF, since: '1.12.0' },
  os: ON,
  pcidevice: { ...OFF, since: '1.10.0' },
  perf: { ...OFF, impossible: 'it needs the capability PERFMON, and pods of this library keep none' },
  powersupplyclass: ON,
  pressure: ON,
  processes: OFF,
  qdisc: { ...OFF, ...NETWORK },
  rapl: ON,
  runit: { ...OFF, ...DEPRECATED },
  schedstat: ON,
  selinux: ON,
  slabinfo: { ...OFF, rootReason: 'slabinfo reads a file of the kernel that only root may read' },
  sockstat: { ...ON, ...NETWORK },
  softirqs: OFF,
  softnet: ON,
  stat: ON,
  supervisord: { ...OFF, ...DEPRECATED },
  swap: { ...OFF, since: '1.10.0' },
  sysctl: OFF,
  systemd: { ...OFF, ...D_BUS },
  tapestats: ON,
  tcpstat: { ...OFF, ...NETWORK },
  textfile: ON,
  thermal_zone: ON,
  time: ON,
  timex: ON,
  udp_queues: { ...ON, ...NETWORK },
  uname: ON,
  vmstat: ON,
  watchdog: ON,
  wifi: { ...OFF, ...NETWORK },
  xfrm: { ...OFF, ...NETWORK },
  xfs: ON,
  zfs: ON,
  zoneinfo: OFF,
};
