import { Size } from 'cdk8s';
import * as YAML from 'yaml';
import {
  AllocationStrategy, CardinalityPolicy, CollectorDaemonSet, CollectorDaemonSetProps, CoralogixEndpoint, GatewayStatefulSet, K8sClusterReceiver,
  KubernetesDiscovery, KubernetesDiscoveryRole, RemoteWriteEndpoint, ScrapeConfig, SecretValue, Signal, TargetAllocator,
} from '../../lib';
import { at, find, manifestsOf } from '../manifests';
import { aChart, anAgent, cluster, Configuration, configuration, manifests, pod, vendor } from './agents';

function problem(props: Partial<CollectorDaemonSetProps>, change: (agent: CollectorDaemonSet) => void = () => undefined): string {
  try {
    const chart = aChart();
    change(anAgent(chart, props));
    manifestsOf(chart);
  } catch (error) {
    return (error as Error).message;
  }
  return 'no problem';
}

describe('the pods of an agent', () => {
  test('are on every node, whatever its taints, and make room for themselves', () => {
    const all = manifests({ otlp: {} });
    expect(pod(all)).toMatchObject({ tolerations: [{ operator: 'Exists' }], priorityClassName: 'observability-agent' });
    expect(pod(all)).not.toHaveProperty('topologySpreadConstraints');
    expect(find(all, 'PriorityClass')).toMatchObject({ metadata: { name: 'observability-agent' }, value: 1_000_000 });
    expect(find(all, 'PriorityClass').metadata.namespace).toBeUndefined();
    expect(at(find(all, 'DaemonSet'), 'spec.updateStrategy.rollingUpdate')).toEqual({ maxUnavailable: '10%' });
    expect(all.filter(({ kind }) => kind === 'PodDisruptionBudget')).toEqual([]);
  });

  test('are where and as the options say', () => {
    const all = manifests({ otlp: {}, tolerations: [], priorityClassName: 'system-node-critical', maxUnavailable: '1' });
    expect(pod(all)).toMatchObject({ tolerations: [], priorityClassName: 'system-node-critical' });
    expect(all.filter(({ kind }) => kind === 'PriorityClass')).toEqual([]);
    expect(at(find(all, 'DaemonSet'), 'spec.updateStrategy.rollingUpdate')).toEqual({ maxUnavailable: 1 });
  });

  test('keep their defaults where an option is undefined', () => {
    expect(pod(manifests({ otlp: {}, tolerations: undefined, priorityClassName: undefined }))).toMatchObject({
      tolerations: [{ operator: 'Exists' }], priorityClassName: 'observability-agent',
    });
  });

  test('get 512 MiB, and the Go runtime 80 % of it', () => {
    const all = manifests({ otlp: {} });
    expect(at(pod(all), 'containers.0.resources')).toEqual({
      requests: { 'cpu': '100m', 'memory': '512Mi', 'ephemeral-storage': '256Mi' },
      limits: { 'cpu': '1', 'memory': '512Mi', 'ephemeral-storage': '256Mi' },
    });
    expect(at(pod(all), 'containers.0.env')).toContainEqual({ name: 'GOMEMLIMIT', value: '409MiB' });
  });

  test('are root for the logs of containers, say why, and keep no capability', () => {
    const all = manifests({ containerLogs: {} });
    expect(at(pod(all), 'containers.0.securityContext')).toEqual({
      allowPrivilegeEscalation: false,
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: false,
      runAsUser: 0,
      runAsGroup: 0,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(pod(all)).toMatchObject({ securityContext: { runAsUser: 0, runAsNonRoot: false } });
    const annotations = at(find(all, 'DaemonSet'), 'spec.template.metadata.annotations') as Record<string, string>;
    expect(annotations['observability.cdk8s.io/runs-as-root']).toBe(
      'its positions and queues are in a folder of the node, which belongs to root; the log files of containers belong to root');
    expect(at(find(all, 'DaemonSet'), 'spec.template.metadata.labels')).toMatchObject({ 'observability.cdk8s.io/pod-security': 'privileged' });
  });

  test.each<Partial<CollectorDaemonSetProps>>([{ otlp: {} }, { podScraping: {} }, { kubeletMetrics: {} }, { cadvisorMetrics: {} }])('are not root for %j', (props) => {
    const all = manifests(props);
    expect(at(pod(all), 'securityContext')).toMatchObject({ runAsUser: 10001, runAsNonRoot: true });
    expect(at(find(all, 'DaemonSet'), 'spec.template.metadata.labels')).toMatchObject({ 'observability.cdk8s.io/pod-security': 'restricted' });
    expect((at(pod(all), 'volumes') as { hostPath?: unknown }[]).filter(({ hostPath }) => hostPath)).toEqual([]);
  });

  test('see the whole node for its file systems, and are not root for that', () => {
    const all = manifests({ hostMetrics: {} });
    expect(at(pod(all), 'volumes')).toContainEqual({ name: 'host-0', hostPath: { path: '/' } });
    expect(at(pod(all), 'containers.0.volumeMounts')).toContainEqual({ name: 'host-0', mountPath: '/hostfs', readOnly: true, mountPropagation: 'HostToContainer' });
    expect(at(pod(all), 'containers.0.securityContext')).toMatchObject({ runAsUser: 10001 });
    expect(at(find(all, 'DaemonSet'), 'spec.template.metadata.labels')).toMatchObject({ 'observability.cdk8s.io/pod-security': 'privileged' });
  });
});

describe('what an agent keeps', () => {
  test('is on the disk of the node, in a folder of its own', () => {
    const all = manifests({ containerLogs: {} });
    expect(at(pod(all), 'volumes')).toContainEqual({ name: 'state', hostPath: { path: '/var/lib/otelcol/observability-agent', type: 'DirectoryOrCreate' } });
    expect(at(pod(all), 'containers.0.volumeMounts')).toContainEqual({ name: 'state', mountPath: '/var/lib/otelcol' });
    expect(configuration(all).receivers['file_log/containers']).toMatchObject({ storage: 'file_storage/positions' });
    expect(configuration(all).exporters['otlp_grpc/vendor']).toMatchObject({ sending_queue: { storage: 'file_storage/vendor', block_on_overflow: true } });
    expect(at(pod(all), 'containers.0.args')).toContain('--feature-gates=+stanza.synchronousLogEmitter');
  });

  test('is in the folder that it is told', () => {
    expect(at(pod(manifests({ containerLogs: {}, stateFolder: '/data/otelcol' })), 'volumes'))
      .toContainEqual({ name: 'state', hostPath: { path: '/data/otelcol', type: 'DirectoryOrCreate' } });
  });

  test('is nothing without logs of containers: senders wait until the destination has it', () => {
    const all = manifests({ otlp: {}, podScraping: {} });
    expect(configuration(all).exporters['otlp_grpc/vendor']).toMatchObject({ sending_queue: { enabled: false }, retry_on_failure: { max_elapsed_time: '0s' } });
  });

  test('is a queue when it is told, for which it is root', () => {
    const all = manifests({ otlp: {}, queueOnNode: Size.gibibytes(1) });
    expect(configuration(all).exporters['otlp_grpc/vendor']).toMatchObject({ sending_queue: { storage: 'file_storage/vendor' } });
    expect(at(pod(all), 'securityContext')).toMatchObject({ runAsUser: 0 });
  });

  test('is positions only when nothing shall wait', () => {
    const all = manifests({ containerLogs: {}, queueOnNode: Size.mebibytes(0) });
    expect(configuration(all).exporters['otlp_grpc/vendor']).toMatchObject({ sending_queue: { enabled: false } });
    expect(configuration(all).receivers['file_log/containers']).toMatchObject({ storage: 'file_storage/positions' });
  });

  test('fits what it may take of the node', () => {
    expect(problem({ containerLogs: {}, otlp: {}, queueOnNode: Size.mebibytes(40) })).toBe([
      'Observability problems (1), nothing was written:',
      '',
      'observability/agent: queues need 52.8 MiB but the queue volume has 40 MiB',
      '  why: a full volume refuses new data while the backend is down (3 queues of 12.8 MiB in files of 16 MiB, 10 % head-room)',
      '  fix: queueOnNode: Size.gibibytes(1)',
      '',
    ].join('\n'));
  });
});

describe('the pipelines of an agent', () => {
  test('take what is asked for to the destination, protected first', () => {
    const { service } = configuration(manifests({ containerLogs: {}, podScraping: {}, hostMetrics: {}, kubeletMetrics: {}, cadvisorMetrics: {}, otlp: {} }));
    expect(service.pipelines).toEqual({
      traces: { receivers: ['otlp'], processors: ['memory_limiter', 'k8s_attributes', 'resource/cluster'], exporters: ['otlp_grpc/vendor'] },
      metrics: {
        receivers: ['otlp', 'prometheus', 'host_metrics', 'kubelet_stats'],
        processors: ['memory_limiter', 'transform/annotated-pods', 'k8s_attributes', 'resource/cluster'],
        exporters: ['otlp_grpc/vendor'],
      },
      logs: {
        receivers: ['otlp', 'file_log/containers'],
        processors: ['memory_limiter', 'filter/container-logs', 'k8s_attributes', 'resource/cluster'],
        exporters: ['otlp_grpc/vendor'],
      },
    });
  });

  test('send signals to different places, logs to Coralogix by its own exporter', () => {
    const coralogix = CoralogixEndpoint.account({
      domain: 'eu2.coralogix.com', privateKey: SecretValue.fromSecret('coralogix', 'private-key'), applicationName: 'production',
    });
    const thanos = RemoteWriteEndpoint.http({ name: 'thanos', url: 'http://thanos-receive.thanos.svc:19291/api/v1/receive' });
    const all = manifests({ destination: undefined, containerLogs: {}, hostMetrics: {}, logsTo: coralogix, metricsTo: thanos });
    expect(Object.keys(configuration(all).service.pipelines)).toEqual(['metrics/cumulative', 'logs', 'metrics/thanos']);
    expect(configuration(all).exporters['coralogix/eu2-coralogix-com']).toMatchObject({ private_key: '${env:CORALOGIX_PRIVATE_KEY}' });
  });

  test('say on which node and in which cluster something is, and what Kubernetes knows of pods of this node', () => {
    const { processors } = configuration(manifests({ otlp: {}, kubernetesMetadata: { labels: [{ key: 'app.kubernetes.io/name', tagName: 'app' }] } }));
    expect(processors['resource/cluster'].attributes).toContainEqual({ key: 'k8s.node.name', value: '${env:NODE_NAME}', action: 'insert' });
    expect(processors['resource/cluster'].attributes).toContainEqual({ key: 'k8s.cluster.name', value: 'prod', action: 'insert' });
    expect(processors.k8s_attributes).toMatchObject({
      filter: { node_from_env_var: 'NODE_NAME' }, extract: { labels: [{ tag_name: 'app', key: 'app.kubernetes.io/name', from: 'pod' }] },
    });
  });

  test('fail where each of them would watch the pods of every node', () => {
    expect(() => manifests({ otlp: {}, kubernetesMetadata: { ownNodeOnly: false } })).toThrow('k8s_attributes runs on every node and watches pods of all of them');
  });

  test('ask the kubelet of the own node, by the authority of the cluster', () => {
    const { receivers } = configuration(manifests({ cadvisorMetrics: {} }));
    const [job] = (receivers.prometheus.config as { scrape_configs: unknown[] }).scrape_configs;
    expect(job).toMatchObject({
      job_name: 'cadvisor',
      metrics_path: '/metrics/cadvisor',
      scheme: 'https',
      honor_timestamps: false,
      authorization: { type: 'Bearer' },
      tls_config: { ca_file: '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt' },
      kubernetes_sd_configs: [{ role: 'node', selectors: [{ role: 'node', field: 'metadata.name=${env:NODE_NAME}' }] }],
    });
  });
});

describe('an agent that scrapes more than its annotated pods', () => {
  const pods = (more: Partial<KubernetesDiscovery> = {}): ScrapeConfig => ({ jobName: 'pods', kubernetes: [{ role: KubernetesDiscoveryRole.POD, ...more }] });

  test('finds what is on its node for itself, beside them', () => {
    const { receivers } = configuration(manifests({ podScraping: {}, scrape: { jobs: [pods({ ownNodeOnly: true })] } }));

    expect((receivers.prometheus.config as { scrape_configs: { job_name: string }[] }).scrape_configs.map(({ job_name: name }) => name)).toEqual(['annotated-pods', 'pods']);
  });

  test('or has an allocator find it, which gives each agent what is on its node', () => {
    const chart = aChart();
    anAgent(chart, { podScraping: {}, scrape: { jobs: [pods()], allocator: new TargetAllocator(chart, 'allocator', { strategy: AllocationStrategy.PER_NODE }) } });
    const text = (find(manifestsOf(chart), 'ConfigMap', 'agent-config').data as Record<string, string>)['collector.yaml'];

    expect((YAML.parse(text) as Configuration).receivers.prometheus).toMatchObject({
      config: { scrape_configs: [{ job_name: 'annotated-pods' }] }, target_allocator: { collector_id: '${env:POD_NAME}' },
    });
  });

  test('keeps what a policy leaves of it, as of everything that it scrapes', () => {
    const cardinality = new CardinalityPolicy({ dropMetrics: ['go_.*'] });

    expect(problem({ scrape: { jobs: [pods({ ownNodeOnly: true })] }, cardinality })).toBe('no problem');
  });

  test('does not find everything on every node', () => {
    expect(problem({ scrape: { jobs: [pods()] } })).toContain("prometheus has job 'pods' in a pod on every node");
  });

  test('does not have the same pods found twice', () => {
    const chart = aChart();
    const allocator = new TargetAllocator(chart, 'allocator', { strategy: AllocationStrategy.PER_NODE });

    expect(() => anAgent(chart, { podScraping: {}, scrape: { jobs: [{ ...pods(), jobName: 'annotated-pods' }], allocator } })).toThrow(
      "observability/agent: job 'annotated-pods' is scraped by every agent on its node, and handed out by observability/allocator",
    );
  });
});

describe('what an agent may do', () => {
  test.each<[Partial<CollectorDaemonSetProps>, object[]]>([
    [{ otlp: {} }, []],
    [{ kubeletMetrics: {} }, [{ apiGroups: [''], resources: ['nodes/stats'], verbs: ['get'] }]],
    [{ cadvisorMetrics: {} }, [
      { apiGroups: [''], resources: ['nodes'], verbs: ['list', 'watch'] },
      { apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] },
    ]],
  ])('with %j is to watch pods, and %j', (props, more) => {
    expect(find(manifests(props), 'ClusterRole').rules).toEqual(expect.arrayContaining([{ apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] }, ...more]));
    expect(find(manifests(props), 'ClusterRole').rules).toHaveLength(1 + more.length);
  });
});

