import { Duration } from 'cdk8s';
import { K8sAttributesProcessor, K8sAttributesProcessorProps, MetadataSource } from '../../../../lib/collector/components';
import { problemOf, rendered, TESTED } from '../../documents';

const PODS = { apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] };
const NAMESPACES = { apiGroups: [''], resources: ['namespaces'], verbs: ['list', 'watch'] };
const NODES = { apiGroups: [''], resources: ['nodes'], verbs: ['list', 'watch'] };
const REPLICA_SETS = { apiGroups: ['apps'], resources: ['replicasets'], verbs: ['list', 'watch'] };
const DEPLOYMENTS = { apiGroups: ['apps'], resources: ['deployments'], verbs: ['list', 'watch'] };
const STATEFUL_SETS = { apiGroups: ['apps'], resources: ['statefulsets'], verbs: ['list', 'watch'] };
const DAEMON_SETS = { apiGroups: ['apps'], resources: ['daemonsets'], verbs: ['list', 'watch'] };
const JOBS = { apiGroups: ['batch'], resources: ['jobs'], verbs: ['list', 'watch'] };

function clusterRules(props: K8sAttributesProcessorProps, collectorVersion = TESTED.collectorVersion): unknown {
  return new K8sAttributesProcessor(props)._needs({ collectorVersion }).clusterRules;
}

function extracted(props: K8sAttributesProcessorProps, collectorVersion = TESTED.collectorVersion): unknown {
  return (rendered(new K8sAttributesProcessor(props), { collectorVersion }) as { extract: unknown }).extract;
}

describe('the Kubernetes attributes processor', () => {
  test('waits for pods, and finds them by what the sender says before it looks at the connection', () => {
    expect(rendered(new K8sAttributesProcessor({ metadata: ['k8s.pod.name'] }))).toEqual({
      auth_type: 'serviceAccount',
      passthrough: false,
      wait_for_metadata: true,
      wait_for_metadata_timeout: '10s',
      extract: { metadata: ['k8s.pod.name'] },
      pod_association: [
        { sources: [{ from: 'resource_attribute', name: 'k8s.pod.ip' }] },
        { sources: [{ from: 'resource_attribute', name: 'k8s.pod.uid' }] },
        { sources: [{ from: 'connection' }] },
      ],
    });
  });

  test('tells where a record comes from: namespace, pod, node, workload and image', () => {
    expect(extracted({})).toEqual({
      metadata: [
        'k8s.namespace.name', 'k8s.pod.name', 'k8s.pod.uid', 'k8s.pod.start_time', 'k8s.node.name', 'k8s.deployment.name', 'k8s.statefulset.name',
        'k8s.daemonset.name', 'k8s.job.name', 'k8s.cronjob.name', 'container.image.name', 'container.image.tags',
      ],
    });
  });

  test.each([
    ['0.160.0', 'container.image.tag'],
    ['0.161.0', 'container.image.tags'],
  ])('asks collector %s for %s, which it adds', (collectorVersion, attribute) => {
    expect(extracted({ metadata: ['container.image.tag'] }, collectorVersion)).toEqual({ metadata: [attribute] });
    expect(extracted({ metadata: ['container.image.tags'] }, collectorVersion)).toEqual({ metadata: [attribute] });
  });

  test('watches the pods of its own node only, when it is told', () => {
    const processor = new K8sAttributesProcessor({ ownNodeOnly: true });

    expect(rendered(processor)).toMatchObject({ filter: { node_from_env_var: 'NODE_NAME' } });
    expect(processor._needs(TESTED).variables).toEqual([{ name: 'NODE_NAME', fieldPath: 'spec.nodeName' }]);
  });

  test('watches the pods of every node otherwise', () => {
    const processor = new K8sAttributesProcessor();

    expect(rendered(processor)).not.toHaveProperty('filter');
    expect(processor._needs(TESTED).variables).toEqual([]);
  });

  test('waits as long as it is told', () => {
    expect(rendered(new K8sAttributesProcessor({ waitForMetadata: Duration.minutes(1) }))).toMatchObject({ wait_for_metadata_timeout: '60s' });
  });

  test('makes attributes of labels and annotations, of the pod unless it is told', () => {
    expect(extracted({
      metadata: [],
      labels: [{ key: 'app.kubernetes.io/name', tagName: 'service.name' }, { keyPattern: 'team-(.*)', tagName: 'team.$1', source: MetadataSource.NAMESPACE }],
      annotations: [{ key: 'zone', source: MetadataSource.NODE }],
    })).toEqual({
      metadata: [],
      labels: [
        { tag_name: 'service.name', key: 'app.kubernetes.io/name', from: 'pod' },
        { tag_name: 'team.$$1', key_regex: 'team-(.*)', from: 'namespace' },
      ],
      annotations: [{ key: 'zone', from: 'node' }],
    });
  });

  test('can be read back, and is not changed by what happens to the list later', () => {
    const metadata = ['k8s.pod.name'];
    const processor = new K8sAttributesProcessor({ metadata });
    metadata.push('k8s.pod.uid');

    expect(processor.metadata).toEqual(['k8s.pod.name']);
  });

  test('fails on an extraction without a name', () => {
    expect(problemOf(() => new K8sAttributesProcessor({ annotations: [{ tagName: 'team' }] }))).toMatchObject({
      path: 'K8sAttributesProcessor',
      what: 'an extraction has neither key nor keyPattern',
      fix: "labels: [{ key: 'app.kubernetes.io/name' }]",
    });
  });

  test('fails on an extraction by name and pattern', () => {
    expect(problemOf(() => new K8sAttributesProcessor({ labels: [{ key: 'team', keyPattern: 'team-.*' }] }))).toMatchObject({
      path: 'K8sAttributesProcessor',
      what: "an extraction has key 'team' and keyPattern 'team-.*'",
      fix: "labels: [{ key: 'app.kubernetes.io/name' }]",
    });
  });

  test.each(['k8s.pod.nmae', 'app', ''])("fails on the attribute '%s', which the collector refuses", (attribute) => {
    expect(problemOf(() => new K8sAttributesProcessor({ metadata: ['k8s.pod.name', attribute] }))).toMatchObject({
      path: 'K8sAttributesProcessor', what: `metadata has '${attribute}', which is no attribute that Kubernetes knows of a pod`,
    });
  });

  test('fails on a pattern that is none', () => {
    expect(problemOf(() => new K8sAttributesProcessor({ annotations: [{ keyPattern: 'team-(?!x)' }] }))).toMatchObject({
      path: 'K8sAttributesProcessor', what: expect.stringContaining("keyPattern 'team-(?!x)' is no RE2 expression") as unknown,
    });
  });
});

