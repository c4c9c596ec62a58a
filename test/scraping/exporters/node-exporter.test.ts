import { Chart, Duration, Size, Testing } from 'cdk8s';
import {
  CardinalityPolicies, CardinalityPolicy, CollectorDaemonSet, NodeExporter, NodeExporterProps, OtlpEndpoint, PrometheusReceiver, Relabeling, ScrapeTarget,
  Signal, VersionCatalog,
} from '../../../lib';
import { NODE_COLLECTORS } from '../../../lib/scraping/exporters/node-collectors';
import { at, find, Manifest, manifestsOf } from '../../manifests';

function exporter(props?: NodeExporterProps, namespace: string | undefined = 'monitoring'): NodeExporter {
  return new NodeExporter(new Chart(Testing.app(), 'monitoring', { namespace }), 'node-exporter', props);
}

function manifests(props?: NodeExporterProps): Manifest[] {
  return manifestsOf(Chart.of(exporter(props)));
}

function problems(props: NodeExporterProps): string {
  try {
    manifests(props);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

function pod(props?: NodeExporterProps): unknown {
  return at(find(manifests(props), 'DaemonSet'), 'spec.template.spec');
}

function args(props?: NodeExporterProps): string[] {
  return at(pod(props), 'containers.0.args') as string[];
}

function scraped(props: NodeExporterProps = {}, others: Record<string, string> = {}): ScrapeTarget | undefined {
  return ScrapeTarget.of(exporter(props).scrapeConfig, {
    __address__: '10.0.0.7:9100',
    __meta_kubernetes_namespace: 'monitoring',
    __meta_kubernetes_pod_name: 'node-exporter-x2x4z',
    __meta_kubernetes_pod_node_name: 'node-1',
    __meta_kubernetes_pod_phase: 'Running',
    __meta_kubernetes_pod_container_name: 'node-exporter',
    __meta_kubernetes_pod_container_port_name: 'metrics',
    __meta_kubernetes_pod_container_port_protocol: 'TCP',
    ...others,
  });
}

describe('a node exporter', () => {
  test('is on every node, whatever its taints, before ordinary pods', () => {
    const all = manifests();

    expect(all.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'ServiceAccount node-exporter', 'NetworkPolicy node-exporter', 'PriorityClass monitoring-node-exporter', 'DaemonSet node-exporter',
    ]);
    expect(pod()).toMatchObject({ tolerations: [{ operator: 'Exists' }], priorityClassName: 'monitoring-node-exporter' });
    expect(find(all, 'PriorityClass').metadata.namespace).toBeUndefined();
    expect(at(find(all, 'DaemonSet'), 'spec.updateStrategy.rollingUpdate.maxUnavailable')).toBe('10%');
  });

  test('is where the program wants it, with the priority that it names', () => {
    const props = { tolerations: [], priorityClassName: 'system-node-critical', nodeSelector: { pool: 'data' } };

    expect(pod(props)).toMatchObject({ tolerations: [], priorityClassName: 'system-node-critical', nodeSelector: { pool: 'data' } });
    expect(exporter(props).priorityClass).toBeUndefined();
  });

  test('is nobody, has no capability and no credentials, and reads the files of the node', () => {
    expect(pod()).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 65534 },
      volumes: [{ name: 'host-0', hostPath: { path: '/' } }],
    });
    expect(at(pod(), 'containers.0')).toMatchObject({
      image: 'quay.io/prometheus/node-exporter:v1.12.1',
      securityContext: { readOnlyRootFilesystem: true, privileged: false, capabilities: { drop: ['ALL'] } },
      volumeMounts: [{ name: 'host-0', mountPath: '/host', readOnly: true, mountPropagation: 'HostToContainer' }],
      resources: { requests: { cpu: '100m', memory: '192Mi' }, limits: { cpu: '1', memory: '192Mi' } },
    });
    expect(at(pod({ memoryLimit: Size.mebibytes(100) }), 'containers.0.env')).toContainEqual({ name: 'GOMEMLIMIT', value: '80MiB' });
  });

  test('says that it is privileged, for the files and the network of the node', () => {
    expect([undefined, { hostNetwork: false }].map((props) => at(find(manifests(props), 'DaemonSet'), 'spec.template.metadata.labels'))).toEqual(
      Array(2).fill(expect.objectContaining({ 'observability.cdk8s.io/pod-security': 'privileged' })),
    );
    expect(pod()).not.toHaveProperty('hostPID');
  });

  test('answers before it is measured', () => {
    expect(at(pod(), 'containers.0')).toMatchObject({
      startupProbe: { httpGet: { path: '/', port: 'metrics' } }, livenessProbe: { tcpSocket: { port: 'metrics' } }, readinessProbe: { httpGet: { path: '/', port: 'metrics' } },
    });
  });

  test('may have more time to stop than it needs, and not less', () => {
    expect(problems({ terminationGracePeriod: Duration.minutes(1) })).toBe('');
    expect(problems({ terminationGracePeriod: Duration.seconds(9) })).toContain('the pod has 9 seconds to stop and needs 10');
  });

  test('needs no namespace, for it reads nothing of the API', () => {
    const chart = new Chart(Testing.app(), 'monitoring');
    const { scrapeConfig } = new NodeExporter(chart, 'node-exporter');

    expect(manifestsOf(chart)).toHaveLength(4);
    expect(scrapeConfig.kubernetes?.[0].namespaces).toBeUndefined();
  });
});

