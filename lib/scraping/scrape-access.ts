import { KubernetesDiscoveryRole, ScrapeConfig } from './scrape-config';
import { watching } from '../kubernetes/api-access';
import { AccessRule, FileSource, MountNeed, Needs } from '../wiring';
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
type JobNeeds = Required<Pick<Needs, 'mounts' | 'clusterRules' | 'namespaceRules' | 'egress'>>;

/** What a scraper needs for its jobs. Targets are anywhere, on any port. */
export function scrapeNeeds(jobs: readonly ScrapeConfig[], targetAccess: readonly AccessRule[] = []): JobNeeds {
  const [discovery, targets] = [discoveryNeeds(jobs), targetNeeds(jobs, targetAccess)];
  return {
    mounts: [...discovery.mounts, ...targets.mounts],
    clusterRules: [...discovery.clusterRules, ...targets.clusterRules],
    namespaceRules: discovery.namespaceRules,
    egress: targets.egress,
  };
}

/** What whoever looks for the targets of jobs needs. Others than the Kubernetes API may be asked for them, wherever they are. */
export function discoveryNeeds(jobs: readonly ScrapeConfig[]): JobNeeds {
  const others = jobs.flatMap(({ extra = {} }) => Object.entries(extra).filter(([key]) => isDiscovery(key)).map(([, value]) => value));
  return {
    mounts: filesIn(others),
    clusterRules: jobs.flatMap(discoveryAccess),
    namespaceRules: jobs.flatMap(namespaceAccess),
    egress: others.length > 0 ? [{}] : [],
  };
}

/** What whoever scrapes the targets of jobs needs: to reach them, to show them credentials, to be let in. */
export function targetNeeds(jobs: readonly ScrapeConfig[], targetAccess: readonly AccessRule[] = []): Omit<JobNeeds, 'namespaceRules'> {
  return {
    mounts: jobs.flatMap(({ tls, extra = {} }) => [
      ...tls ? mountNeeds(tls) : [],
      ...filesIn(Object.entries(extra).filter(([key]) => !isDiscovery(key)).map(([, value]) => value)),
    ]),
    clusterRules: [...jobs.flatMap(kubeletAccess), ...targetAccess],
    egress: [{}],
  };
}

/** What a job reads in every namespace. */
export function clusterAccess(job: ScrapeConfig): AccessRule[] {
  return [...discoveryAccess(job), ...kubeletAccess(job)];
}

/** What a job reads in its own namespace. */
export function namespaceAccess(job: ScrapeConfig): AccessRule[] {
  return (job.kubernetes ?? []).filter(({ ownNamespace }) => ownNamespace).flatMap(({ role }) => discoveryRules(role));
}

/** What is read of the Kubernetes API to find the targets of a role. */
export function discoveryRules(role: KubernetesDiscoveryRole): AccessRule[] {
  return READS[role].map(([apiGroup, resource]) => watching(apiGroup, resource));
}

function discoveryAccess(job: ScrapeConfig): AccessRule[] {
  return [
    ...(job.kubernetes ?? []).filter(({ ownNamespace }) => !ownNamespace).flatMap(({ role }) => discoveryRules(role)),
    ...(job.kubernetes?.some(({ attachNodeMetadata }) => attachNodeMetadata) ? discoveryRules(NODE) : []),
  ];
}

/** A kubelet asks the API whether the token that it is shown may read its metrics. */
function kubeletAccess(job: ScrapeConfig): AccessRule[] {
  const kubelets = job.serviceAccountToken && job.kubernetes?.some(({ role }) => role === NODE);
  return kubelets ? [{ apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] }] : [];
}

/** Other discovery than that of the Kubernetes API, which has an option of its own. */
function isDiscovery(key: string): boolean {
  return key.endsWith('_sd_configs');
}

function filesIn(value: unknown): MountNeed[] {
  return valuesIn(value).filter((each): each is FileSource => each instanceof FileSource).map(mountOf);
}
