import { KubernetesDiscovery, KubernetesDiscoveryRole, ScrapeConfig } from './scrape-config';
import { watching } from '../kubernetes/api-access';
import { AccessRule, NamespaceAccessRule, Needs } from '../wiring';
import { mountNeeds } from '../wiring/endpoint-needs';

const { NODE, POD, SERVICE, ENDPOINTSLICE, INGRESS } = KubernetesDiscoveryRole;

/** What the API is asked for, by role: recorded with collector 0.161 on a real API server. */
const READS: { readonly [role in KubernetesDiscoveryRole]: readonly (readonly [apiGroup: string, resource: string])[] } = {
  [NODE]: [['', 'nodes']],
  [POD]: [['', 'pods']],
  [SERVICE]: [['', 'services']],
  [ENDPOINTSLICE]: [['discovery.k8s.io', 'endpointslices'], ['', 'services'], ['', 'pods']],
  [INGRESS]: [['networking.k8s.io', 'ingresses']],
};

/**
 * What a scraper needs for its jobs. Targets are anywhere, on any port. A target that is shown the token asks the API server whether its owner may
 * read that path; a kubelet asks for `nodes/metrics`.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authorization/#review-your-request-attributes
 */
export function scrapeNeeds(jobs: readonly ScrapeConfig[], targetAccess: readonly AccessRule[] = []): Needs {
  return {
    mounts: jobs.flatMap(({ tls }) => (tls ? mountNeeds(tls) : [])),
    clusterRules: [...jobs.flatMap(clusterAccess), ...targetAccess],
    nonResourcePaths: jobs.flatMap(pathAccess),
    namespaceRules: jobs.flatMap(namespaceAccess),
    egress: [{}],
  };
}

/** What a job reads in every namespace. Nodes are in none. */
export function clusterAccess(job: ScrapeConfig): AccessRule[] {
  return [
    ...(job.kubernetes ?? []).filter((sd) => namespacesOf(sd) === undefined).flatMap(({ role }) => reads(role)),
    ...(job.kubernetes?.some(({ attachNodeMetadata }) => attachNodeMetadata) ? reads(NODE) : []),
    ...(asksKubelets(job) ? [{ apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] }] : []),
  ];
}

/** What a job reads in the namespaces in which it looks, when it does not look everywhere. */
export function namespaceAccess(job: ScrapeConfig): NamespaceAccessRule[] {
  return (job.kubernetes ?? []).flatMap((sd) => (namespacesOf(sd) ?? []).flatMap((namespace) => reads(sd.role).map((rule) => ({ ...rule, ...namespace }))));
}

/** Where it looks; everywhere when undefined. */
function namespacesOf({ role, namespaces, ownNamespace }: KubernetesDiscovery): { readonly namespace?: string }[] | undefined {
  if (ownNamespace) {
    return [{}];
  }
  return role === NODE || !namespaces?.length ? undefined : namespaces.map((namespace) => ({ namespace }));
}

/** What others than kubelets ask of those who show them a token. */
function pathAccess(job: ScrapeConfig): string[] {
  return job.serviceAccountToken && !asksKubelets(job) ? [job.metricsPath ?? '/metrics'] : [];
}

function asksKubelets({ serviceAccountToken, kubernetes }: ScrapeConfig): boolean {
  return serviceAccountToken === true && (kubernetes ?? []).some(({ role }) => role === NODE);
}

function reads(role: KubernetesDiscoveryRole): AccessRule[] {
  return READS[role].map(([apiGroup, resource]) => watching(apiGroup, resource));
}
