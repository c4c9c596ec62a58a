import { MonitorPlan } from './monitor-watching';
import { watching } from '../../kubernetes/api-access';
import { discoveryNeeds, discoveryRules } from '../../scraping/scrape-access';
import { KubernetesDiscoveryRole, ScrapeConfig } from '../../scraping/scrape-config';
import { AccessRule, NamespaceAccessRule, Needs } from '../../wiring';

/** Every kind is watched whose definition is in the cluster, whether objects of it are selected or not. */
const MONITOR_KINDS = ['servicemonitors', 'podmonitors', 'scrapeconfigs', 'probes'];

/** What it looks for behind ServiceMonitors and PodMonitors. */
const MONITORED: readonly KubernetesDiscoveryRole[] = [KubernetesDiscoveryRole.ENDPOINTSLICE, KubernetesDiscoveryRole.POD];

/** Its collectors are found among the pods of its namespace. */
const COLLECTORS: NamespaceAccessRule = { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] };

/** What an allocator needs to find collectors, monitors and targets: found by starting the allocator with less on a real API server. */
export function allocatorNeeds(jobs: readonly ScrapeConfig[], monitors?: MonitorPlan): Needs {
  const discovery = discoveryNeeds(jobs);
  return {
    ...discovery,
    namespaceRules: [COLLECTORS, ...discovery.namespaceRules, ...monitors ? secretRules(monitors) : []],
    clusterRules: [...discovery.clusterRules, ...monitors ? monitorRules(monitors) : []],
  };
}

function monitorRules({ furtherRoles }: MonitorPlan): AccessRule[] {
  return [
    watching('', 'namespaces'),
    ...[...MONITORED, ...furtherRoles].flatMap(discoveryRules),
    { apiGroups: ['monitoring.coreos.com'], resources: [...MONITOR_KINDS], verbs: ['list', 'watch'] },
  ];
}

/**
 * Secrets are watched in the namespaces that it is told, or in its own: without the right to do so it says for ever that it may not. What monitors
 * name is read one by one.
 */
function secretRules({ secretNamespaces }: MonitorPlan): NamespaceAccessRule[] {
  return secretNamespaces.length === 0 ? [watching('', 'secrets')] : secretNamespaces.flatMap((namespace) => [
    { namespace, apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list', 'watch'] },
    { namespace, apiGroups: [''], resources: ['configmaps'], verbs: ['get'] },
  ]);
}
