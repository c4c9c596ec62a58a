import { Chart, Duration, Size, Testing } from 'cdk8s';
import { CardinalityPolicies, CardinalityPolicy, KubeStateMetrics, KubeStateMetricsProps, NetworkPeer, Relabeling, ScrapeTarget, ScrapeTier, VersionCatalog } from '../../../lib';
import { DEFAULT_RESOURCES, STATE_RESOURCES } from '../../../lib/scraping/exporters/state-resources';
import { at, find, Manifest, manifestsOf } from '../../manifests';

function aChart(): Chart {
  return new Chart(Testing.app(), 'monitoring', { namespace: 'monitoring' });
}

function exporter(props?: KubeStateMetricsProps): KubeStateMetrics {
  return new KubeStateMetrics(aChart(), 'kube-state-metrics', props);
}

function manifests(props?: KubeStateMetricsProps): Manifest[] {
  return manifestsOf(Chart.of(exporter(props)));
}

function problems(props: KubeStateMetricsProps): string {
  try {
    manifests(props);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

function argument(all: Manifest[], name: string): string | undefined {
  const workload = all.find(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet');
  return (at(workload, 'spec.template.spec.containers.0.args') as string[]).find((each) => each.startsWith(`--${name}=`))?.slice(name.length + 3);
}

interface Rule {
  readonly apiGroups: string[];
  readonly resources: string[];
  readonly verbs: string[];
  readonly resourceNames?: string[];
}

function rights(all: Manifest[], kind: string, name?: string): string[] {
  return (find(all, kind, name).rules as Rule[]).flatMap(({ apiGroups, resources, verbs, resourceNames }) =>
    resources.map((resource) => `${verbs.join()} ${resource}${apiGroups[0] === '' ? '' : `.${apiGroups[0]}`}${resourceNames ? ` ${resourceNames.join()}` : ''}`));
}

/** A port of a running pod of it, as discovery sees it. */
function scraped({ scrapeConfig }: KubeStateMetrics, port: 'http-metrics' | 'telemetry' | 'debug', others: Record<string, string> = {}): ScrapeTarget | undefined {
  const number = { 'http-metrics': '8080', 'telemetry': '8081', 'debug': '6060' }[port];
  return ScrapeTarget.of(scrapeConfig, {
    __address__: `10.0.0.7:${number}`,
    __meta_kubernetes_namespace: 'monitoring',
    __meta_kubernetes_pod_name: 'kube-state-metrics-0',
    __meta_kubernetes_pod_phase: 'Running',
    __meta_kubernetes_pod_container_port_name: port,
    __meta_kubernetes_pod_container_port_number: number,
    ...others,
  });
}

describe('kube-state-metrics', () => {
  test('is one pod, which is gone before the next one comes', () => {
    const all = manifests();

    expect(all.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'ServiceAccount kube-state-metrics', 'NetworkPolicy kube-state-metrics', 'PodDisruptionBudget kube-state-metrics', 'Deployment kube-state-metrics',
      'ClusterRole monitoring-kube-state-metrics', 'ClusterRoleBinding monitoring-kube-state-metrics',
    ]);
    expect(at(find(all, 'Deployment'), 'spec')).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
    expect(at(find(all, 'Deployment'), 'spec.template.spec.containers.0.image')).toBe('registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.20.0');
  });

  test('is hardened, as the user of its image, with a limit that the runtime of Go knows', () => {
    const pod = at(find(manifests({ memoryLimit: Size.gibibytes(1) }), 'Deployment'), 'spec.template.spec');

    expect(pod).toMatchObject({ securityContext: { runAsNonRoot: true, runAsUser: 65534, seccompProfile: { type: 'RuntimeDefault' } } });
    expect(at(pod, 'containers.0')).toMatchObject({
      securityContext: { readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      resources: { requests: { memory: '1Gi', cpu: '100m' }, limits: { memory: '1Gi', cpu: '1' } },
      env: [{ name: 'GOMEMLIMIT', value: '819MiB' }],
    });
    expect(at(find(manifests(), 'Deployment'), 'spec.template.metadata.labels')).toMatchObject({ 'observability.cdk8s.io/pod-security': 'restricted' });
  });

  test('is asked for its health where its project has it, and outlives an API server that is away for a while', () => {
    expect(at(find(manifests(), 'Deployment'), 'spec.template.spec.containers.0')).toMatchObject({
      startupProbe: { httpGet: { path: '/healthz', port: 'http-metrics' } },
      livenessProbe: { httpGet: { path: '/livez', port: 'http-metrics' }, periodSeconds: 15, failureThreshold: 12 },
      readinessProbe: { httpGet: { path: '/readyz', port: 'telemetry' } },
    });
  });

  test('lets in scrapers alone, and goes to the Kubernetes API', () => {
    const policy = at(find(manifests({ scrapers: [NetworkPeer.podsOf('prometheus')], clients: [NetworkPeer.anyPod()] }), 'NetworkPolicy'), 'spec');

    expect(policy).toMatchObject({
      ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'prometheus' } } }], ports: [{ port: 8080 }, { port: 8081 }] }],
    });
    expect(at(policy, 'ingress')).toHaveLength(1);
    expect(JSON.stringify(at(policy, 'egress'))).toContain('6443');
  });

  test('may have more time to stop than it needs, and not less', () => {
    expect(problems({ terminationGracePeriod: Duration.minutes(1) })).toBe('');
    expect(problems({ terminationGracePeriod: Duration.seconds(9) })).toContain('the pod has 9 seconds to stop and needs 10');
  });
});

