import { Chart, Duration, Size, Testing } from 'cdk8s';
import { Memcached, MemcachedProps, NetworkPeer } from '../../lib';
import { at, find, manifestsOf } from '../manifests';

function aChart(): Chart {
  return new Chart(Testing.app(), 'caches', { namespace: 'thanos' });
}

function manifests(props?: MemcachedProps) {
  const chart = aChart();
  new Memcached(chart, 'index-cache', props);
  return manifestsOf(chart);
}

function problemsOf(props: MemcachedProps): string {
  try {
    manifests(props);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('memcached', () => {
  test('is a set of servers that are known one by one', () => {
    const all = manifests();

    expect(all.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'ServiceAccount index-cache', 'NetworkPolicy index-cache', 'PodDisruptionBudget index-cache', 'Service index-cache-headless', 'StatefulSet index-cache',
    ]);
    expect(at(find(all, 'Service'), 'spec')).toMatchObject({ clusterIP: 'None', ports: [{ name: 'memcache', port: 11211 }] });
    expect(at(find(all, 'StatefulSet'), 'spec')).toMatchObject({ replicas: 2, serviceName: 'index-cache-headless' });
    expect(at(find(all, 'StatefulSet'), 'spec.volumeClaimTemplates')).toBeUndefined();
  });

  test('leaves a fifth of its memory to what is no item', () => {
    const all = manifests({ memoryLimit: Size.gibibytes(5), maxItemSize: Size.mebibytes(5), connections: 4096 });

    expect(at(find(all, 'StatefulSet'), 'spec.template.spec.containers.0')).toMatchObject({
      image: 'docker.io/library/memcached:1.6.39-alpine',
      args: ['--memory-limit=4096', '--max-item-size=5242880', '--conn-limit=4096'],
      resources: { requests: { memory: '5Gi' }, limits: { memory: '5Gi' } },
    });
  });

  test('is hardened, as the user of its image', () => {
    const pod = at(find(manifests(), 'StatefulSet'), 'spec.template.spec');

    expect(pod).toMatchObject({ automountServiceAccountToken: false, securityContext: { runAsNonRoot: true, runAsUser: 11211 } });
    expect(at(pod, 'containers.0.securityContext')).toMatchObject({ readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } });
  });

  test('tells clients where it is and what it takes', () => {
    const { endpoint } = new Memcached(aChart(), 'index-cache', { maxItemSize: Size.mebibytes(5) });

    expect(endpoint.addresses).toEqual(['dnssrvnoa+_memcache._tcp.index-cache-headless.thanos.svc']);
    expect(endpoint.maxItemSize.toMebibytes()).toBe(5);
  });

  test('lets in who connects, and goes nowhere', () => {
    const chart = aChart();
    new Memcached(chart, 'index-cache').endpoint._connect({ namespace: 'thanos', labels: { app: 'store' } });

    const policy = at(find(manifestsOf(chart), 'NetworkPolicy'), 'spec');

    expect(policy).toMatchObject({
      policyTypes: ['Ingress', 'Egress'], ingress: [{ from: [{ podSelector: { matchLabels: { app: 'store' } } }], ports: [{ port: 11211 }] }],
    });
    expect(policy).not.toHaveProperty('egress');
  });

  test('lets in whom the program names', () => {
    expect(at(find(manifests({ clients: [NetworkPeer.podsOf('loki')] }), 'NetworkPolicy'), 'spec.ingress.0.from')).toEqual([
      { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'loki' } } },
    ]);
  });

  test.each<[string, MemcachedProps]>([
    ['servers with 819 MiB for items take items of 512 MiB', { maxItemSize: Size.mebibytes(512) }],
    ['servers with 819 MiB for items take items of 0.5 MiB', { maxItemSize: Size.kibibytes(512) }],
    ['servers with 819 MiB for items take items of 1.1 MiB', { maxItemSize: Size.kibibytes(1100) }],
    ['servers have 2 MiB, of which 1 MiB are for items', { memoryLimit: Size.mebibytes(2) }],
    ['connections is 0', { connections: 0 }],
    ['replicas is 0', { replicas: 0 }],
    ['replicas is 1.5', { replicas: 1.5 }],
    ['the pod has 5 seconds to stop and needs 10', { terminationGracePeriod: Duration.seconds(5) }],
  ])('has a problem: %s', (what, props) => {
    expect(problemsOf(props)).toContain(`caches/index-cache: ${what}\n`);
  });

  test('may have more time to stop than it needs', () => {
    expect(problemsOf({ terminationGracePeriod: Duration.seconds(60) })).toBe('');
  });

  test('takes the largest item that fits half of the memory for items', () => {
    expect(problemsOf({ memoryLimit: Size.gibibytes(5), maxItemSize: Size.gibibytes(1) })).toBe('');
    expect(problemsOf({ maxItemSize: Size.kibibytes(1536) })).toBe('');
  });
});
