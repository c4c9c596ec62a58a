import { Duration } from 'cdk8s';
import { K8sLeaderElectorExtension } from '../../../../lib/collector/components/extensions/k8s-leader-elector-extension';
import {
  K8sObjectsErrorMode, K8sObjectsMode, K8sObjectsReceiver, K8sObjectsSelection, K8sWatchType,
} from '../../../../lib/collector/components/receivers/k8s-objects-receiver';
import { problemOf, rendered, TESTED } from '../../documents';

const EVENTS = { resource: 'events', group: 'events.k8s.io', mode: K8sObjectsMode.WATCH };
const PODS = { resource: 'pods', mode: K8sObjectsMode.PULL };

describe('an objects receiver', () => {
  test('pulls every hour, or watches', () => {
    const receiver = new K8sObjectsReceiver({ objects: [PODS, EVENTS] });

    expect(receiver._id(TESTED)).toBe('k8s_objects');
    expect(receiver._id({ collectorVersion: '0.150.0' })).toBe('k8sobjects');
    expect(rendered(receiver)).toEqual({
      auth_type: 'serviceAccount',
      objects: [{ name: 'pods', mode: 'pull', interval: '3600s' }, { name: 'events', group: 'events.k8s.io', mode: 'watch' }],
    });
    expect(receiver._extensions()).toEqual([]);
  });

  test('collects what it is told, on one replica', () => {
    const leaderElector = new K8sLeaderElectorExtension({ leaseName: 'objects' });
    const receiver = new K8sObjectsReceiver({
      name: 'shop',
      objects: [
        { ...PODS, namespaces: ['shop'], labelSelector: 'tier in (web)', fieldSelector: 'status.phase=Running', interval: Duration.minutes(5) },
        { ...EVENTS, excludeWatchTypes: [K8sWatchType.DELETED] },
      ],
      errorMode: K8sObjectsErrorMode.IGNORE,
      leaderElector,
    });

    expect(receiver._id(TESTED)).toBe('k8s_objects/shop');
    expect(rendered(receiver)).toEqual({
      auth_type: 'serviceAccount',
      error_mode: 'ignore',
      objects: [
        { name: 'pods', mode: 'pull', namespaces: ['shop'], label_selector: 'tier in (web)', field_selector: 'status.phase=Running', interval: '300s' },
        { name: 'events', group: 'events.k8s.io', mode: 'watch', exclude_watch_type: ['DELETED'] },
      ],
      k8s_leader_elector: 'k8s_leader_elector',
    });
    expect(receiver._extensions()).toEqual([leaderElector]);
  });

  test('may list what it pulls, and watch what it watches', () => {
    expect(new K8sObjectsReceiver({ objects: [PODS, EVENTS] })._needs()).toEqual({
      clusterRules: [
        { apiGroups: [''], resources: ['pods'], verbs: ['list'] },
        { apiGroups: ['events.k8s.io'], resources: ['events'], verbs: ['list', 'watch'] },
      ],
    });
  });

  test('fails when it collects nothing', () => {
    expect(problemOf(() => new K8sObjectsReceiver({ objects: [] }))).toMatchObject({ path: 'K8sObjectsReceiver', what: 'objects is empty' });
  });

  test.each<[Partial<K8sObjectsSelection>, string]>([
    [{ resource: 'Pod' }, "resource 'Pod' is not the name of a resource"],
    [{ resource: '' }, "resource '' is not the name of a resource"],
    [{ resource: 'secrets' }, "resource is 'secrets'"],
    [{ resource: 'secrets', group: '' }, "resource is 'secrets'"],
    [{ group: 'events.k8s.io/v1' }, "group 'events.k8s.io/v1' is not an API group"],
    [{ excludeWatchTypes: [K8sWatchType.ADDED] }, "excludeWatchTypes is given for 'pods', which are pulled"],
    [{ mode: K8sObjectsMode.WATCH, interval: Duration.minutes(1) }, "interval is given for 'pods', which are watched"],
    [{ interval: Duration.seconds(0) }, 'interval is 0s'],
    [{ labelSelector: 'a in b' }, "labelSelector has 'a in b'"],
    [{ namespaces: ['Shop'] }, "namespaces has 'Shop', which is not the name of a namespace"],
  ])('fails on %j', (selection, what) => {
    expect(problemOf(() => new K8sObjectsReceiver({ objects: [EVENTS, { ...PODS, ...selection }] }))).toMatchObject({ path: 'K8sObjectsReceiver', what });
  });

  test('takes secrets of another group than the core, which are something else', () => {
    expect(new K8sObjectsReceiver({ objects: [{ ...PODS, resource: 'secrets', group: 'vault.example.com' }] })._needs().clusterRules).toHaveLength(1);
  });
});
