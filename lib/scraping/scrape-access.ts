import { KubernetesDiscovery, KubernetesDiscoveryRole, ScrapeConfig } from './scrape-config';
import { watching } from '../kubernetes/api-access';
import { AccessRule, FileSource, MountNeed, NamespaceAccessRule, Needs } from '../wiring';
import { mountNeeds, mountOf } from '../wiring/endpoint-needs';
import { valuesIn } from '../wiring/mapping';

const { NODE, POD, SERVICE, ENDPOINTSLICE, INGRESS } = KubernetesDiscoveryRole;

/** What the API is asked for, by role: recorded with collector 0.161 on a real API server. */
const READS: { readonly [role in KubernetesDiscoveryRole]: readonly (readonly [apiGroup: string, resource: string])[] } = {
  [NODE]: [['', 'nodes']],
  [POD]: [['', 'pods']],
  [SERVICE]: [['', 'services']],
  [ENDPOINTSLICE]: [['discovery.k8s.io', 'endpointslices'], ['', 'services'], ['', 'pods']],
  [INGRESS]: [['networking.k8s.io', 'ingresses']],
};

/** What jobs may ask of a pod. */
type JobNeeds = Required<Pick<Needs, 'mounts' | 'clusterRules' | 'namespaceRules' | 'nonResourcePaths' | 'egress'>>;

/** What a scraper needs for its jobs, that finds targets and scrapes them. */
export function scrapeNeeds(jobs: readonly ScrapeConfig[], targetAccess: readonly AccessRule[] = []): JobNeeds {
  const [discovery, targets] = [discoveryNeeds(jobs), targetNeeds(jobs, targetAccess)];
  return {
    mounts: [...discovery.mounts, ...targets.mounts],
    clusterRules: [...discovery.clusterRules, ...targets.clusterRules],
    nonResourcePaths: targets.nonResourcePaths,
    namespaceRules: discovery.namespaceRules,
    egress: targets.egress,
  };
}

/** What whoever looks for the targets of jobs needs. Others than the Kubernetes API may be asked for them, wherever they are. */
export function discoveryNeeds(jobs: readonly ScrapeConfig[]): Omit<JobNeeds, 'nonResourcePaths'> {
  const others = jobs.flatMap(({ extra = {} }) => Object.entries(extra).filter(([key]) => isDiscovery(key)).map(([, value]) => value));
  return {
    mounts: filesIn(others),
    clusterRules: jobs.flatMap(discoveryAccess),
    namespaceRules: jobs.flatMap(namespaceAccess),
    egress: others.length > 0 ? [{}] : [],
  };
}

/**
 * What whoever scrapes the targets of jobs needs. They are anywhere, on any port. A target that is shown the token asks the API server whether its
 * owner may read that path; a kubelet asks for `nodes/metrics`.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authorization/#review-your-request-attributes
 */
export function targetNeeds(jobs: readonly ScrapeConfig[], targetAccess: readonly AccessRule[] = []): Omit<JobNeeds, 'namespaceRules'> {
  return {
    mounts: jobs.flatMap(({ tls, extra = {} }) => [
      ...tls ? mountNeeds(tls) : [],
      ...filesIn(Object.entries(extra).filter(([key]) => !isDiscovery(key)).map(([, value]) => value)),
    ]),
    clusterRules: [...jobs.flatMap(kubeletAccess), ...targetAccess],
    nonResourcePaths: jobs.flatMap(pathAccess),
    egress: [{}],
  };
}

/** What a job reads in the namespaces in which it looks, when it does not look everywhere. */
function namespaceAccess(job: ScrapeConfig): NamespaceAccessRule[] {
  return (job.kubernetes ?? []).flatMap((sd) => (namespacesOf(sd) ?? []).flatMap((namespace) =>
    discoveryRules(sd.role).map((rule) => ({ ...rule, ...namespace }))));
}

/** What is read of the Kubernetes API to find the targets of a role. */
export function discoveryRules(role: KubernetesDiscoveryRole): AccessRule[] {
  return READS[role].map(([apiGroup, resource]) => watching(apiGroup, resource));
}

/** Nodes are in no namespace. */
function discoveryAccess(job: ScrapeConfig): AccessRule[] {
  return [
    ...(job.kubernetes ?? []).filter((sd) => namespacesOf(sd) === undefined).flatMap(({ role }) => discoveryRules(role)),
    ...(job.kubernetes?.some(({ attachNodeMetadata }) => attachNodeMetadata) ? discoveryRules(NODE) : []),
  ];
}

/** Where it looks; everywhere when undefined. */
function namespacesOf({ role, namespaces, ownNamespace }: KubernetesDiscovery): { readonly namespace?: string }[] | undefined {
  if (ownNamespace) {
    return [{}];
  }
  return role === NODE || !namespaces?.length ? undefined : namespaces.map((namespace) => ({ namespace }));
}

function kubeletAccess(job: ScrapeConfig): AccessRule[] {
  return asksKubelets(job) ? [{ apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] }] : [];
}

/** What others than kubelets ask of those who show them a token. */
function pathAccess(job: ScrapeConfig): string[] {
  return job.serviceAccountToken && !asksKubelets(job) ? [job.metricsPath ?? '/metrics'] : [];
}

function asksKubelets({ serviceAccountToken, kubernetes }: ScrapeConfig): boolean {
  return serviceAccountToken === true && (kubernetes ?? []).some(({ role }) => role === NODE);
}

/** Other discovery than that of the Kubernetes API, which has an option of its own. */
function isDiscovery(key: string): boolean {
  return key.endsWith('_sd_configs');
}

function filesIn(value: unknown): MountNeed[] {
  return valuesIn(value).filter((each): each is FileSource => each instanceof FileSource).map(mountOf);
}
