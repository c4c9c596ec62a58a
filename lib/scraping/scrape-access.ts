import { KubernetesDiscoveryRole, ScrapeConfig } from './scrape-config';
import { watching } from '../kubernetes/api-access';
import { AccessRule, Needs } from '../wiring';
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

/** What a scraper needs for its jobs. Targets are anywhere, on any port. */
export function scrapeNeeds(jobs: readonly ScrapeConfig[], targetAccess: readonly AccessRule[] = []): Needs {
  return {
    mounts: jobs.flatMap(({ tls }) => (tls ? mountNeeds(tls) : [])),
    clusterRules: [...jobs.flatMap(clusterAccess), ...targetAccess],
    namespaceRules: jobs.flatMap(namespaceAccess),
    egress: [{}],
  };
}

/** What a job reads in every namespace. */
export function clusterAccess(job: ScrapeConfig): AccessRule[] {
  const kubelets = job.serviceAccountToken && job.kubernetes?.some(({ role }) => role === NODE);
  return [
    ...(job.kubernetes ?? []).filter(({ ownNamespace }) => !ownNamespace).flatMap(({ role }) => reads(role)),
    ...(job.kubernetes?.some(({ attachNodeMetadata }) => attachNodeMetadata) ? reads(NODE) : []),
    ...(kubelets ? [{ apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] }] : []),
  ];
}

/** What a job reads in its own namespace. */
export function namespaceAccess(job: ScrapeConfig): AccessRule[] {
  return (job.kubernetes ?? []).filter(({ ownNamespace }) => ownNamespace).flatMap(({ role }) => reads(role));
}

function reads(role: KubernetesDiscoveryRole): AccessRule[] {
  return READS[role].map(([apiGroup, resource]) => watching(apiGroup, resource));
}
