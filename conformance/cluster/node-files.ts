/** The configuration files of a node's programs. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Authority, KeyPair } from './certificates';
import { AUDIT_POLICY } from './used-rights';

export const NODE = 'node-1';
/** The address of the node in its own network, and of everything that runs on it outside of pods. */
export const NODE_IP = '10.98.0.1';
const DNS_IP = '10.96.0.10';
const API_SERVICE_IP = '10.96.0.1';
const POD_RANGE = '10.244.0.0/24';
const API_SERVER = 'https://127.0.0.1:6443';

/** Who talks to the API server, under the names that Kubernetes' own role bindings know. */
const USERS: Readonly<Record<string, string>> = {
  'admin': '/O=system:masters/CN=admin',
  'kube-controller-manager': '/CN=system:kube-controller-manager',
  'kube-scheduler': '/CN=system:kube-scheduler',
  'kube-proxy': '/CN=system:kube-proxy',
  'kubelet': `/O=system:nodes/CN=system:node:${NODE}`,
};

function kubeconfig(authority: KeyPair, client: KeyPair): object {
  return {
    'apiVersion': 'v1',
    'kind': 'Config',
    'clusters': [{ name: 'here', cluster: { 'server': API_SERVER, 'certificate-authority': authority.certificate } }],
    'users': [{ name: 'me', user: { 'client-certificate': client.certificate, 'client-key': client.key } }],
    'contexts': [{ name: 'here', context: { cluster: 'here', user: 'me' } }],
    'current-context': 'here',
  };
}

function kubelet(state: string, cgroup: string, authority: KeyPair, serving: KeyPair): object {
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    failCgroupV1: false,
    cgroupDriver: 'cgroupfs',
    cgroupRoot: `/${cgroup}`,
    failSwapOn: false,
    authentication: { anonymous: { enabled: false }, webhook: { enabled: true }, x509: { clientCAFile: authority.certificate } },
    authorization: { mode: 'Webhook' },
    // signed by the cluster's own authority, so that whoever scrapes the kubelet can verify it
    tlsCertFile: serving.certificate,
    tlsPrivateKeyFile: serving.key,
    // files rotate every few seconds: who reads them must follow
    containerLogMaxSize: '1Mi',
    containerLogMonitorInterval: '3s',
    clusterDNS: [DNS_IP],
    clusterDomain: 'cluster.local',
    containerRuntimeEndpoint: 'unix:///run/containerd/containerd.sock',
    resolvConf: join(state, 'resolv.conf'),
    // the disk is the machine's: how full it is is not the cluster's business
    evictionHard: { 'memory.available': '100Mi', 'nodefs.available': '1%', 'imagefs.available': '1%', 'nodefs.inodesFree': '1%' },
    imageGCHighThresholdPercent: 100,
    imageGCLowThresholdPercent: 99,
    oomScoreAdj: 0,
    nodeStatusUpdateFrequency: '5s',
    // a container that we kill often would soon wait for minutes
    featureGates: { KubeletCrashLoopBackOffMax: true },
    crashLoopBackOff: { maxContainerRestartPeriod: '1s' },
  };
}

function kubeProxy(state: string): object {
  return {
    apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
    kind: 'KubeProxyConfiguration',
    mode: 'nftables',
    clientConnection: { kubeconfig: join(state, 'kube-proxy.kubeconfig') },
    clusterCIDR: POD_RANGE,
    hostnameOverride: NODE,
    oomScoreAdj: 0,
    // limits of the whole machine stay as they are
    conntrack: { maxPerCore: 0, min: 0, tcpCloseWaitTimeout: '0s', tcpEstablishedTimeout: '0s' },
  };
}

function network(state: string): object {
  return {
    cniVersion: '1.0.0',
    name: 'pods',
    plugins: [
      {
        type: 'bridge',
        bridge: 'cni0',
        isGateway: true,
        hairpinMode: true,
        ipam: { type: 'host-local', ranges: [[{ subnet: POD_RANGE }]], routes: [{ dst: '0.0.0.0/0' }], dataDir: join(state, 'cni-ipam') },
      },
      { type: 'portmap', capabilities: { portMappings: true }, snat: true },
    ],
  };
}

/** Without CAP_SYS_RESOURCE nobody may lower an OOM score, hence restrict_oom_score_adj. */
function containerd(state: string): string {
  const cri = 'plugins."io.containerd.grpc.v1.cri"';
  return [
    'version = 2',
    `root = "${join(state, 'containerd')}"`,
    'state = "/run/containerd"',
    `disabled_plugins = [${['btrfs', 'zfs', 'aufs', 'devmapper'].map((name) => `"io.containerd.snapshotter.v1.${name}"`).join(', ')}, ` +
      '"io.containerd.internal.v1.opt", "io.containerd.tracing.processor.v1.otlp"]',
    '[grpc]',
    'address = "/run/containerd/containerd.sock"',
    `[${cri}]`,
    'sandbox_image = "localhost/pause:local"',
    'restrict_oom_score_adj = true',
    `[${cri}.cni]`,
    'bin_dir = "/usr/lib/cni"',
    `conf_dir = "${join(state, 'cni')}"`,
    `[${cri}.containerd.runtimes.runc]`,
    'runtime_type = "io.containerd.runc.v2"',
    `[${cri}.containerd.runtimes.runc.options]`,
    'SystemdCgroup = false',
    '',
  ].join('\n');
}

/** The manifests of `base` are there before DNS and every other pod. */
export async function writeNodeFiles(state: string, cgroup: string, base: readonly object[]): Promise<void> {
  const authority = await Authority.create(join(state, 'pki'));
  await authority.issueServer('apiserver', ['localhost', 'kubernetes.default.svc', 'kubernetes.default.svc.cluster.local', '127.0.0.1', API_SERVICE_IP, NODE_IP]);
  const kubeletServing = await authority.issueServer('kubelet-serving', [NODE, NODE_IP]);
  await authority.issueClient('kubelet-client', '/O=system:masters/CN=kube-apiserver-kubelet-client');
  const write = (name: string, content: object | string) =>
    writeFileSync(join(state, name), typeof content === 'string' ? content : JSON.stringify(content), { mode: 0o644 });
  for (const [name, user] of Object.entries(USERS)) {
    write(`${name}.kubeconfig`, kubeconfig(authority.paths('ca'), await authority.issueClient(name, user)));
  }
  ['cni', 'base'].forEach((folder) => mkdirSync(join(state, folder)));
  write('kubelet.json', kubelet(state, cgroup, authority.paths('ca'), kubeletServing));
  write('kube-proxy.json', kubeProxy(state));
  write('cni/10-pods.conflist', network(state));
  write('audit-policy.json', AUDIT_POLICY);
  write('containerd.toml', containerd(state));
  write('resolv.conf', `nameserver ${DNS_IP}\n`);
  write('hosts', `127.0.0.1 localhost ${NODE}\n${NODE_IP} ${NODE}\n`);
  write('base/manifests.json', { apiVersion: 'v1', kind: 'List', items: base });
}

/** The last lines that a program of the node wrote. */
export function lastWords(state: string, program: string, lines = 5): string {
  try {
    return readFileSync(join(state, 'log', `${program}.log`), 'utf8').trim().split('\n').slice(-lines).join('\n');
  } catch {
    return '';
  }
}
