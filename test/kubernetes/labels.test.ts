import { isLabelKey, isLabelValue, objectLabels, selectorLabels, WorkloadIdentity } from '../../lib/kubernetes/labels';

const GATEWAY: WorkloadIdentity = { name: 'gateway-eu', program: 'opentelemetry-collector', component: 'gateway', version: '0.161.0' };

describe('the selector of a workload', () => {
  test('is its program, its instance and its component', () => {
    expect(selectorLabels(GATEWAY)).toEqual({
      'app.kubernetes.io/name': 'opentelemetry-collector',
      'app.kubernetes.io/instance': 'gateway-eu',
      'app.kubernetes.io/component': 'gateway',
    });
  });

  test('stays the same when the version changes, because it is immutable', () => {
    expect(selectorLabels({ ...GATEWAY, version: '0.162.0' } as WorkloadIdentity)).toEqual(selectorLabels(GATEWAY));
  });

  test('is another for another instance', () => {
    expect(selectorLabels({ ...GATEWAY, name: 'gateway-us' })).not.toEqual(selectorLabels(GATEWAY));
  });
});

describe('the labels of an object', () => {
  test('are the selector and the version', () => {
    expect(objectLabels(GATEWAY)).toEqual({ ...selectorLabels(GATEWAY), 'app.kubernetes.io/version': '0.161.0' });
  });
});

describe('what Kubernetes takes', () => {
  test.each(['app', 'a', 'app.kubernetes.io/name', 'A_b-c.d', 'a'.repeat(63)])("as the key of a label: '%s'", (key) => {
    expect(isLabelKey(key)).toBe(true);
  });

  test.each(['', '/app', 'a/', 'a/b/c', 'a b', '-a', 'a-', 'A.b/c', 'a'.repeat(64)])("not as the key of a label: '%s'", (key) => {
    expect(isLabelKey(key)).toBe(false);
  });

  test('as the value of one, which may be empty', () => {
    expect(['', 'a', 'v1.2', 'A_b'].every(isLabelValue)).toBe(true);
    expect(['a b', '-a', 'a/b', 'ä', 'a'.repeat(64)].some(isLabelValue)).toBe(false);
  });
});
