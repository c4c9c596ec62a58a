import { ReadyMadeRule } from './ready-made-policy';

/** Interfaces of the pod network on a node: one for every pod. */
export const POD_NETWORK_INTERFACES = '(?:cali|cilium|cni|docker|flannel|ifb|lxc|nodelocaldns|tunl|veth|virbr).*';

/** @see https://github.com/prometheus/node_exporter#collectors */
export const NODE_EXPORTER: readonly ReadyMadeRule[] = [
  {
    dropSeries: { metrics: 'node_(?:network|arp|netdev)_.*', labels: { device: POD_NETWORK_INTERFACES } },
    reason: 'interfaces of the pod network: one for every pod of the node, each with forty series',
  },
  {
    dropSeries: { metrics: 'node_filesystem_.*', labels: { fstype: '(?:autofs|binfmt_misc|cgroup2?|configfs|debugfs|devpts|devtmpfs|fusectl|mqueue|nsfs|overlay|proc|pstore|ramfs|securityfs|squashfs|sysfs|tmpfs|tracefs)' } },
    reason: 'file systems in memory, and of containers: nothing that can fill up a disk',
  },
  { dropSeries: { metrics: 'node_filesystem_.*', labels: { mountpoint: '/(?:run|var/lib/(?:containerd|docker|kubelet/pods|kubelet/plugins))/.*' } }, reason: 'the same disks once more for every pod' },
  { dropMetrics: 'node_scrape_collector_duration_seconds', reason: 'one for every collector; whether it succeeded stays' },
  { dropMetrics: 'node_(?:cooling_device|cpu_frequency|cpu_scaling|cpu_guest|softnet|schedstat|selinux|xfs|infiniband|nfs|nfsd|ipvs|mdadm_blocks|btrfs|zfs_.*)_.*', reason: 'by processor, or of hardware and file systems that most nodes do not have' },
  { dropMetrics: 'node_network_(?:address_assign_type|carrier_.*|device_id|dormant|flags|iface_.*|mtu_bytes|name_assign_type|net_dev_group|protocol_type|transmit_queue_length|(?:receive|transmit)_(?:compressed|fifo|frame|multicast|carrier|colls|nohandler)_total)', reason: 'constants, and counters that are 0, for every interface' },
  { dropMetrics: 'node_disk_(?:ata_.*|device_mapper_info|discard.*|filesystem_info|flush_.*)', reason: 'constants, and counters of few disks' },
];
