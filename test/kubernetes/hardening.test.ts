import { containerSecurityContext, podSecurityContext } from '../../lib/kubernetes/hardening';

const COLLECTOR = { user: 10001, group: 10002 };

describe('the pod', () => {
  test('runs as nobody of importance, under the seccomp profile of the runtime', () => {
    expect(podSecurityContext(COLLECTOR)).toEqual({
      runAsNonRoot: true,
      runAsUser: 10001,
      runAsGroup: 10002,
      fsGroup: 10002,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    });
  });
});

describe('the container', () => {
  test('can do nothing but run: no privileges, no capabilities, no writable root', () => {
    expect(containerSecurityContext(COLLECTOR)).toEqual({
      allowPrivilegeEscalation: false,
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      runAsUser: 10001,
      runAsGroup: 10002,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    });
  });
});
