/** Receivers that ask the Kubernetes API what there is. */
import { Duration } from 'cdk8s';
import {
  AllocatableResource, K8sClusterReceiver, K8sEventsReceiver, K8sObjectsErrorMode, K8sObjectsMode, K8sObjectsReceiver, K8sObjectsSelection, K8sWatchType,
} from '../../../lib/collector/components';
import { Signal } from '../../../lib/wiring';
import { OptionSet, set, tooYoung } from '../option-set';
import { LEADER_ELECTOR } from './supports';

const objects: K8sObjectsSelection[] = [{ resource: 'services', mode: K8sObjectsMode.WATCH }];

export const KUBERNETES_RECEIVERS: readonly OptionSet[] = [
  set(new K8sClusterReceiver()),
  set(new K8sClusterReceiver({
    name: 'everything',
    collectionInterval: Duration.minutes(1),
    metadataCollectionInterval: Duration.minutes(10),
    nodeConditions: ['Ready', 'MemoryPressure', 'DiskPressure'],
    allocatableResources: Object.values(AllocatableResource),
    metrics: { 'k8s.service.endpoint.count': true, 'k8s.node.condition': true, 'k8s.container.ready': false },
    resourceAttributes: { 'container.id': false, 'k8s.pod.qos_class': true },
    leaderElector: LEADER_ELECTOR,
  })),
  set(new K8sClusterReceiver({ name: 'some-namespaces', namespaces: ['payments', 'checkout'], metadataCollectionInterval: Duration.seconds(0) })),
  set(new K8sClusterReceiver({ name: 'metrics-only', metricsOnly: true }), Signal.METRICS),
  set(new K8sEventsReceiver()),
  set(new K8sEventsReceiver({ name: 'everything', namespaces: ['payments'] })),
  set(new K8sEventsReceiver({ name: 'elected', leaderElector: LEADER_ELECTOR })),
  set(new K8sObjectsReceiver({
    name: 'everything',
    objects: [
      { resource: 'events', group: 'events.k8s.io', mode: K8sObjectsMode.WATCH, namespaces: ['payments'], excludeWatchTypes: Object.values(K8sWatchType) },
      { resource: 'pods', mode: K8sObjectsMode.PULL, labelSelector: 'tier in (front),app=web', fieldSelector: 'status.phase=Running', interval: Duration.minutes(15) },
      { resource: 'nodes', mode: K8sObjectsMode.PULL },
    ],
  })),
  tooYoung('k8s_leader_elector', set(new K8sObjectsReceiver({ name: 'elected', objects, leaderElector: LEADER_ELECTOR }))),
  ...Object.values(K8sObjectsErrorMode).map((errorMode) => tooYoung('error_mode', set(new K8sObjectsReceiver({ name: errorMode, objects, errorMode })))),
];
