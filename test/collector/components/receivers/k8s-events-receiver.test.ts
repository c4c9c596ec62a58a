import { K8sLeaderElectorExtension } from '../../../../lib/collector/components/extensions/k8s-leader-elector-extension';
import { K8sEventsReceiver } from '../../../../lib/collector/components/receivers/k8s-events-receiver';
import { problemOf, rendered, TESTED } from '../../documents';

describe('an events receiver', () => {
  test('collects the events of every namespace', () => {
    const receiver = new K8sEventsReceiver();

    expect(receiver._id(TESTED)).toBe('k8s_events');
    expect(rendered(receiver)).toEqual({ auth_type: 'serviceAccount' });
    expect(receiver._extensions()).toEqual([]);
  });

  test('collects the events of some namespaces, on one replica', () => {
    const leaderElector = new K8sLeaderElectorExtension({ name: 'events', leaseName: 'events' });
    const receiver = new K8sEventsReceiver({ name: 'shop', namespaces: ['shop', 'payments'], leaderElector });

    expect(receiver._id(TESTED)).toBe('k8s_events/shop');
    expect(rendered(receiver)).toEqual({
      auth_type: 'serviceAccount', namespaces: ['shop', 'payments'], k8s_leader_elector: 'k8s_leader_elector/events',
    });
    expect(receiver._extensions()).toEqual([leaderElector]);
  });

  test('may watch events, and nothing else', () => {
    expect(new K8sEventsReceiver()._needs()).toEqual({ clusterRules: [{ apiGroups: [''], resources: ['events'], verbs: ['list', 'watch'] }] });
  });

  test.each(['Shop', '', 'a.b'])("fails on namespace '%s'", (namespace) => {
    expect(problemOf(() => new K8sEventsReceiver({ namespaces: ['shop', namespace] }))).toMatchObject({
      path: 'K8sEventsReceiver', what: `namespaces has '${namespace}', which is not the name of a namespace`,
    });
  });
});