describe('what it may read', () => {
  test('is what it makes metrics of, to list and watch, and neither secrets nor ConfigMaps', () => {
    const all = manifests();
    const read = rights(all, 'ClusterRole');

    expect(read).toContain('list,watch pods');
    expect(read).toContain('list,watch deployments.apps');
    expect(read).toHaveLength(DEFAULT_RESOURCES.length);
    expect(read.every((right) => right.startsWith('list,watch '))).toBe(true);
    expect(read.filter((right) => /secrets|configmaps|leases|endpointslices/.test(right))).toEqual([]);
    expect(argument(all, 'resources')).toBe([...DEFAULT_RESOURCES].sort().join());
  });

  test('is more when somebody asks for more', () => {
    const all = manifests({ resources: ['secrets', 'pods', 'pods', 'leases'] });

    expect(rights(all, 'ClusterRole')).toEqual(['list,watch leases.coordination.k8s.io', 'list,watch pods', 'list,watch secrets']);
    expect(argument(all, 'resources')).toBe('leases,pods,secrets');
  });

  test('is in its namespaces only, but for what is in none', () => {
    const all = manifests({ resources: ['pods', 'deployments', 'nodes'], namespaces: ['shop', 'billing'] });

    expect(rights(all, 'ClusterRole')).toEqual(['list,watch nodes']);
    const rulesIn = (namespace: string) => all.find(({ kind, metadata }) => kind === 'Role' && metadata.namespace === namespace)?.rules;
    expect(['shop', 'billing'].map(rulesIn)).toEqual(Array(2).fill([
      { apiGroups: ['apps'], resources: ['deployments'], verbs: ['list', 'watch'] }, { apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] },
    ]));
    expect(argument(all, 'namespaces')).toBe('billing,shop');
  });

  test('is nothing of the cluster when all of it is in namespaces', () => {
    expect(manifests({ resources: ['pods'], namespaces: ['shop'] }).filter(({ kind }) => kind === 'ClusterRole')).toEqual([]);
  });

  test('is all that kube-state-metrics knows but for what has a reason to be left out', () => {
    const leftOut = Object.keys(STATE_RESOURCES).filter((resource) => !DEFAULT_RESOURCES.includes(resource));
    expect(leftOut).toEqual([
      'clusterrolebindings', 'clusterroles', 'configmaps', 'endpoints', 'endpointslices', 'ingressclasses', 'leases', 'mutatingadmissionpolicies',
      'mutatingadmissionpolicybindings', 'rolebindings', 'roles', 'secrets', 'serviceaccounts', 'validatingadmissionpolicies', 'validatingadmissionpolicybindings',
    ]);
    expect(leftOut.map((resource) => STATE_RESOURCES[resource].notByDefault)).not.toContain(undefined);
  });
});

