import { Duration } from 'cdk8s';
import { toDocument } from '../../../../lib/collector/components/expansion';
import { BackendResolver, DnsResolverOptions, KubernetesResolverOptions } from '../../../../lib/collector/components/exporters/backend-resolver';
import { problemOf } from '../../documents';

const READ_ENDPOINTS = { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch'] };

function dns(options: Partial<DnsResolverOptions> = {}): BackendResolver {
  return BackendResolver.dns({ hostname: 'tail.tracing.svc.cluster.local', ...options });
}

function kubernetes(options: Partial<KubernetesResolverOptions> = {}): BackendResolver {
  return BackendResolver.kubernetes({ service: 'tail', ...options });
}

describe('backends', () => {
  test('are always the same, and reached where they are', () => {
    const resolver = BackendResolver.fixed(['tail-0.tail.tracing.svc:4318', 'collector.example.com', '[::1]:4317']);

    expect(resolver._render()).toEqual({ static: { hostnames: ['tail-0.tail.tracing.svc:4318', 'collector.example.com', '[::1]:4317'] } });
    expect(resolver._needs()).toEqual({ egress: [{ peer: { namespace: 'tracing' } }, { port: 4317 }, { port: 4317 }] });
  });

  test('are looked up in the DNS every five seconds', () => {
    expect(toDocument(dns()._render())).toEqual({ dns: { hostname: 'tail.tracing.svc.cluster.local', port: '4317', interval: '5s', timeout: '1s' } });
    expect(dns()._needs()).toEqual({ egress: [{ port: 4317, peer: { namespace: 'tracing' } }] });
  });

  test('are looked up as it is told', () => {
    const resolver = dns({ hostname: 'collectors.example.com', port: 443, interval: Duration.minutes(1), timeout: Duration.millis(500) });

    expect(toDocument(resolver._render())).toEqual({ dns: { hostname: 'collectors.example.com', port: '443', interval: '60s', timeout: '500ms' } });
    expect(resolver._needs()).toEqual({ egress: [{ port: 443 }] });
  });

  test('are those of a Service next to the collector, which reads endpoints there', () => {
    expect(toDocument(kubernetes()._render())).toEqual({ k8s: { service: 'tail', ports: [4317], timeout: '60s', return_hostnames: false } });
    expect(kubernetes()._needs()).toEqual({ namespaceRules: [READ_ENDPOINTS], egress: [{ port: 4317, peer: {} }] });
  });

  test('are those of a Service elsewhere', () => {
    const resolver = kubernetes({ namespace: 'tracing', ports: [4317, 4318], timeout: Duration.seconds(5), returnHostnames: true });

    expect(toDocument(resolver._render())).toEqual({ k8s: { service: 'tail.tracing', ports: [4317, 4318], timeout: '5s', return_hostnames: true } });
    expect(resolver._needs()).toEqual({
      namespaceRules: [{ ...READ_ENDPOINTS, namespace: 'tracing' }],
      egress: [{ port: 4317, peer: { namespace: 'tracing' } }, { port: 4318, peer: { namespace: 'tracing' } }],
    });
  });
});

describe('backends fail', () => {
  test.each<[string, () => unknown, string]>([
    ['fixed', () => BackendResolver.fixed([]), 'addresses is empty'],
    ['fixed', () => BackendResolver.fixed(['a', 'a']), "addresses has 'a' twice"],
    ['fixed', () => BackendResolver.fixed(['http://a:4317']), "'http://a:4317' is not host:port"],
    ['fixed', () => BackendResolver.fixed(['a b']), "'a b' is not the name of a host"],
    ['fixed', () => BackendResolver.fixed(['a:70000']), "the port of 'a:70000' is 70000"],
    ['dns', () => dns({ hostname: '' }), "'' is not the name of a host"],
    ['dns', () => dns({ hostname: 'tail:4317' }), "'tail:4317' is not the name of a host"],
    ['dns', () => dns({ port: 0 }), 'port is 0'],
    ['dns', () => dns({ interval: Duration.seconds(0) }), 'interval is 0'],
    ['dns', () => dns({ timeout: Duration.seconds(0) }), 'timeout is 0'],
    ['kubernetes', () => kubernetes({ service: 'tail.tracing' }), "service 'tail.tracing' is not a name that Kubernetes takes"],
    ['kubernetes', () => kubernetes({ namespace: '' }), "namespace '' is not a name that Kubernetes takes"],
    ['kubernetes', () => kubernetes({ ports: [] }), 'ports is empty'],
    ['kubernetes', () => kubernetes({ ports: [0] }), 'a port is 0'],
    ['kubernetes', () => kubernetes({ timeout: Duration.seconds(0) }), 'timeout is 0'],
  ])('in %s: %#', (factory, act, what) => {
    expect(problemOf(act)).toMatchObject({ path: `BackendResolver.${factory}`, what });
  });
});
