import { Finding } from '../validation';

/** What Helm knows a release by. */
export interface ReleaseIdentity {
  readonly path: string;
  readonly releaseName: string;
  readonly namespace: string;
}

/** Two releases of one name would be one to Helm. */
export function neighbourFindings({ releaseName, namespace }: ReleaseIdentity, earlier: readonly ReleaseIdentity[]): Finding[] {
  return earlier.filter((other) => other.releaseName === releaseName && other.namespace === namespace).map(({ path }) => ({
    what: `'${path}' installs the release '${releaseName}' into the namespace '${namespace}' too`,
    why: "Helm knows a release by its name in a namespace: 'cannot re-use a name that is still in use'",
    fix: `releaseName: '${releaseName.slice(0, 51)}-2', or another namespace`,
  }));
}
