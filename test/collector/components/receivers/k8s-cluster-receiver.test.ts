import { Duration } from 'cdk8s';
import { K8sLeaderElectorExtension } from '../../../../lib/collector/components/extensions/k8s-leader-elector-extension';
import { AllocatableResource, K8sClusterReceiver, K8sClusterReceiverProps } from '../../../../lib/collector/components/receivers/k8s-cluster-receiver';
import { problemOf, rendered, TESTED } from '../../documents';

const rule = (group: string, resource: string) => ({ apiGroups: [group], resources: [resource], verbs: ['list', 'watch'] });

const NAMESPACED = [
  rule('', 'pods'), rule('', 'replicationcontrollers'), rule('', 'resourcequotas'), rule('', 'services'),
  rule('apps', 'daemonsets'), rule('apps', 'deployments'), rule('apps', 'replicasets'), rule('apps', 'statefulsets'),
  rule('batch', 'jobs'), rule('batch', 'cronjobs'), rule('autoscaling', 'horizontalpodautoscalers'),
];
const CLAIMS = rule('', 'persistentvolumeclaims');

const clusterRules = (props: K8sClusterReceiverProps = {}) => new K8sClusterReceiver(props)._needs().clusterRules;

describe('a cluster receiver', () => {
  test('observes the whole cluster', () => {
    const receiver = new K8sClusterReceiver();

    expect(receiver._id(TESTED)).toBe('k8s_cluster');
    expect(rendered(receiver)).toEqual({
      auth_type: 'serviceAccount', collection_interval: '30s', metadata_collection_interval: '300s', node_conditions_to_report: ['Ready'],
    });
    expect(receiver._extensions()).toEqual([]);
  });

  test('observes what it is told, on one replica', () => {
    const leaderElector = new K8sLeaderElectorExtension({ leaseName: 'cluster' });
    const receiver = new K8sClusterReceiver({
      name: 'shop',
      collectionInterval: Duration.minutes(1),
      metadataCollectionInterval: Duration.seconds(0),
      nodeConditions: ['Ready', 'MemoryPressure'],
      allocatableResources: [AllocatableResource.CPU, AllocatableResource.EPHEMERAL_STORAGE],
      namespaces: ['shop'],
      metrics: { 'k8s.container.restarts': false },
      resourceAttributes: { 'container.id': false },
      leaderElector,
    });

    expect(receiver._id(TESTED)).toBe('k8s_cluster/shop');
    expect(rendered(receiver)).toEqual({
      auth_type: 'serviceAccount',
      collection_interval: '60s',
      metadata_collection_interval: '0s',
      node_conditions_to_report: ['Ready', 'MemoryPressure'],
      allocatable_types_to_report: ['cpu', 'ephemeral-storage'],
      namespaces: ['shop'],
      metrics: { 'k8s.container.restarts': { enabled: false } },
      resource_attributes: { 'container.id': { enabled: false } },
      k8s_leader_elector: 'k8s_leader_elector',
    });
    expect(receiver._extensions()).toEqual([leaderElector]);
    expect(receiver.collectionInterval).toEqual(Duration.minutes(1));
  });

  test('may watch what it counts', () => {
    expect(clusterRules()).toEqual([...NAMESPACED, CLAIMS, rule('', 'nodes'), rule('', 'namespaces'), rule('', 'persistentvolumes')]);
  });

  test('may watch nothing without a namespace when it observes namespaces', () => {
    expect(clusterRules({ namespaces: ['shop'] })).toEqual([...NAMESPACED, CLAIMS]);
  });

  test.each([[true, [rule('discovery.k8s.io', 'endpointslices')]], [false, []]])('may watch endpoint slices when it counts them: %s', (on, more) => {
    expect(clusterRules({ namespaces: ['shop'], metrics: { 'k8s.service.endpoint.count': on } })).toEqual([...NAMESPACED, CLAIMS, ...more]);
  });

  test('may not watch what no metric tells of when it gives metrics only', () => {
    expect(clusterRules({ metricsOnly: true })).toEqual([...NAMESPACED, rule('', 'nodes'), rule('', 'namespaces')]);
    expect(clusterRules({ metricsOnly: true, namespaces: ['shop'] })).toEqual(NAMESPACED);
  });

  test.each([
    [{ collectionInterval: Duration.seconds(0) }, 'collectionInterval is 0s'],
    [{ namespaces: ['Shop'] }, "namespaces has 'Shop', which is not the name of a namespace"],
    [{ namespaces: [] }, 'namespaces is empty'],
  ])('fails: %#', (props, what) => {
    expect(problemOf(() => new K8sClusterReceiver(props))).toMatchObject({ path: 'K8sClusterReceiver', what });
  });
});