/* What the collector asks the API for was recorded with collector 0.161 against an API that writes down every request. */
describe('what the Kubernetes attributes processor may read', () => {
  test('is pods, and no more, for everything that a pod says of itself', () => {
    expect(clusterRules({})).toEqual([PODS]);
    expect(clusterRules({
      metadata: ['k8s.replicaset.uid', 'k8s.statefulset.uid', 'k8s.daemonset.uid', 'k8s.job.uid', 'container.id', 'service.name'],
      labels: [{ key: 'app' }],
      annotations: [{ keyPattern: '.*', source: MetadataSource.POD }],
    })).toEqual([PODS]);
  });

  test.each([
    ['k8s.cluster.uid', NAMESPACES],
    ['k8s.node.uid', NODES],
    ['k8s.deployment.uid', REPLICA_SETS],
    ['k8s.cronjob.uid', JOBS],
  ])('for %s is one thing more', (attribute, rule) => {
    expect(clusterRules({ metadata: [attribute] })).toEqual([PODS, rule]);
  });

  test.each([
    [MetadataSource.NAMESPACE, NAMESPACES],
    [MetadataSource.NODE, NODES],
    [MetadataSource.STATEFULSET, STATEFUL_SETS],
    [MetadataSource.DAEMONSET, DAEMON_SETS],
    [MetadataSource.JOB, JOBS],
  ])('for labels and annotations of the %s is one thing more', (source, rule) => {
    expect(clusterRules({ labels: [{ key: 'team', source }] })).toEqual([PODS, rule]);
    expect(clusterRules({ annotations: [{ key: 'team', source }] })).toEqual([PODS, rule]);
  });

  test('for labels of deployments is replica sets as well, which stand between them and their pods', () => {
    expect(clusterRules({ labels: [{ key: 'team', source: MetadataSource.DEPLOYMENT }] })).toEqual([PODS, REPLICA_SETS, DEPLOYMENTS]);
  });

  test('is everything when everything is asked for, and nothing twice', () => {
    const metadata = ['k8s.cluster.uid', 'k8s.node.uid', 'k8s.deployment.uid', 'k8s.cronjob.uid'];
    const labels = Object.values(MetadataSource).map((source) => ({ key: 'team', source }));

    expect(clusterRules({ metadata })).toEqual([PODS, NAMESPACES, NODES, REPLICA_SETS, JOBS]);
    expect(clusterRules({ metadata, labels })).toEqual([PODS, NAMESPACES, NODES, REPLICA_SETS, DEPLOYMENTS, STATEFUL_SETS, DAEMON_SETS, JOBS]);
  });

  test('is replica sets as well for a collector that needs them for the name of a deployment', () => {
    expect(clusterRules({ metadata: ['k8s.deployment.name'] }, '0.152.0')).toEqual([PODS, REPLICA_SETS]);
    expect(clusterRules({ metadata: ['k8s.deployment.name'] }, '0.153.0')).toEqual([PODS]);
  });
});
