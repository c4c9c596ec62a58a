#!/bin/bash
# clean.sh STATE  gives back what prepare.sh took, once the node's processes are gone; it may be called again
set -u
state=$1
[ -d "$state" ] || exit 0
cgroup=$(cat "$state/cgroup" 2>/dev/null)
if [ -n "$cgroup" ]; then
  for folder in "/sys/fs/cgroup/$cgroup" /sys/fs/cgroup/*/"$cgroup"; do
    # the kernel needs a moment to let go of the last process
    for _ in $(seq 50); do
      [ -d "$folder" ] || break
      find "$folder" -depth -type d -exec rmdir {} + 2>/dev/null
      [ ! -d "$folder" ] || sleep 0.1
    done
    [ ! -d "$folder" ] || echo "still there: $folder" >&2
  done
fi
[ ! -f "$state/sysctls" ] || while read -r key value; do echo "$value" > "/proc/sys/$key"; done < "$state/sysctls"
rm -rf "$state"