describe('shards', () => {
  const all = manifests({ shards: 3 });

  test('are pods of a StatefulSet, who learn their place from it', () => {
    expect(at(find(all, 'StatefulSet'), 'spec')).toMatchObject({ replicas: 3, serviceName: 'kube-state-metrics-headless', podManagementPolicy: 'Parallel' });
    expect(argument(all, 'pod')).toBe('$(POD_NAME)');
    expect(argument(all, 'pod-namespace')).toBe('$(POD_NAMESPACE)');
    const variable = (name: string, fieldPath: string) => ({ name, valueFrom: { fieldRef: { fieldPath } } });
    expect(at(find(all, 'StatefulSet'), 'spec.template.spec.containers.0.env')).toEqual(expect.arrayContaining([
      variable('POD_NAME', 'metadata.name'), variable('POD_NAMESPACE', 'metadata.namespace'),
    ]));
    expect(all.filter(({ kind }) => kind === 'Deployment')).toEqual([]);
  });

  test('may look at their pod and their StatefulSet, and at no other one', () => {
    expect(rights(all, 'Role', 'kube-state-metrics')).toEqual(['get pods', 'get,list,watch statefulsets.apps kube-state-metrics']);
    expect(rights(manifests({ shards: 2, name: 'state' }), 'Role', 'state')).toContain('get,list,watch statefulsets.apps state');
  });

  test('are one by default, without any of this', () => {
    expect(argument(manifests(), 'pod')).toBeUndefined();
    expect(manifests().filter(({ kind }) => kind === 'Role')).toEqual([]);
    expect([exporter().headlessService, exporter().shards]).toEqual([undefined, 1]);
  });
});

describe('its scrape job', () => {
  test('is called as alerts call it, and finds its pods', () => {
    expect(exporter({ scrapeInterval: Duration.seconds(30) }).scrapeConfig).toMatchObject({
      jobName: 'kube-state-metrics',
      honorLabels: true,
      scrapeInterval: Duration.seconds(30),
      kubernetes: [{
        role: 'pod',
        namespaces: ['monitoring'],
        labelSelector: 'app.kubernetes.io/name=kube-state-metrics,app.kubernetes.io/instance=kube-state-metrics,app.kubernetes.io/component=exporter',
      }],
    });
  });

  test('is as important as the program says', () => {
    expect(exporter({ tier: ScrapeTier.CRITICAL }).scrapeConfig.tier).toBe(ScrapeTier.CRITICAL);
    expect(exporter().scrapeConfig.tier).toBeUndefined();
  });

  test('has an instance that outlives its pod, and no labels that are those of objects', () => {
    expect(scraped(exporter(), 'http-metrics')?.labels).toEqual({ job: 'kube-state-metrics', instance: 'kube-state-metrics:8080' });
    expect(scraped(exporter({ name: 'state' }), 'telemetry')?.labels).toEqual({ job: 'kube-state-metrics', instance: 'state:8081' });
    expect(scraped(exporter(), 'http-metrics')?.url).toBe('http://10.0.0.7:8080/metrics');
  });

  test('tells shards apart', () => {
    expect(scraped(exporter({ shards: 2 }), 'http-metrics')?.labels.instance).toBe('kube-state-metrics-0:8080');
  });

  test.each<[string, Parameters<typeof scraped>[1], Record<string, string>]>([
    ['at another port', 'debug', {}],
    ['of a pod that was evicted', 'http-metrics', { __meta_kubernetes_pod_phase: 'Failed' }],
  ])('scrapes nothing %s', (_, port, others) => {
    expect(scraped(exporter(), port, others)).toBeUndefined();
  });

  test('is in every namespace when its chart has none', () => {
    const { scrapeConfig } = new KubeStateMetrics(new Chart(Testing.app(), 'monitoring'), 'kube-state-metrics');
    expect(scrapeConfig.kubernetes?.[0].namespaces).toBeUndefined();
  });
});

describe('a policy', () => {
  test('is told to it by names of metrics, and to the scrape by labels', () => {
    const { scrapeConfig } = exporter({ cardinality: CardinalityPolicies.kubeStateMetrics() });
    const rules = Relabeling.of(scrapeConfig.metricRelabelConfigs!);

    expect(argument(manifests({ cardinality: CardinalityPolicies.kubeStateMetrics() }), 'metric-denylist')).toContain('kube_replicaset_');
    expect(rules.apply({ __name__: 'kube_pod_info', pod: 'web-0', uid: '1' })).toEqual({ __name__: 'kube_pod_info', pod: 'web-0' });
    expect(scrapeConfig.metricRelabelConfigs!.map(({ action }) => action)).not.toContain('drop');
  });

  test('that says nothing but names leaves the scrape alone', () => {
    const cardinality = new CardinalityPolicy({ keepMetrics: ['kube_pod_.*'] });

    expect(argument(manifests({ cardinality }), 'metric-allowlist')).toBe('^(?=(?:kube_pod_.*)$)');
    expect(exporter({ cardinality }).scrapeConfig.metricRelabelConfigs).toBeUndefined();
  });

  test('has its limits in the scrape', () => {
    const cardinality = new CardinalityPolicy({ limits: { samples: 500_000, labels: 30, targets: 4 } });
    expect(exporter({ cardinality }).scrapeConfig).toMatchObject({ sampleLimit: 500_000, labelLimit: 30, extra: { target_limit: 4 } });
  });

  test('that relabel rules cannot do fails', () => {
    expect(() => exporter({ cardinality: new CardinalityPolicy({ dropLabels: ['node'] }) })).toThrow('kube-state-metrics: cardinality: dropLabels may make series the same');
  });

  test('that hides how pods fail is a problem, unless somebody else shows it', () => {
    const cardinality = new CardinalityPolicy({ dropMetrics: ['kube_pod_container_status_restarts_total'] });

    expect(problems({ cardinality })).toContain('cardinality.dropMetrics hides kube_pod_container_status_restarts_total\n  why: nobody would see restarts\n');
    expect(problems({ cardinality, podLifecycle: false })).toBe('');
  });
});