describe('an agent that takes OTLP', () => {
  test('is found on the node of the sender', () => {
    expect(find(manifests({ otlp: {} }), 'Service').spec).toMatchObject({
      internalTrafficPolicy: 'Local', ports: [{ name: 'otlp-grpc', port: 4317 }, { name: 'otlp-http', port: 4318 }],
    });
  });

  test('hands its endpoints on', () => {
    const agent = anAgent(aChart(), { otlp: {} });
    expect(agent.otlpEndpoint.url).toBe('agent.observability.svc:4317');
    expect(agent.otlpHttpEndpoint.url).toBe('http://agent.observability.svc:4318');
    expect(agent.service?.name).toBe('agent');
  });

  test('has a gateway let it in, and goes nowhere else', () => {
    const chart = aChart();
    const gateway = new GatewayStatefulSet(chart, 'gateway', { cluster, destination: vendor });
    new CollectorDaemonSet(chart, 'agent', { cluster, otlp: {}, destination: gateway.otlpEndpoint });
    const all = manifestsOf(chart);
    const labels = (name: string) => ({ 'app.kubernetes.io/name': 'opentelemetry-collector', 'app.kubernetes.io/instance': name, 'app.kubernetes.io/component': name });
    expect(at(find(all, 'NetworkPolicy', 'gateway'), 'spec.ingress.0.from')).toEqual([{ podSelector: { matchLabels: labels('agent') } }]);
    expect(at(find(all, 'NetworkPolicy', 'agent'), 'spec.egress')).toContainEqual({
      to: [{ podSelector: { matchLabels: labels('gateway') } }], ports: [{ port: 4317, protocol: 'TCP' }],
    });
  });

  test('and one that takes none has no Service and no endpoint', () => {
    const agent = anAgent(aChart(), { containerLogs: {} });
    expect(agent.service).toBeUndefined();
    expect(() => agent.otlpEndpoint).toThrow('an endpoint of an agent that takes no OTLP');
  });
});

