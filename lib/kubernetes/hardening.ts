import { k8s } from 'cdk8s-plus-30';

/** The label by which a workload says under which Pod Security level it runs. */
export const POD_SECURITY_LABEL = 'observability.cdk8s.io/pod-security';

/** A user of its own above the range that nodes use, the same for every file it owns. */
export interface RunAs {
  readonly user: number;
  readonly group: number;
}

/**
 * The pod level of the restricted Pod Security Standard.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export function podSecurityContext(runAs: RunAs): k8s.PodSecurityContext {
  return {
    runAsNonRoot: true,
    runAsUser: runAs.user,
    runAsGroup: runAs.group,
    fsGroup: runAs.group,
    // large volumes are not walked at every start
    fsGroupChangePolicy: 'OnRootMismatch',
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

/** The container level of the restricted Pod Security Standard, and a root file system that nobody writes. */
export function containerSecurityContext(runAs: RunAs): k8s.SecurityContext {
  return {
    allowPrivilegeEscalation: false,
    privileged: false,
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
    runAsUser: runAs.user,
    runAsGroup: runAs.group,
    capabilities: { drop: ['ALL'] },
    seccompProfile: { type: 'RuntimeDefault' },
  };
}
