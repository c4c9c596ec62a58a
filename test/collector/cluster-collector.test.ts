import { Chart, Testing } from 'cdk8s';
import * as YAML from 'yaml';
import { ClusterCollector, ClusterCollectorProps, K8sLeaderElectorExtension, OtlpEndpoint } from '../../lib';
import { at, find, Manifest, manifestsOf } from '../manifests';

const cluster = { name: 'prod' };
const vendor = OtlpEndpoint.grpc({ name: 'vendor', address: 'vendor.example.com:443' });

function manifests(props: Partial<ClusterCollectorProps> = {}): Manifest[] {
  const chart = new Chart(Testing.app(), 'observability', { namespace: 'observability' });
  new ClusterCollector(chart, 'cluster', { cluster, destination: vendor, ...props });
  return manifestsOf(chart);
}

function configuration(all: readonly Manifest[]): unknown {
  return YAML.parse((find(all, 'ConfigMap').data as Record<string, string>)['collector.yaml']);
}

function problem(props: Partial<ClusterCollectorProps>): string {
  try {
    manifests(props);
  } catch (error) {
    return (error as Error).message;
  }
  return 'no problem';
}

describe('a cluster collector', () => {
  test('collects metrics of objects and events, in the one of its replicas that is elected', () => {
    const all = manifests();
    expect(configuration(all)).toMatchObject({
      extensions: { k8s_leader_elector: { lease_name: 'cluster', lease_namespace: '${env:POD_NAMESPACE}' } },
      receivers: { k8s_cluster: { k8s_leader_elector: 'k8s_leader_elector' }, k8s_events: { k8s_leader_elector: 'k8s_leader_elector' } },
      service: {
        pipelines: {
          metrics: { receivers: ['k8s_cluster'], processors: ['memory_limiter', 'resource/cluster'], exporters: ['otlp_grpc/vendor'] },
          logs: { receivers: ['k8s_events'], processors: ['memory_limiter', 'resource/cluster'], exporters: ['otlp_grpc/vendor'] },
        },
      },
    });
    expect(at(find(all, 'Deployment'), 'spec.replicas')).toBe(2);
  });

  test('collects what there is a destination for', () => {
    const { receivers } = configuration(manifests({ destination: undefined, logsTo: vendor })) as { receivers: object };
    expect(Object.keys(receivers)).toEqual(['k8s_events']);
  });

  test('shows how pods fail, unless somebody else does', () => {
    const receiver = (props?: Partial<ClusterCollectorProps>) => at(configuration(manifests(props)), 'receivers.k8s_cluster');
    expect(receiver()).toMatchObject({
      metrics: { 'k8s.container.status.reason': { enabled: true }, 'k8s.pod.status_reason': { enabled: true } },
      resource_attributes: { 'k8s.container.status.last_terminated_reason': { enabled: true } },
    });
    const metrics = { 'k8s.container.status.reason': false };
    expect(receiver({ podLifecycle: false })).not.toHaveProperty('metrics');
    expect(receiver({ podLifecycle: false, clusterMetrics: { metrics } })).toMatchObject({ metrics: { 'k8s.container.status.reason': { enabled: false } } });
    expect(problem({ clusterMetrics: { metrics } })).toContain("clusterMetrics.metrics switches off 'k8s.container.status.reason'");
  });

  test('may elect in its own namespace, and read every other', () => {
    const all = manifests({ destination: undefined, logsTo: vendor });
    expect(find(all, 'Role').rules).toEqual([{ apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['get', 'create', 'update'] }]);
    expect(find(all, 'ClusterRole').rules).toEqual([{ apiGroups: [''], resources: ['events'], verbs: ['list', 'watch'] }]);
  });

  test('is not root, keeps nothing on a disk, and what waits fits its memory', () => {
    const all = manifests();
    const pod = at(find(all, 'Deployment'), 'spec.template.spec');
    expect(pod).toMatchObject({ securityContext: { runAsNonRoot: true }, volumes: [{ name: 'config' }] });
    expect(at(pod, 'containers.0.resources.limits.memory')).toBe('512Mi');
    expect(configuration(all)).toMatchObject({ exporters: { 'otlp_grpc/vendor': { sending_queue: { sizer: 'bytes', queue_size: 64 * 1024 ** 2 } } } });
  });

  test('is asked whether its pipelines run, for nobody sends to it', () => {
    const container = at(find(manifests(), 'Deployment'), 'spec.template.spec.containers.0');
    expect(at(container, 'readinessProbe')).toMatchObject({ httpGet: { path: '/', port: 13133 } });
    expect(at(container, 'livenessProbe')).toMatchObject({ tcpSocket: { port: 13133 } });
  });

  test('is spread, and a drain takes one replica at a time', () => {
    const all = manifests();
    expect(at(find(all, 'Deployment'), 'spec.template.spec.topologySpreadConstraints')).toHaveLength(2);
    expect(at(find(all, 'PodDisruptionBudget'), 'spec.maxUnavailable')).toBe(1);
    expect(all.filter(({ kind }) => kind === 'Service')).toEqual([]);
  });

  test.each<[Partial<ClusterCollectorProps>, string]>([
    [{ replicas: 0 }, 'replicas is 0'],
    [{ replicas: 1.5 }, 'replicas is 1.5'],
    [{ clusterMetrics: { leaderElector: new K8sLeaderElectorExtension({ leaseName: 'mine' }) } }, 'clusterMetrics has a leaderElector'],
    [{ events: { leaderElector: new K8sLeaderElectorExtension({ leaseName: 'mine' }) } }, 'events has a leaderElector'],
    [{ destination: undefined, metricsTo: vendor, events: {} }, 'k8s_events gives logs, which go nowhere'],
    [{ tracesTo: vendor }, 'traces go to vendor.example.com:443, and nothing gives traces'],
  ])('fails: %#', (props, what) => {
    expect(problem(props)).toContain(what);
  });
});
