#!/bin/bash
# prepare.sh STATE CGROUP  what the node needs of the machine outside its namespaces, and what clean.sh gives back
set -euo pipefail
state=$1 cgroup=$2
mkdir -p "$state"/{kubelet,containerd,log,pod-logs,host-state,volumes,etcd,cni-ipam}
# the kubelet sets these for the whole machine
for key in vm/overcommit_memory vm/panic_on_oom kernel/panic kernel/panic_on_oops kernel/keys/root_maxkeys kernel/keys/root_maxbytes; do
  [ ! -r "/proc/sys/$key" ] || echo "$key $(cat "/proc/sys/$key")"
done > "$state/sysctls"
echo "$cgroup" > "$state/cgroup"
if [ "$(stat -f -c %T /sys/fs/cgroup)" = cgroup2fs ]; then
  mkdir "/sys/fs/cgroup/$cgroup"
  for file in /sys/fs/cgroup/cgroup.subtree_control "/sys/fs/cgroup/$cgroup/cgroup.subtree_control"; do
    echo '+cpu +cpuset +memory +pids' > "$file"
  done
  exit
fi
for hierarchy in /sys/fs/cgroup/*/; do
  [ "$(stat -f -c %T "$hierarchy")" = cgroupfs ] || continue
  mkdir "$hierarchy$cgroup"
  # without it all pods together weigh as much as one busy process of the machine
  [ ! -f "$hierarchy$cgroup/cpu.shares" ] || echo 4096 > "$hierarchy$cgroup/cpu.shares"
  # a new cpuset is empty, and an empty one takes no process
  if [ -f "$hierarchy/cpuset.cpus" ]; then
    cat "$hierarchy/cpuset.cpus" > "$hierarchy$cgroup/cpuset.cpus"
    cat "$hierarchy/cpuset.mems" > "$hierarchy$cgroup/cpuset.mems"
  fi
done
