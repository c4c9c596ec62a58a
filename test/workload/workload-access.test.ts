import { Chart, Testing } from 'cdk8s';
import { BackendResolver, CollectorDaemonSet, GatewayStatefulSet, LoadBalancingExporter, OtlpEndpoint, PrometheusReceiver, KubernetesDiscoveryRole, Signal } from '../../lib';
import { at, find, Manifest, manifestsOf } from '../manifests';

/** An agent that sends spans to samplers of other namespaces. */
function rolesOf(...namespaces: string[]): Manifest[] {
  const chart = new Chart(Testing.app(), 'observability', { namespace: 'observability' });
  const agent = new CollectorDaemonSet(chart, 'agent', { cluster: { name: 'prod' }, otlp: {} });
  namespaces.forEach((namespace) => agent.addExporter(new LoadBalancingExporter({
    name: namespace, resolver: BackendResolver.kubernetes({ service: 'sampler', namespace }),
  }), [Signal.TRACES]));
  return manifestsOf(chart).filter(({ kind }) => /^Role/.test(kind));
}

describe('what a workload may do in one namespace', () => {
  test('is a role there, under a name that says whose it is', () => {
    const [role, binding] = rolesOf('tracing');
    expect(role).toMatchObject({ kind: 'Role', metadata: { name: 'observability-agent', namespace: 'tracing' } });
    expect(role.rules).toEqual([{ apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch'] }]);
    expect(binding).toMatchObject({
      kind: 'RoleBinding',
      metadata: { name: 'observability-agent', namespace: 'tracing' },
      roleRef: { kind: 'Role', name: 'observability-agent' },
      subjects: [{ kind: 'ServiceAccount', name: 'agent', namespace: 'observability' }],
    });
  });

  test('is a role in each of several', () => {
    expect(rolesOf('tracing', 'sampling', 'observability').filter(({ kind }) => kind === 'Role').map(({ metadata }) => [metadata.namespace, metadata.name])).toEqual([
      ['tracing', 'observability-agent'], ['sampling', 'observability-agent'], ['observability', 'agent'],
    ]);
  });

  test('is in the role that is there, when more is needed later', () => {
    const chart = new Chart(Testing.app(), 'observability', { namespace: 'observability' });
    const agent = new CollectorDaemonSet(chart, 'agent', { cluster: { name: 'prod' }, otlp: {} });
    const resolver = BackendResolver.kubernetes({ service: 'sampler', namespace: 'observability' });
    agent.addExporter(new LoadBalancingExporter({ resolver }), [Signal.TRACES, Signal.METRICS]);
    agent.addReceiver(new PrometheusReceiver({
      scrapeConfigs: [{ jobName: 'own', kubernetes: [{ role: KubernetesDiscoveryRole.POD, ownNamespace: true, ownNodeOnly: true }] }],
    }), [Signal.METRICS]);
    const [role, ...others] = manifestsOf(chart).filter(({ kind }) => kind === 'Role');
    expect(others).toEqual([]);
    expect((role.rules as { resources: string[] }[]).map(({ resources }) => resources[0]).sort()).toEqual(['endpointslices', 'pods']);
  });
});

describe('what a workload may do in the whole cluster', () => {
  test('is to read a path that is no resource, even when it is all', () => {
    const chart = new Chart(Testing.app(), 'observability', { namespace: 'observability' });
    const gateway = new GatewayStatefulSet(chart, 'gateway', {
      cluster: { name: 'prod' }, replicas: 1, metricsTo: OtlpEndpoint.grpc({ address: 'vendor.example.com:443' }),
    });
    gateway.addReceiver(new PrometheusReceiver({
      scrapeConfigs: [{ jobName: 'proxies', staticTargets: [{ targets: ['proxy.shop.svc:8443'] }], serviceAccountToken: true }],
    }), [Signal.METRICS]);
    const all = manifestsOf(chart);
    expect(all.filter(({ kind }) => kind === 'ClusterRole').map(({ rules }) => rules)).toEqual([[{ nonResourceURLs: ['/metrics'], verbs: ['get'] }]]);
    // it is the token that is shown
    expect(at(find(all, 'StatefulSet'), 'spec.template.spec.automountServiceAccountToken')).toBe(true);
  });
});
