#!/bin/bash
# init.sh  process 1 of the node: it lives in network, mount, process, host-name and IPC namespaces of its own, so that its end is the
# end of every process, mount, interface and firewall rule of the cluster. Prints 'ready' when pods can run.
# From the environment: STATE (folder), HYPERKUBE (program), NODE, NODE_IP, DNS_IP, and NODE_SCRIPTS (this folder).
set -euo pipefail
pki=$STATE/pki
socket=/run/containerd/containerd.sock
declare -A programs=()
trap 'exit 0' TERM

fail() { echo "failed: $*" >&2; exit 1; }
alive() { local name; for name in "${!programs[@]}"; do kill -0 "${programs[$name]}" 2>/dev/null || fail "$name ended: $(tail -n 3 "$STATE/log/$name.log")"; done; }
until_ok() { # TENTHS WHAT COMMAND...
  local tenths=$1 what=$2; shift 2
  for _ in $(seq "$tenths"); do "$@" > /dev/null 2>&1 && return; alive; sleep 0.1; done
  fail "$what: not in time"
}
start() { local name=$1; shift; "$@" > "$STATE/log/$name.log" 2>&1 < /dev/null & programs[$name]=$!; }
kube() { local name=$1; shift; start "$name" "$HYPERKUBE" "$name" "$@"; }
kubectl() { "$HYPERKUBE" kubectl --kubeconfig "$STATE/admin.kubeconfig" "$@"; }
ctr() { command ctr --address "$socket" --namespace k8s.io "$@"; }

# a layer over a folder of the machine: what Kubernetes makes at fixed paths in it stays within these namespaces
cover() {
  local folder=$1 layer=/run/layer$1
  mkdir -p "$layer/upper" "$layer/work"
  mount -t overlay overlay -o "lowerdir=$folder,upperdir=$layer/upper,workdir=$layer/work" "$folder"
}

hostname "$NODE"
mount --make-rshared /
mount -t tmpfs tmpfs /run
mkdir -p /run/lock /run/netns /run/state
mount --bind "$STATE" /run/state
cover /tmp
cover /var/lib
# the state itself may be below one of these folders and must not be covered
mount --bind /run/state "$STATE"
mkdir -p /tmp/hostpath_pv /var/lib/kubelet
mount --bind "$STATE/volumes" /tmp/hostpath_pv
mount --bind "$STATE/kubelet" /var/lib/kubelet
mount --bind "$STATE/pod-logs" /var/log
# what pods keep on the node
mkdir -p /var/lib/otelcol
mount --bind "$STATE/host-state" /var/lib/otelcol
mount --bind "$STATE/hosts" /etc/hosts
mount --bind "$STATE/resolv.conf" /etc/resolv.conf

# a pair with both ends here carries the node's address; the default route leads into it, and so nowhere
ip link set lo up
ip link add node0 type veth peer name node0-peer
ip address add "$NODE_IP/24" dev node0
ip link set node0 up
ip link set node0-peer up
ip route add default dev node0
sysctl -qw net.ipv4.ip_forward=1 net.bridge.bridge-nf-call-iptables=1

kube etcd --data-dir "$STATE/etcd" --unsafe-no-fsync --log-level warn
start containerd containerd --config "$STATE/containerd.toml"
kube kube-apiserver --etcd-servers http://127.0.0.1:2379 --bind-address 0.0.0.0 --secure-port 6443 --advertise-address "$NODE_IP" \
  --tls-cert-file "$pki/apiserver.crt" --tls-private-key-file "$pki/apiserver.key" --client-ca-file "$pki/ca.crt" \
  --authorization-mode Node,RBAC --enable-admission-plugins NodeRestriction --allow-privileged --service-cluster-ip-range 10.96.0.0/16 \
  --kubelet-certificate-authority "$pki/ca.crt" --kubelet-client-certificate "$pki/kubelet-client.crt" --kubelet-client-key "$pki/kubelet-client.key" \
  --kubelet-preferred-address-types InternalIP \
  --service-account-issuer https://kubernetes.default.svc.cluster.local --service-account-key-file "$pki/apiserver.crt" \
  --service-account-signing-key-file "$pki/apiserver.key" --audit-policy-file "$STATE/audit-policy.json" --audit-log-path "$STATE/log/audit.log" \
  --audit-log-mode blocking
until_ok 600 containerd ctr version
for image in "$STATE"/images/*.tar; do ctr images import "$image" > /dev/null; rm "$image"; done
until_ok 900 'API server' kubectl get --raw /readyz
kube kube-controller-manager --kubeconfig "$STATE/kube-controller-manager.kubeconfig" --bind-address 127.0.0.1 --leader-elect=false \
  --authentication-kubeconfig "$STATE/kube-controller-manager.kubeconfig" --authorization-kubeconfig "$STATE/kube-controller-manager.kubeconfig" \
  --use-service-account-credentials --service-account-private-key-file "$pki/apiserver.key" --root-ca-file "$pki/ca.crt" \
  --cluster-signing-cert-file "$pki/ca.crt" --cluster-signing-key-file "$pki/ca.key" --enable-hostpath-provisioner
kube kube-scheduler --kubeconfig "$STATE/kube-scheduler.kubeconfig" --bind-address 127.0.0.1 --leader-elect=false \
  --authentication-kubeconfig "$STATE/kube-scheduler.kubeconfig" --authorization-kubeconfig "$STATE/kube-scheduler.kubeconfig"
kube kubelet --config "$STATE/kubelet.json" --kubeconfig "$STATE/kubelet.kubeconfig" --hostname-override "$NODE" --node-ip "$NODE_IP" \
  --node-labels topology.kubernetes.io/region=here,topology.kubernetes.io/zone=here-a
kube kube-proxy --config "$STATE/kube-proxy.json"
# the provisioner makes folders for root and knows no fsGroup: open them, as a CSI driver would for the pod's group
while :; do chmod -f 0777 /tmp/hostpath_pv/* 2> /dev/null || true; sleep 0.2; done &
until_ok 100 'base manifests' kubectl apply -f "$NODE_SCRIPTS/base.yaml" -f "$STATE/base"
until_ok 200 'node' kubectl wait --for=condition=Ready "node/$NODE" --timeout=5s
until_ok 300 'CoreDNS' kubectl --namespace kube-system rollout status deployment/coredns --timeout=5s
echo ready
while :; do wait -n || true; alive; sleep 1; done
