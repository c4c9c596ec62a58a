import { KubernetesDiscoveryRole, ScrapeConfig } from './scrape-config';
import { watching } from '../kubernetes/api-access';
import { AccessRule } from '../wiring';

const { NODE, POD, SERVICE, ENDPOINTSLICE, INGRESS } = KubernetesDiscoveryRole;

/** What the API is asked for, by role: recorded with collector 0.161 on a real API server. */
const READS: { readonly [role in KubernetesDiscoveryRole]: readonly (readonly [apiGroup: string, resource: string])[] } = {
  [NODE]: [['', 'nodes']],
  [POD]: [['', 'pods']],
  [SERVICE]: [['', 'services']],
  [ENDPOINTSLICE]: [['discovery.k8s.io', 'endpointslices'], ['', 'services'], ['', 'pods']],
  [INGRESS]: [['networking.k8s.io', 'ingresses']],
};

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
