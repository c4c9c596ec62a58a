import { Duration } from 'cdk8s';
import { K8sLeaderElectorExtension } from '../../../../lib/collector/components/extensions/k8s-leader-elector-extension';
import { problemOf, rendered, TESTED } from '../../documents';

const leaseName = 'cluster-collector';

describe('the leader election', () => {
  test('is about a Lease in the namespace of the pod', () => {
    const extension = new K8sLeaderElectorExtension({ leaseName });

    expect(extension._id(TESTED)).toBe('k8s_leader_elector');
    expect(rendered(extension)).toEqual({
      auth_type: 'serviceAccount',
      lease_name: leaseName,
      lease_namespace: '${env:POD_NAMESPACE}',
      lease_duration: '15s',
      renew_deadline: '10s',
      retry_period: '2s',
    });
    expect(extension._roles).toEqual([]);
  });

  test('takes as long as it is told', () => {
    const extension = new K8sLeaderElectorExtension({
      name: 'events', leaseName: 'events.example.com', leaseDuration: Duration.seconds(60), renewDeadline: Duration.seconds(40), retryPeriod: Duration.seconds(5),
    });

    expect(extension._id(TESTED)).toBe('k8s_leader_elector/events');
    expect(rendered(extension)).toMatchObject({ lease_name: 'events.example.com', lease_duration: '60s', renew_deadline: '40s', retry_period: '5s' });
    expect(extension).toMatchObject({ leaseName: 'events.example.com', leaseDuration: Duration.seconds(60), renewDeadline: Duration.seconds(40), retryPeriod: Duration.seconds(5) });
  });

  test('may read and write Leases of its own namespace, and nothing else', () => {
    expect(new K8sLeaderElectorExtension({ leaseName })._needs()).toEqual({
      variables: [{ name: 'POD_NAMESPACE', fieldPath: 'metadata.namespace' }],
      namespaceRules: [{ apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['get', 'create', 'update'] }],
    });
  });

  test.each(['', 'Cluster', 'a b', '-a', 'a'.repeat(254)])("fails on lease '%s'", (name) => {
    expect(problemOf(() => new K8sLeaderElectorExtension({ leaseName: name }))).toMatchObject({
      path: 'K8sLeaderElectorExtension', what: `leaseName '${name}' is not the name of a Lease`, fix: "leaseName: 'cluster-collector'",
    });
  });

  test.each([
    [{ leaseDuration: Duration.millis(900) }, 'leaseDuration is 900ms'],
    [{ leaseDuration: Duration.seconds(10) }, 'leaseDuration 10s is not longer than renewDeadline 10s'],
    [{ renewDeadline: Duration.seconds(20) }, 'leaseDuration 15s is not longer than renewDeadline 20s'],
    [{ renewDeadline: Duration.millis(2400) }, 'renewDeadline 2400ms leaves no room for two tries, with retryPeriod 2s'],
    [{ retryPeriod: Duration.seconds(9) }, 'renewDeadline 10s leaves no room for two tries, with retryPeriod 9s'],
    [{ retryPeriod: Duration.seconds(0) }, 'renewDeadline 10s leaves no room for two tries, with retryPeriod 0s'],
  ])('fails on times with which it does not start: %#', (times, what) => {
    expect(problemOf(() => new K8sLeaderElectorExtension({ leaseName, ...times }))).toMatchObject({ path: 'K8sLeaderElectorExtension', what });
  });
});
