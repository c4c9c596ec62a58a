import { podLifecycleFindings, withPodLifecycle } from '../../lib/collector/pod-lifecycle';

const REASON = 'k8s.container.status.reason';
const LAST_REASON = 'k8s.container.status.last_terminated_reason';

describe('a cluster collector that shows how pods fail', () => {
  test('has on what the receiver does not say by itself', () => {
    expect(withPodLifecycle()).toEqual({ metrics: { [REASON]: true, 'k8s.pod.status_reason': true }, resourceAttributes: { [LAST_REASON]: true } });
  });

  test('has what the program says besides', () => {
    const { metrics, resourceAttributes, namespaces } = withPodLifecycle({
      namespaces: ['shop'], metrics: { 'k8s.node.condition': true }, resourceAttributes: { 'container.id': false },
    });
    expect(namespaces).toEqual(['shop']);
    expect(metrics).toMatchObject({ [REASON]: true, 'k8s.node.condition': true });
    expect(resourceAttributes).toEqual({ [LAST_REASON]: true, 'container.id': false });
  });

  test('may not have it off', () => {
    expect(podLifecycleFindings({ metrics: { [REASON]: false }, resourceAttributes: { [LAST_REASON]: false } })).toEqual([
      {
        what: `clusterMetrics.metrics switches off '${REASON}'`,
        why: 'nobody would see CrashLoopBackOff, ErrImagePull, ImagePullBackOff, CreateContainerConfigError, OOMKilled of jobs',
        fix: `leave '${REASON}' out of clusterMetrics.metrics, or podLifecycle: false, when kube-state-metrics shows how pods fail`,
      },
      {
        what: `clusterMetrics.resourceAttributes switches off '${LAST_REASON}'`,
        why: 'nobody would see OOMKilled',
        fix: `leave '${LAST_REASON}' out of clusterMetrics.resourceAttributes, or podLifecycle: false, when kube-state-metrics shows how pods fail`,
      },
    ]);
    expect(podLifecycleFindings({ metrics: { 'k8s.pod.phase': false } })).toMatchObject([{ why: 'nobody would see Pending and Failed' }]);
  });

  test('may have anything else off', () => {
    expect(podLifecycleFindings({ metrics: { 'k8s.node.condition': false, [REASON]: true }, resourceAttributes: { 'container.id': false } })).toEqual([]);
    expect(podLifecycleFindings()).toEqual([]);
  });
});