test('labels of objects become labels of their series', () => {
  const labelsAllowlist = { pods: ['team', 'app.kubernetes.io/*'], deployments: ['*'] };
  expect(argument(manifests({ labelsAllowlist }), 'metric-labels-allowlist')).toBe('pods=[team,app.kubernetes.io/*],deployments=[*]');
  expect(problems({ labelsAllowlist: { '*': ['team'] } })).toBe('');
});

const old = (kubeStateMetrics: string) => new VersionCatalog({ kubeStateMetrics });

describe('problems', () => {
  test.each<[string, KubeStateMetricsProps]>([
    ['shards is 0', { shards: 0 }],
    ['shards is 1.5', { shards: 1.5 }],
    ['resources is empty', { resources: [] }],
    ["resources has 'pod'\n  why: kube-state-metrics does not start with what it does not know\n  fix: 'pods'", { resources: ['pod'] }],
    ["resources has 'Ingress'\n  why: kube-state-metrics does not start with what it does not know\n  fix: 'ingresses'", { resources: ['pods', 'Ingress'] }],
    ["resources has 'networkpolicy'\n  why: kube-state-metrics does not start with what it does not know\n  fix: 'networkpolicies'", { resources: ['pods', 'networkpolicy'] }],
    ["resources has 'widgets'\n  why: kube-state-metrics does not start with what it does not know\n  fix: one of certificatesigningrequests", { resources: ['pods', 'widgets'] }],
    ["resources lacks 'pods'", { resources: ['nodes'] }],
    ["resources has 'validatingadmissionpolicies', and kube-state-metrics is 2.19.1", { resources: ['pods', 'validatingadmissionpolicies'], versions: old('2.19.1') }],
    ['namespaces is empty', { namespaces: [] }],
    ["namespaces has 'Shop', which is not the name of a namespace", { namespaces: ['Shop'] }],
    ['kube-state-metrics 2.19.1 has 2 namespaces, and resources of none: nodes', { namespaces: ['a', 'b'], resources: ['pods', 'nodes'], versions: old('2.19.1') }],
    ["labelsAllowlist has labels of 'secrets', which resources lacks", { labelsAllowlist: { secrets: ['team'] } }],
    ["labelsAllowlist has 'a b' of pods", { labelsAllowlist: { pods: ['a b'] } }],
    ["labelsAllowlist has 'a*b*' of pods", { labelsAllowlist: { pods: ['a*b*'] } }],
    ["labelsAllowlist has 'team-*' of pods, and kube-state-metrics is 2.19.1", { labelsAllowlist: { pods: ['team-*'] }, versions: old('2.19.1') }],
  ])('%s', (what, props) => {
    expect(problems(props)).toContain(`monitoring/kube-state-metrics: ${what}`);
    expect(problems(props)).toContain('Observability problems (1)');
  });

  test.each<[string, KubeStateMetricsProps]>([
    ['one namespace, before there were several without doubles', { namespaces: ['a'], versions: old('2.19.1') }],
    ['several namespaces and nothing of the cluster', { namespaces: ['a', 'b'], resources: ['pods'], versions: old('2.19.1') }],
    ['every label, in any version', { labelsAllowlist: { pods: ['*'] }, versions: old('2.16.0') }],
    ['no pods, when somebody else has them', { resources: ['nodes'], podLifecycle: false }],
  ])('none with %s', (_, props) => {
    expect(problems(props)).toBe('');
  });

  test('a chart without a namespace: nobody could give it rights', () => {
    const chart = new Chart(Testing.app(), 'monitoring');
    new KubeStateMetrics(chart, 'kube-state-metrics');
    expect(() => manifestsOf(chart)).toThrow('it reads the Kubernetes API, and its chart has no namespace');
  });
});
