import { containerResources, HardenedValue } from './hardened-value';

const COUNTED = 'pods without requests are evicted first, and a leak must not take the node with it';
const DRAINED = 'a drain of nodes takes one replica at a time';

/** @see https://cert-manager.io/docs/installation/best-practice/ */
export function certManagerValues(namespace: string): HardenedValue[] {
  return [
    { key: 'crds.enabled', value: true, because: 'the chart leaves them out, and nothing of cert-manager works without' },
    { key: 'crds.keep', value: true, because: 'to remove the release must not remove every Certificate of the cluster' },
    {
      key: 'global.leaderElection.namespace',
      value: namespace,
      because: 'the default is kube-system, where others than the cluster itself need no rights and, on GKE Autopilot, get none',
    },
    { key: 'replicaCount', value: 2, because: 'certificates are renewed while a node is away' },
    { key: 'podDisruptionBudget.enabled', value: true, because: DRAINED },
    { key: 'resources', value: containerResources('10m', '64Mi', '512Mi'), because: COUNTED },
    { key: 'webhook.replicaCount', value: 3, because: 'the API server refuses every Certificate and Issuer while no webhook answers' },
    { key: 'webhook.podDisruptionBudget.enabled', value: true, because: DRAINED },
    { key: 'webhook.resources', value: containerResources('10m', '32Mi', '128Mi'), because: COUNTED },
    { key: 'cainjector.replicaCount', value: 2, because: 'webhooks of others get their authority from it while a node is away' },
    { key: 'cainjector.podDisruptionBudget.enabled', value: true, because: DRAINED },
    { key: 'cainjector.resources', value: containerResources('10m', '64Mi', '512Mi'), because: COUNTED },
    {
      key: 'startupapicheck.resources',
      value: containerResources('10m', '32Mi', '128Mi'),
      because: 'a quota refuses the job that tries a certificate before the release is called ready, if it is not counted',
    },
  ];
}