describe('the network of the node', () => {
  test('is its own, and it listens at the address of the node only', () => {
    expect(pod()).toMatchObject({ hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' });
    expect(args()).toContain('--web.listen-address=[$(HOST_IP)]:9100');
    expect(at(pod(), 'containers.0.env')).toContainEqual({ name: 'HOST_IP', valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } });
    expect(args({ port: 9101 })).toContain('--web.listen-address=[$(HOST_IP)]:9101');
    expect(at(pod({ port: 9101 }), 'containers.0.ports.0')).toMatchObject({ name: 'metrics', containerPort: 9101 });
  });

  test('is not, when the program does not want it: what would show that of the pod does not run', () => {
    const off = args({ hostNetwork: false });

    expect(pod({ hostNetwork: false })).not.toHaveProperty('hostNetwork');
    expect(off).toContain('--web.listen-address=:9100');
    expect(off.filter((each) => each.startsWith('--no-collector.'))).toEqual(
      ['arp', 'conntrack', 'ipvs', 'netdev', 'netstat', 'nfs', 'nfsd', 'sockstat', 'udp_queues'].map((name) => `--no-collector.${name}`),
    );
    expect(off.filter((each) => each.includes('device-exclude'))).toEqual([]);
    expect(off.some((each) => each.startsWith('--collector.netclass.ignored-devices='))).toBe(true);
  });
});

describe('what it is told', () => {
  test('is where the files of the node are, and what of them is the pods\' own', () => {
    expect(args()).toEqual([
      '--path.procfs=/host/proc', '--path.sysfs=/host/sys', '--path.rootfs=/host', '--path.udev.data=/host/run/udev/data', '--web.listen-address=[$(HOST_IP)]:9100',
      expect.stringMatching(/^--collector\.arp\.device-exclude=\^\(\?:cali.*\$$/),
      '--collector.filesystem.mount-points-exclude=^/(dev|proc|sys|run|snap|var/lib/(docker|containers|containerd|kubelet))($|/)',
      expect.stringMatching(/^--collector\.netclass\.ignored-devices=\^\(\?:cali.*\$$/),
      expect.stringMatching(/^--collector\.netdev\.device-exclude=\^\(\?:cali.*\$$/),
    ]);
  });

  test('is what runs besides, and what does not', () => {
    const chosen = args({ extraCollectors: ['processes', 'buddyinfo'], withoutCollectors: ['zfs', 'btrfs'] });
    expect(chosen.filter((each) => /^--(?:no-)?collector\.\w+$/.test(each))).toEqual([
      '--collector.buddyinfo', '--collector.processes', '--no-collector.btrfs', '--no-collector.zfs',
    ]);
  });

  test('is what alone runs', () => {
    const chosen = args({ collectors: ['meminfo', 'cpu'] });
    expect(chosen.filter((each) => each.startsWith('--collector'))).toEqual(['--collector.disable-defaults', '--collector.cpu', '--collector.meminfo']);
  });

  test('is literal: Kubernetes finds no variable in an expression', () => {
    expect(args({ excludeMountPoints: '^/data$(x)', textfileFolder: '/var/lib/$(a)' })).toEqual(expect.arrayContaining([
      '--collector.filesystem.mount-points-exclude=^/data$$(x)', '--collector.textfile.directory=/host/var/lib/$$(a)',
    ]));
    expect(args({ excludeInterfaces: '^eni' })).toContain('--collector.netdev.device-exclude=^eni');
  });

  test('makes it root when only root has what it is to show, and says why', () => {
    expect(pod({ extraCollectors: ['slabinfo'] })).toMatchObject({ securityContext: { runAsUser: 0 } });
    expect(at(find(manifests({ collectors: ['slabinfo'] }), 'DaemonSet'), 'spec.template.metadata.annotations')).toEqual({
      'observability.cdk8s.io/runs-as-root': 'slabinfo reads a file of the kernel that only root may read',
    });
  });
});

describe('collectors', () => {
  test('that run are known', () => {
    expect(exporter().collectors).toEqual(Object.keys(NODE_COLLECTORS).filter((name) => NODE_COLLECTORS[name].byDefault));
    expect(exporter({ collectors: ['cpu'] }).collectors).toEqual(['cpu']);
    expect(exporter({ withoutCollectors: ['zfs'], extraCollectors: ['swap'] }).collectors).toEqual(
      Object.keys(NODE_COLLECTORS).filter((name) => (NODE_COLLECTORS[name].byDefault && name !== 'zfs') || name === 'swap'),
    );
    expect(exporter({ hostNetwork: false }).collectors).not.toContain('netdev');
  });

  test('are those of their version', () => {
    expect(exporter({ versions: new VersionCatalog({ nodeExporter: '1.10.2' }) }).collectors).not.toContain('kernel_hung');
    expect(exporter({ versions: new VersionCatalog({ nodeExporter: '1.11.0' }) }).collectors).toContain('kernel_hung');
  });
});

describe('its scrape job', () => {
  test('is called as alerts call it, and has the node for an instance', () => {
    expect(scraped()?.url).toBe('http://10.0.0.7:9100/metrics');
    expect(scraped()?.labels).toEqual({
      job: 'node-exporter', instance: 'node-1', node: 'node-1', namespace: 'monitoring', pod: 'node-exporter-x2x4z', container: 'node-exporter',
    });
    expect(exporter().scrapeConfig).not.toHaveProperty('honorLabels');
  });

  test.each<[string, Record<string, string>]>([
    ['at another port', { __meta_kubernetes_pod_container_port_name: 'debug' }],
    ['of a pod that was evicted', { __meta_kubernetes_pod_phase: 'Failed' }],
  ])('scrapes nothing %s', (_, others) => {
    expect(scraped({}, others)).toBeUndefined();
  });

  test('finds its pods in its namespace, and for agents on their own node', () => {
    const { scrapeConfig, scrapeConfigOnOwnNode } = exporter({ scrapeInterval: Duration.seconds(15) });

    expect(scrapeConfig.kubernetes).toEqual([{
      role: 'pod',
      namespaces: ['monitoring'],
      labelSelector: 'app.kubernetes.io/name=node-exporter,app.kubernetes.io/instance=node-exporter,app.kubernetes.io/component=exporter',
    }]);
    expect(scrapeConfigOnOwnNode).toEqual({ ...scrapeConfig, kubernetes: [{ ...scrapeConfig.kubernetes![0], ownNodeOnly: true }] });
    expect(scrapeConfig.scrapeInterval?.toSeconds()).toBe(15);
  });

  test('is one that agents take, each for its node', () => {
    const chart = new Chart(Testing.app(), 'monitoring', { namespace: 'monitoring' });
    const { scrapeConfigOnOwnNode } = new NodeExporter(chart, 'node-exporter');
    const agent = new CollectorDaemonSet(chart, 'agent', { cluster: { name: 'prod' }, destination: OtlpEndpoint.grpc({ address: 'otlp.example.com:443' }) });
    agent.addReceiver(new PrometheusReceiver({ scrapeConfigs: [scrapeConfigOnOwnNode] }), [Signal.METRICS]);

    expect((find(manifestsOf(chart), 'ConfigMap').data as Record<string, string>)['collector.yaml']).toContain('field: spec.nodeName=${env:NODE_NAME}');
  });

  test('has the rules and limits of a policy', () => {
    const { metricRelabelConfigs } = exporter({ cardinality: CardinalityPolicies.nodeExporter() }).scrapeConfig;
    const rules = Relabeling.of(metricRelabelConfigs!);

    expect(rules.apply({ __name__: 'node_network_up', device: 'veth12ab' })).toBeUndefined();
    expect(rules.apply({ __name__: 'node_network_up', device: 'eth0' })).toBeDefined();
    expect(exporter({ cardinality: new CardinalityPolicy({ limits: { samples: 5_000 } }) }).scrapeConfig).toMatchObject({ sampleLimit: 5_000 });
    expect(() => exporter({ cardinality: new CardinalityPolicy({ dropLabels: ['device'] }) })).toThrow('cardinality: dropLabels may make series the same');
  });
});

describe('problems', () => {
  test.each<[string, NodeExporterProps]>([
    ["extraCollectors has 'nope'", { extraCollectors: ['nope'] }],
    ["collectors has 'CPU'", { collectors: ['CPU'] }],
    ["withoutCollectors has 'nope'", { withoutCollectors: ['nope'] }],
    ["extraCollectors has 'systemd'\n  why: it asks D-Bus of the node", { extraCollectors: ['systemd'] }],
    ["collectors has 'perf'\n  why: it needs the capability PERFMON", { collectors: ['perf'] }],
    ["extraCollectors has 'cpu'\n  why: it runs by itself", { extraCollectors: ['cpu'] }],
    ["withoutCollectors has 'wifi'\n  why: it does not run unless somebody asks for it", { withoutCollectors: ['wifi'] }],
    ["extraCollectors has 'tcpstat', and hostNetwork is off", { extraCollectors: ['tcpstat'], hostNetwork: false }],
    ["collectors has 'netdev', and hostNetwork is off", { collectors: ['netdev'], hostNetwork: false }],
    ["extraCollectors has 'nvmesubsystem', and node_exporter is 1.11.1", { extraCollectors: ['nvmesubsystem'], versions: new VersionCatalog({ nodeExporter: '1.11.1' }) }],
    ["withoutCollectors has 'dmmultipath', and node_exporter is 1.11.1", { withoutCollectors: ['dmmultipath'], versions: new VersionCatalog({ nodeExporter: '1.11.1' }) }],
    ["collectors has 'cpu' twice", { collectors: ['cpu', 'cpu'] }],
    ['collectors is empty', { collectors: [] }],
    ['collectors and extraCollectors are both given', { collectors: ['cpu'], extraCollectors: ['swap'] }],
    ['collectors and withoutCollectors are both given', { collectors: ['cpu'], withoutCollectors: ['zfs'] }],
    ["textfileFolder 'metrics' is not an absolute path below the root", { textfileFolder: 'metrics' }],
    ["textfileFolder '/' is not an absolute path below the root", { textfileFolder: '/' }],
    ["textfileFolder is '/metrics', and the collector textfile does not run", { textfileFolder: '/metrics', withoutCollectors: ['textfile'] }],
    ['port is 0', { port: 0 }],
    ['port is 65536', { port: 65536 }],
    ['port is 9100.5', { port: 9100.5 }],
    ["excludeInterfaces 'a(?=b)' is no RE2 expression", { excludeInterfaces: 'a(?=b)' }],
    ["excludeMountPoints '(' is no RE2 expression", { excludeMountPoints: '(' }],
  ])('%s', (what, props) => {
    expect(problems(props)).toContain(`monitoring/node-exporter: ${what}`);
    expect(problems(props)).toContain('Observability problems (1)');
  });

  test.each<[string, NodeExporterProps]>([
    ['what is off anyway, left out by its own name', { withoutCollectors: ['netdev'], hostNetwork: false }],
    ['a folder beside collectors that read it', { collectors: ['textfile'], textfileFolder: '/var/lib/node-exporter' }],
    ['the highest port', { port: 65535 }],
  ])('none with %s', (_, props) => {
    expect(problems(props)).toBe('');
  });
});
