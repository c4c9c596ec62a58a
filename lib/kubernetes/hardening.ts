import { k8s } from 'cdk8s-plus-30';

/** The label by which a workload says under which Pod Security level it runs. */
export const POD_SECURITY_LABEL = 'observability.cdk8s.io/pod-security';

/** A user of its own above the range that nodes use, the same for every file it owns. */
export interface RunAs {
  readonly user: number;
  readonly group: number;
}

/** What only root may do is done by root without a single capability: it owns files, and can do nothing else that others cannot. */
export const ROOT: RunAs = { user: 0, group: 0 };

/** The annotation that says why a pod runs as root. */
export const ROOT_REASONS_ANNOTATION = 'observability.cdk8s.io/runs-as-root';

/**
 * The pod level of the restricted Pod Security Standard, but for who must be root.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export function podSecurityContext(runAs: RunAs): k8s.PodSecurityContext {
  return {
    runAsNonRoot: !isRoot(runAs),
    runAsUser: runAs.user,
    runAsGroup: runAs.group,
    // large volumes are not walked at every start
    ...(isRoot(runAs) ? {} : { fsGroup: runAs.group, fsGroupChangePolicy: 'OnRootMismatch' }),
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

/** The container level of the restricted Pod Security Standard, but for who must be root, and a root file system that nobody writes. */
export function containerSecurityContext(runAs: RunAs): k8s.SecurityContext {
  return {
    allowPrivilegeEscalation: false,
    privileged: false,
    readOnlyRootFilesystem: true,
    runAsNonRoot: !isRoot(runAs),
    runAsUser: runAs.user,
    runAsGroup: runAs.group,
    capabilities: { drop: ['ALL'] },
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

function isRoot({ user }: RunAs): boolean {
  return user === ROOT.user;
}
