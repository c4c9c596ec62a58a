import { Duration } from 'cdk8s';
import {
  KubeletMetadataLabel, KubeletMetricGroup, KubeletStatsReceiver, KubeletStatsReceiverProps,
} from '../../../../lib/collector/components/receivers/kubelet-stats-receiver';
import { FileSource } from '../../../../lib/wiring';
import { problemOf, rendered, TESTED } from '../../documents';

const NODE_IP = { name: 'NODE_IP', fieldPath: 'status.hostIP' };
const NODE_NAME = { name: 'NODE_NAME', fieldPath: 'spec.nodeName' };
const getting = (resource: string) => ({ apiGroups: [''], resources: [resource], verbs: ['get'] });

const DEFAULTS = {
  auth_type: 'serviceAccount', endpoint: 'https://${env:NODE_IP}:10250', collection_interval: '30s', metric_groups: ['container', 'pod', 'node'],
};

const clusterRules = (props: KubeletStatsReceiverProps) => new KubeletStatsReceiver(props)._needs().clusterRules;

describe('a kubelet receiver', () => {
  test('asks the kubelet of its own node, verified by the authority of the cluster', () => {
    const receiver = new KubeletStatsReceiver();

    expect(receiver._id(TESTED)).toBe('kubelet_stats');
    expect(receiver._id({ collectorVersion: '0.151.0' })).toBe('kubeletstats');
    expect(rendered(receiver)).toEqual(DEFAULTS);
  });

  test('collects what it is told', () => {
    const receiver = new KubeletStatsReceiver({
      name: 'volumes',
      collectionInterval: Duration.minutes(1),
      metricGroups: [KubeletMetricGroup.VOLUME],
      extraMetadataLabels: [KubeletMetadataLabel.CONTAINER_ID, KubeletMetadataLabel.VOLUME_TYPE],
      claimedVolumes: true,
      metrics: { 'k8s.volume.available': false },
      resourceAttributes: { 'k8s.pod.uid': false },
      ca: FileSource.fromConfigMap('kubelet-ca', 'ca.crt'),
    });

    expect(receiver._id(TESTED)).toBe('kubelet_stats/volumes');
    expect(rendered(receiver)).toEqual({
      auth_type: 'serviceAccount',
      endpoint: 'https://${env:NODE_IP}:10250',
      collection_interval: '60s',
      metric_groups: ['volume'],
      extra_metadata_labels: ['container.id', 'k8s.volume.type'],
      k8s_api_config: { auth_type: 'serviceAccount' },
      metrics: { 'k8s.volume.available': { enabled: false } },
      resource_attributes: { 'k8s.pod.uid': { enabled: false } },
      ca_file: '/etc/observability/config-map/kubelet-ca/ca.crt',
    });
    expect(receiver).toMatchObject({ collectionInterval: Duration.minutes(1), metricGroups: ['volume'] });
  });

  test('takes any certificate when it is told', () => {
    expect(rendered(new KubeletStatsReceiver({ insecureSkipVerify: true }))).toEqual({ ...DEFAULTS, insecure_skip_verify: true });
    expect(rendered(new KubeletStatsReceiver({ insecureSkipVerify: false }))).toEqual(DEFAULTS);
  });

  test('compares with the node, of which the API knows what it has', () => {
    const receiver = new KubeletStatsReceiver({ metrics: { 'k8s.pod.memory.node.utilization': true } });

    expect(rendered(receiver)).toEqual({
      ...DEFAULTS,
      k8s_api_config: { auth_type: 'serviceAccount' },
      node: '${env:NODE_NAME}',
      metrics: { 'k8s.pod.memory.node.utilization': { enabled: true } },
    });
    expect(receiver._needs()).toMatchObject({
      variables: [NODE_IP, NODE_NAME],
      clusterRules: [getting('nodes/stats'), { apiGroups: [''], resources: ['nodes'], verbs: ['list', 'watch'] }],
    });
  });
});

describe('the pod of a kubelet receiver', () => {
  test('may get the statistics of nodes, and reaches the kubelet', () => {
    expect(new KubeletStatsReceiver()._needs()).toEqual({
      variables: [NODE_IP], mounts: [], clusterRules: [getting('nodes/stats')], egress: [{ port: 10250 }],
    });
  });

  test.each([
    [{ extraMetadataLabels: [KubeletMetadataLabel.CONTAINER_ID] }],
    [{ metrics: { 'k8s.container.cpu_limit_utilization': true } }],
    [{ metrics: { 'k8s.pod.memory_request_utilization': true } }],
  ])('may get the list of the node\'s pods for %j', (props) => {
    expect(clusterRules(props)).toEqual([getting('nodes/stats'), getting('nodes/pods')]);
  });

  test('may not for a metric that is off', () => {
    expect(clusterRules({ metrics: { 'k8s.pod.memory_request_utilization': false, 'k8s.pod.cpu.node.utilization': false } })).toEqual([getting('nodes/stats')]);
  });

  test('may get claims and volumes when it looks them up', () => {
    expect(clusterRules({ extraMetadataLabels: [KubeletMetadataLabel.VOLUME_TYPE], claimedVolumes: true })).toEqual([
      getting('nodes/stats'), getting('nodes/pods'), getting('persistentvolumeclaims'), getting('persistentvolumes'),
    ]);
  });

  test('mounts the authority of the kubelet', () => {
    expect(new KubeletStatsReceiver({ ca: FileSource.fromSecret('kubelet-ca', 'ca.crt') })._needs().mounts).toEqual([
      { mountPath: '/etc/observability/secret/kubelet-ca', secretName: 'kubelet-ca' },
    ]);
  });
});

describe('the options of a kubelet receiver', () => {
  test.each<[KubeletStatsReceiverProps, string]>([
    [{ collectionInterval: Duration.seconds(0) }, 'collectionInterval is 0s'],
    [{ metricGroups: [] }, 'metricGroups is empty'],
    [{ metricGroups: [KubeletMetricGroup.POD, KubeletMetricGroup.POD] }, "metricGroups has 'pod' twice"],
    [{ extraMetadataLabels: [KubeletMetadataLabel.CONTAINER_ID, KubeletMetadataLabel.CONTAINER_ID] }, "extraMetadataLabels has 'container.id' twice"],
    [{ claimedVolumes: true }, 'claimedVolumes is on, and extraMetadataLabels does not ask for the type of volumes'],
    [{ ca: FileSource.fromSecret('a', 'b'), insecureSkipVerify: true }, 'ca is given, and insecureSkipVerify is on'],
  ])('fail: %#', (props, what) => {
    expect(problemOf(() => new KubeletStatsReceiver(props))).toMatchObject({ path: 'KubeletStatsReceiver', what });
  });
});