describe('an agent fails', () => {
  test.each<[Partial<CollectorDaemonSetProps>, string]>([
    [{ otlp: {}, stateFolder: 'var/lib' }, "stateFolder 'var/lib' is not an absolute path below the root"],
    [{ otlp: {}, maxUnavailable: '0' }, "maxUnavailable '0' is neither a number nor a percentage"],
    [{ otlp: {}, maxUnavailable: '200%' }, "maxUnavailable '200%' is neither a number nor a percentage"],
    [{ podScraping: { annotationPrefix: 'acme.io/' } }, "annotationPrefix 'acme.io/' is not the prefix of an annotation"],
    [{ otlp: {}, cardinality: new CardinalityPolicy({ dropMetrics: ['go_.*'] }) }, 'cardinality is about series that are scraped, and nothing is'],
    [{ podScraping: {}, cardinality: new CardinalityPolicy({ dropLabels: ['a'] }) }, 'cardinality: dropLabels may make gauges the same'],
    [{ containerLogs: {}, destination: undefined }, 'file_log gives logs, which go nowhere'],
    [{ containerLogs: {}, tracesTo: vendor }, 'traces go to vendor.example.com:443, and nothing gives traces'],
    [{}, 'there is no pipeline'],
  ])('with %j', (props, what) => {
    expect(problem(props)).toContain(what);
  });

  test('when it would collect the whole cluster on every node', () => {
    expect(problem({ otlp: {} }, (agent) => agent.addReceiver(new K8sClusterReceiver(), [Signal.METRICS])))
      .toContain('k8s_cluster runs in a pod on every node, and nobody elects the one that collects');
  });
});
